import type { ComponentId, Ticks } from "../model/component.ts";
import { NEVER, NOBODY } from "../model/component.ts";
import type { Conclusion, Reason } from "../model/phase.ts";
import type { Bits } from "./bits.ts";
import { NO_BITS } from "./bits.ts";

/** The asks of one step: how far the asking is and what was answered. Nested, so that an answer copies little. */
interface Round {
  /** Token of the first place; the participant at place `i` answers with `token + i`. */
  readonly token: number;
  /** Places there are. The next round's tokens begin after them. */
  readonly places: number;
  /** Places dealt with: asked, or left out because they are none of this undo's business. */
  readonly cursor: number;
  /** Answers still owed. */
  readonly owed: number;
  readonly done: number;
  readonly skipped: number;
  /** Places that answered; only where several are asked together. */
  readonly answered: Bits;
  /** Places free to be asked, beyond those that were free from the beginning; only where some wait for others. */
  readonly freed: readonly number[];
  /** Places that owe an answer and since when; only where some wait for others. */
  readonly open: readonly OpenAsk[];
  /** Refused in a way that ends the phase, but other answers are still owed. */
  readonly refusal: Failure | null;
}

export interface OpenAsk {
  readonly place: number;
  readonly since: Ticks;
}

/** What ended the forward run. */
export interface Failure {
  readonly outcome: "refused" | "failed";
  readonly phase: number;
  readonly who: ComponentId;
  readonly reason: Reason;
  /** Position in the phase's `ask.who` of whoever refused that ask, and is therefore not undone; −1: nobody did. */
  readonly index: number;
  /** How many of `ask.who`, from the first, may have answered *done*. */
  readonly reach: number;
  /** Which of them answered at all, where all were asked together; null: every one. */
  readonly answered: Bits | null;
}

/** Local state of one operation. Positions and counts only; `phase` and the stacks index `OperationConfig.phases`. */
export interface OperationState {
  readonly state: "pending" | "running" | "ended";
  readonly outcome: "none" | Conclusion["outcome"];
  readonly start: Ticks;
  readonly end: Ticks;
  /** `unwind` undoes on the good path, `rollback` after a refusal. */
  readonly direction: "forward" | "unwind" | "rollback" | "finally";
  readonly phase: number;
  /** Forward: a `Step`. Otherwise the index into the phase's `undo` or `finally`. */
  readonly step: number;
  readonly pass: number;
  readonly waiting: "nothing" | "answers" | "time";
  readonly round: Round;
  /** Asks of this phase answered *done*, less `SETTLED` messages for them. */
  readonly unsettled: number;
  /** Tokens from here on belong to the phase in progress. */
  readonly firstToken: number;
  /** Phases entered and not undone, in order. */
  readonly entered: readonly number[];
  /** Phases entered whose `finally` has not run, in order. */
  readonly finals: readonly number[];
  /** The phase that asked for the unwinding in progress. */
  readonly unwinding: number;
  readonly failure: Failure | null;
  readonly notes: Conclusion["notes"];
  readonly culprit: ComponentId;
  readonly error: string;
  readonly exit: number;
  readonly message: string;
  /** The bits of every `REMARK`. */
  readonly remarks: number;
  /** As `Timing.phases`. */
  readonly phaseTimes: readonly Ticks[];
}

/** What happens within a phase on the way forward, in this order. */
export const Step = { enter: 0, ask: 1, settle: 2, verify: 3, pause: 4, leave: 5 } as const;

/** More notes than this are not kept; every refusal is in the trace all the same. */
export const NOTES_MAX = 32;

/** Nobody has been asked. */
export const NO_ROUND: Round = {
  token: 1,
  places: 0,
  cursor: 0,
  owed: 0,
  done: 0,
  skipped: 0,
  answered: NO_BITS,
  freed: [],
  open: [],
  refusal: null,
};

/** An operation that has not been started. */
export const PENDING_OPERATION: OperationState = {
  state: "pending",
  outcome: "none",
  start: NEVER,
  end: NEVER,
  direction: "forward",
  phase: 0,
  step: Step.enter,
  pass: 0,
  waiting: "nothing",
  round: NO_ROUND,
  unsettled: 0,
  firstToken: 0,
  entered: [],
  finals: [],
  unwinding: -1,
  failure: null,
  notes: [],
  culprit: NOBODY,
  error: "",
  exit: NEVER,
  message: "",
  remarks: 0,
  phaseTimes: [],
};

/** A private copy of a state, to be changed while one message is handled and then given back. */
export type Draft = {
  -readonly [K in Exclude<keyof OperationState, "round">]: OperationState[K];
} & {
  round: { -readonly [K in keyof Round]: Round[K] };
};

/** Written out field by field: copies of this many fields are several times faster so. */
export function draftOf(s: OperationState): Draft {
  return {
    state: s.state,
    outcome: s.outcome,
    start: s.start,
    end: s.end,
    direction: s.direction,
    phase: s.phase,
    step: s.step,
    pass: s.pass,
    waiting: s.waiting,
    round: roundFrom(s.round),
    unsettled: s.unsettled,
    firstToken: s.firstToken,
    entered: s.entered,
    finals: s.finals,
    unwinding: s.unwinding,
    failure: s.failure,
    notes: s.notes,
    culprit: s.culprit,
    error: s.error,
    exit: s.exit,
    message: s.message,
    remarks: s.remarks,
    phaseTimes: s.phaseTimes,
  };
}

function roundFrom(r: Round): Draft["round"] {
  return {
    token: r.token,
    places: r.places,
    cursor: r.cursor,
    owed: r.owed,
    done: r.done,
    skipped: r.skipped,
    answered: r.answered,
    freed: r.freed,
    open: r.open,
    refusal: r.refusal,
  };
}
