import type { Ticks } from "../../model/component.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { FailureKind, PartValue } from "../../model/verdict.ts";
import type { Kernel } from "../kernel.ts";
import { Blame } from "./blame.ts";
import type { Readers, Sense, Sources } from "./readers.ts";
import { noSources } from "./readers.ts";
import { textOf, typeOf } from "./texts.ts";

/** A place in the run: after so many trace events, in this step. NaN while there is none. */
export interface Place {
  readonly seq: number;
  readonly step: number;
  readonly time: Ticks;
}

export const NOWHERE: Place = { seq: Number.NaN, step: Number.NaN, time: Number.NaN };

/** Everything about a watch that changes during a run. */
export interface WatchState {
  /** It is decided. */
  done: boolean;
  hasHeld: boolean;
  /** When it was decided. */
  time: Ticks;
  /** How many trace events there were then. */
  seq: number;
  /** Why it failed; empty otherwise. */
  message: string;
  parts: readonly PartValue[];
  notes: readonly string[];
  kind: FailureKind;
  /** Why it tested nothing; empty otherwise. */
  vacuity: string;
  /** `while` was true at least once; a moment came at least once. */
  hasApplied: boolean;
  /** The moment that `within` counts from, or that `at` names. NaN until it is known. */
  anchor: Ticks;
  /** Before time goes beyond this, the watch must be asked. */
  deadline: Ticks;
  /** First occurrences of the two sides of `before` and `after`; of `leads-to` the `other` that is not followed yet. */
  what: Place;
  other: Place;
  /** `other` was true after the last step. */
  wasTrue: boolean;
}

const START: WatchState = {
  done: false,
  hasHeld: false,
  time: 0,
  seq: 0,
  message: "",
  parts: [],
  notes: [],
  kind: "expectation",
  vacuity: "",
  hasApplied: false,
  anchor: Number.NaN,
  deadline: Number.POSITIVE_INFINITY,
  what: NOWHERE,
  other: NOWHERE,
  wasTrue: false,
};

/** Modes in which an event as a condition means that it happens in this very step. */
const IN_THIS_STEP: ReadonlySet<ExpectationPlan["mode"]> = new Set([
  "always",
  "never",
  "until",
  "at",
  "leads-to",
]);

/** One expectation on its way to a verdict. What it does in each mode is in modes.ts. */
export class Watch {
  readonly plan: ExpectationPlan;
  readonly state: WatchState = { ...START };
  readonly sources: Sources = noSources();
  readonly kernel: Kernel;
  readonly sense: Sense;
  readonly #readers: Readers;
  readonly #what: () => boolean;
  readonly #gate: (() => boolean) | null;
  readonly #other: (() => unknown) | null;
  readonly #anchor: (() => unknown) | null;

  constructor(plan: ExpectationPlan, readers: Readers, kernel: Kernel) {
    this.plan = plan;
    this.kernel = kernel;
    this.#readers = readers;
    this.sense = IN_THIS_STEP.has(plan.mode) ? "now" : "ever";
    const { sense, sources } = this;
    this.#what = readers.condition(plan.what, sense, sources);
    this.#gate = plan.while === undefined ? null : readers.condition(plan.while, "now", sources);
    // What an `until` waits for may have come in any step before.
    const otherSense = plan.mode === "at" || plan.mode === "leads-to" ? "now" : "ever";
    this.#other = plan.other === undefined ? null : readers.read(plan.other, otherSense, sources);
    this.#anchor = plan.anchor === undefined ? null : readers.read(plan.anchor, "ever", sources);
  }

  /** The expectation itself is true now. */
  isTrue(): boolean {
    return this.#what();
  }

  /** The `while` is true now, or there is none. */
  isGateOpen(): boolean {
    return this.#gate === null || this.#gate();
  }

  /** The other side is true now. */
  isOtherTrue(): boolean {
    return this.#other !== null && this.#other() === true;
  }

  /** The time that `within` counts from, NaN while it is not known. */
  anchorTime(): Ticks {
    return this.#timeOf(this.plan.anchor, this.#anchor);
  }

  /** The moment of an `at` that names a time and not an event or condition. */
  otherTime(): Ticks {
    return this.#timeOf(this.plan.other, this.#other);
  }

  /** `other` is a moment in time. */
  get isOtherTimed(): boolean {
    return this.plan.other !== undefined && typeOf(this.plan.other) !== "boolean";
  }

  /** Where a side first was true, given that it was not up to the last step. */
  placeOf(expr: TypedExpr, isTrue: boolean): Place {
    const { kernel } = this;
    if (expr.op === "event") {
      const { firstSeq, first, count } = this.#readers.occurrences(expr, noSources());
      return count === 0 ? NOWHERE : { seq: firstSeq, step: kernel.steps, time: first };
    }
    // A state is reached when the step is over: after all that was emitted in it.
    const seq = kernel.announcer.count - 0.5;
    return isTrue ? { seq, step: kernel.steps, time: kernel.now } : NOWHERE;
  }

  hold(): void {
    const { state, kernel } = this;
    state.done = true;
    state.hasHeld = true;
    state.time = kernel.now;
    state.seq = kernel.announcer.count;
    state.deadline = Number.POSITIVE_INFINITY;
  }

  /** Decides against the expectation; `reason` says why in a few words. */
  fail(reason: string, details: Details = {}): void {
    this.hold();
    const { state, plan } = this;
    state.hasHeld = false;
    state.time = details.time ?? state.time;
    state.message = `${plan.text}: ${reason}`;
    state.kind = details.kind ?? "expectation";
    state.notes = details.notes ?? [];
    const sides = [plan.what, plan.while, plan.other, plan.anchor];
    const exprs = sides.filter((side) => side !== undefined);
    state.parts = this.#blame(this.sense).parts(exprs);
  }

  /** Why the expectation is not `wanted` now. */
  reason(wanted: boolean, sense: Sense = this.sense): string {
    return this.#blame(sense).reason(this.plan.what, wanted);
  }

  text(expr: TypedExpr): string {
    return textOf(expr, this.plan, this.#readers.scope);
  }

  #blame(sense: Sense): Blame {
    return new Blame(this.#readers, this.plan, sense);
  }

  /** Of a condition: when it was first seen true. */
  #timeOf(expr: TypedExpr | undefined, read: (() => unknown) | null): Ticks {
    const value = read === null ? Number.NaN : read();
    if (typeof value === "number") return value;
    if (expr?.op === "event") return this.#readers.occurrences(expr, noSources()).first;
    return value === true ? this.kernel.now : Number.NaN;
  }
}

interface Details {
  /** When it failed, if not now. */
  readonly time?: Ticks;
  readonly kind?: FailureKind;
  readonly notes?: readonly string[];
}
