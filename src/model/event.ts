import type { ComponentId, Ticks } from "./component.ts";
import type { EventKind } from "./kinds.ts";
import { eventKind } from "./kinds.ts";

/** One line of the trace: append-only, totally ordered by `seq`. */
export interface TraceEvent {
  readonly seq: number;
  readonly time: Ticks;
  readonly kind: EventKind;
  /** Whom it is about. */
  readonly subject: ComponentId;
  /** Whose handler wrote it. */
  readonly source: ComponentId;
  readonly value: number;
  readonly text: string;
  /** `seq` of the event that led here, or −1 for the scenario itself. */
  readonly cause: number;
}

/** Event kinds that every platform shares. */
export const CoreEvent = {
  /** value: index of the timeline statement. */
  statement: eventKind("statement"),
  /** A declared fault came into force. text: which. */
  fault: eventKind("fault"),
  /** Its time was over, or it had struck as often as it should. text: which. */
  faultEnded: eventKind("fault-ended"),
  /** A fault in force changed what its target did. text: which. */
  faultFelt: eventKind("fault-felt"),
  operationStarted: eventKind("operation-started"),
  /** value: 0 succeeded, 1 refused, 2 failed, 3 panicked, 4 hung. text: the operator's message. */
  operationEnded: eventKind("operation-ended"),
  /** subject: the operation; text: the phase id; value: 0 forward, 1 undoing, 2 finishing. */
  phase: eventKind("phase"),
  /** subject: who refused; text: `error: detail`. */
  refused: eventKind("refused"),
  /** subject: the operation; value: whom it waits for; text: the phase id. */
  hang: eventKind("hang"),
  /** subject: who waits in vain, as far as the platform can tell; text: for what, and why it will not come. */
  deadlock: eventKind("deadlock"),
  /** text: the console line. */
  panic: eventKind("panic"),
  /** A line on the operator's console. */
  console: eventKind("console"),
  /** subject: the workload; value: request number. */
  ioIssued: eventKind("io-issued"),
  ioCompleted: eventKind("io-completed"),
  ioFailed: eventKind("io-failed"),
  ioTimedOut: eventKind("io-timed-out"),
  ioLost: eventKind("io-lost"),
  ioDuplicated: eventKind("io-duplicated"),
  /** subject: who broke it; text: the rule's id and what was seen, separated by a blank. */
  violation: eventKind("violation"),
} as const satisfies Record<string, EventKind>;
