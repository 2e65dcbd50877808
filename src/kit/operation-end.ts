import type { Effects } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKind } from "../model/kinds.ts";
import type { Conclusion, OperationConfig, Reason } from "../model/phase.ts";
import type { Draft } from "./operation-state.ts";
import type { Asking } from "./rounds.ts";
import { DEADLINE, firstOwing } from "./rounds.ts";

/** To oneself: a pause of the table is over. */
export const PAUSE: MessageKind = messageKind("operation-pause");

/** How operations end, in the order of `CoreEvent.operationEnded`'s value. */
export const OUTCOMES = ["succeeded", "refused", "failed", "panicked", "hung"] as const;

/** Every phase and everything owed at the end has been played. */
export function conclude(d: Draft, fx: Effects, c: OperationConfig): void {
  const { failure, notes } = d;
  d.phase = failure?.phase ?? c.phases.length;
  if (failure === null) {
    end(d, { outcome: "succeeded", culprit: NOBODY, notes, timing: timingOf(d, fx) }, fx, c);
  } else {
    const { outcome, reason, who: culprit } = failure;
    const timing = timingOf(d, fx);
    end(d, { outcome, phase: phaseId(d, c), reason, culprit, notes, timing }, fx, c);
  }
}

/** Nobody will answer: the operation stays where it is. */
export function hang(d: Draft, asking: Asking, fx: Effects, c: OperationConfig): void {
  const culprit = firstOwing(d, asking);
  const phase = phaseId(d, c);
  fx.emit(CoreEvent.hang, fx.self, culprit, phase);
  const reason = d.failure === null ? {} : { reason: d.failure.reason };
  const timing = timingOf(d, fx);
  end(d, { outcome: "hung", phase, culprit, notes: d.notes, timing, ...reason }, fx, c);
}

/** A refusal that the system does not survive. */
export function panic(
  d: Draft,
  culprit: number,
  reason: Reason,
  fx: Effects,
  c: OperationConfig,
): void {
  const phase = phaseId(d, c);
  const timing = timingOf(d, fx);
  const { notes } = d;
  const conclusion = { outcome: "panicked", phase, reason, culprit, notes, timing } as const;
  fx.emit(CoreEvent.panic, fx.self, culprit, c.conclude(conclusion).message);
  end(d, conclusion, fx, c);
  fx.halt();
}

function end(d: Draft, conclusion: Conclusion, fx: Effects, c: OperationConfig): void {
  const { exit, message, error, log = [] } = c.conclude(conclusion);
  fx.stopTimer(DEADLINE);
  fx.stopTimer(PAUSE);
  if (message !== "") {
    for (const line of message.split("\n")) fx.emit(CoreEvent.console, fx.self, 0, line);
  }
  for (const { kind, text } of log) fx.emit(kind, fx.self, 0, text);
  fx.emit(CoreEvent.operationEnded, fx.self, OUTCOMES.indexOf(conclusion.outcome), message);
  d.state = "ended";
  d.waiting = "nothing";
  d.end = fx.now;
  d.outcome = conclusion.outcome;
  d.culprit = conclusion.culprit;
  d.exit = exit;
  d.message = message;
  d.error = error;
}

function timingOf({ start, phaseTimes }: Draft, { now }: Effects): Conclusion["timing"] {
  return { start, end: now, phases: phaseTimes };
}

function phaseId(d: Draft, c: OperationConfig): string {
  return c.phases[d.phase]?.id ?? "";
}
