import type { ComponentId, Ticks } from "./component.ts";
import type { EventKind, MessageKind } from "./kinds.ts";
import { messageKind } from "./kinds.ts";

/**
 * An operation is a table of phases; one coordinator (kit/coordinator.ts) plays all of them.
 *
 * 1. Phases run in order. A phase asks its participants, one after the other or together, and waits for
 *    their answers. Each ask is a message with `a` = the ask's token and `b` = the ask's parameter; the
 *    participant answers with `REPLY`, `a` = the same token, `b` = an `Answer`, `data` = a reason
 *    (`{ error, detail }`, or null).
 * 2. A refusal ends the forward run. Everything entered is then undone, last phase first: within the
 *    refusing phase exactly the participants that had answered *done*, in reverse; never the refuser.
 * 3. `unwind` does the same on the good path: it undoes back to a named phase and goes on after it.
 * 4. `finally` runs once for each entered phase when the operation ends, in reverse, good or bad.
 *
 * The coordinator keeps no list of who did what. An undo asks everyone whom the phase asked (those before the
 * refuser, where the phase asked one after the other); a participant that has nothing to undo answers *skipped*.
 * An ask that has several answers open waits for all of them before a refusal counts; the first refusal is the phase's, further ones
 * become notes. An answer that comes too late, or twice, is ignored.
 */
export const REPLY: MessageKind = messageKind("reply");

export const Answer = { done: 0, skipped: 1, refused: 2 } as const;

/** Why a participant refused. `error` is a row of the platform's error table; `detail` what the operator is told. */
export interface Reason {
  readonly error: string;
  readonly detail: string;
}

/**
 * What a refusal means: `abort` rolls back, `panic` halts the world, `note` is recorded and the phase goes on, `ignore`.
 * In undo and finally there is nothing to roll back: `abort` makes the operation fail, and the undoing goes on (from
 * an `unwind`, through everything that was entered).
 */
export type RefusalAction = "abort" | "panic" | "note" | "ignore";

export interface Ask {
  readonly who: readonly ComponentId[];
  readonly message: MessageKind;
  /** `each` waits for one answer before the next ask; `all` asks everyone, then waits; or as a `Precedence` says. */
  readonly order: "each" | "all" | Precedence;
  /** Parameter of the message (`b`). Where absent: 0 forward; in undo and finally, 0 when the operation is succeeding, 1 when failing. */
  readonly parameter?: number;
  readonly onRefusal: RefusalAction;
  /** What it means that somebody does not answer within `limit`; absent: the same as a refusal. */
  readonly onLimit?: RefusalAction;
  /** The error when the participant gives none, or does not answer within `limit`. */
  readonly error?: string;
  /**
   * How long one participant may take to answer; after it the participant counts as refusing, and an operation that
   * aborts for it has `failed`, not been `refused`. Absent: for ever, which only the watchdog ends.
   */
  readonly limit?: Ticks;
}

/**
 * An order in which some wait for others: who is free to be asked is asked, in the order of the list, then in the order
 * in which the others became free. A refusal that aborts ends the asking. For forward asks, and for undoing with a list of its own.
 */
export interface Precedence {
  /** For each of `who`, the positions that must have answered before it is asked. Without cycles. */
  readonly after: readonly (readonly number[])[];
  /** So many may owe an answer at a time, at most. */
  readonly width: number;
}

/**
 * Repeats `ask`, wait, `verify` until every participant verifies. Only in the last pass does a refusal of `verify` mean
 * what its `onRefusal` says; who refuses then had answered *done* to the ask and is undone like the others.
 */
export interface Passes {
  /**
   * How long each pass waits at most, `[0, 1s, 4s, 9s]`. A wait ends early, or is left out, when as many `SETTLED` came
   * as asks were answered *done*: counted over all passes of the phase, so that somebody who is asked again in each
   * pass and settles once keeps every later wait from ending early.
   */
  readonly waits: readonly Ticks[];
  readonly verify: Ask;
}

/**
 * To an operation that is running, from anybody: the system goes down. b = whose fault it is, data = a reason.
 */
export const BRING_DOWN: MessageKind = messageKind("bring-down");

/**
 * To an operation, also to one that has ended, from anybody: something is to be remembered with it. b = a sum of bits that
 * mean what the platform says. It changes nothing about the operation.
 */
export const REMARK: MessageKind = messageKind("remark");

/** Sent by a participant to its asker when what a pass's ask began has come about. `a` = token of the ask. */
export const SETTLED: MessageKind = messageKind("settled");

export interface Phase {
  /** Short and unique within the table: `P5`. What the trace and the reports call it. */
  readonly id: string;
  /** What expectations call it, where one operation goes through the same phase several times; `id` when absent. */
  readonly name?: string;
  readonly title: string;
  readonly ask?: Ask;
  readonly passes?: Passes;
  /** A pause at the end of the phase. */
  readonly wait?: Ticks;
  /** Go on at this later phase when every participant answered *skipped* (also when there is none). */
  readonly skipTo?: string;
  /** Undo back to this phase, inclusive, then go on. A phase with `unwind` asks nothing itself. */
  readonly unwind?: string;
  /** How the phase is undone, in order. `who: "done"` means those who answered *done*, last first. */
  readonly undo?: readonly Undo[];
  /** What happens when the operation ends, whatever its outcome. */
  readonly finally?: readonly Undo[];
  /** Where the phase is documented. */
  readonly source: string;
}

export type Undo =
  | { readonly ask: Omit<Ask, "who"> & { readonly who: readonly ComponentId[] | "done" } }
  | { readonly wait: Ticks };

/** How an operation ended, and all that its words to the operator are made from. */
export interface Conclusion {
  readonly outcome: "succeeded" | "refused" | "failed" | "panicked" | "hung";
  /** The phase that ended it; absent when it succeeded. */
  readonly phase?: string;
  readonly reason?: Reason;
  /** Who refused, or was being waited for; `NOBODY` when nobody was. */
  readonly culprit: ComponentId;
  /** Refusals that were only noted. */
  readonly notes: readonly (Reason & { readonly who: ComponentId })[];
  readonly timing: Timing;
}

/** When things happened to one operation; `NEVER`: not yet, or not at all. */
export interface Timing {
  readonly start: Ticks;
  readonly end: Ticks;
  /** When each phase of the table was entered, by its position. */
  readonly phases: readonly Ticks[];
}

/** What the operator sees in the end. */
export interface OperatorView {
  readonly exit: number;
  /** Standard error or output as one text, lines separated by `\n`, without a final one. */
  readonly message: string;
  /** The platform's word for the failure class, for `refused with SUSPEND`; empty when it succeeded. */
  readonly error: string;
  /** What it leaves in the system's own log. */
  readonly log?: readonly { readonly kind: EventKind; readonly text: string }[];
}

/** Configuration of one coordinator component. */
export interface OperationConfig {
  readonly title: string;
  readonly phases: readonly Phase[];
  /** Waiting this long for an answer that has no limit of its own, the operation has hung. 0: it waits for ever. */
  readonly watchdog: Ticks;
  readonly conclude: (conclusion: Conclusion) => OperatorView;
}
