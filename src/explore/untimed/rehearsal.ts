import { InvariantViolation } from "../../base/invariant-violation.ts";
import type {
  ComponentId,
  ComponentSpec,
  Effects,
  Message,
  Plain,
  Ticks,
} from "../../model/component.ts";
import type { EventKind, MessageKind } from "../../model/kinds.ts";

/** A message or a running timer, without its time. */
export interface Parcel {
  readonly from: ComponentId;
  readonly kind: MessageKind;
  readonly a: number;
  readonly b: number;
  readonly data: Plain;
}

/** A trace event that a handler wrote. */
export interface Emission {
  readonly kind: EventKind;
  readonly subject: ComponentId;
  readonly value: number;
  readonly text: string;
}

/** What one handler did when it was given one message. */
export interface Outcome {
  readonly state: unknown;
  readonly sends: readonly { readonly to: ComponentId; readonly parcel: Parcel }[];
  /** Timers that it started (the parcel) or stopped (null), by kind, in order. */
  readonly timers: readonly { readonly kind: MessageKind; readonly parcel: Parcel | null }[];
  readonly emissions: readonly Emission[];
  /** Budgets that it took from. */
  readonly spent: readonly number[];
  /** The message was put off. */
  readonly isDeferred: boolean;
  /** How many deferred messages it called back, and whether it threw away the rest. */
  readonly recalled: number;
  readonly isDiscarded: boolean;
  readonly isHalted: boolean;
}

/**
 * Everything that a handler can do when it is given a message: one outcome for each way in which the budgets that it asks
 * for may answer. Throws an InvariantViolation when it draws random numbers, of which there are too many to try.
 */
export function outcomesOf(
  spec: ComponentSpec,
  self: ComponentId,
  state: unknown,
  message: Message,
  waiting: number,
): readonly Outcome[] {
  const row = spec.class.on.find(([kind]) => kind === message.kind);
  if (row === undefined)
    throw new InvariantViolation(`${spec.name} does not handle ${message.kind}`);
  const [, handler] = row;
  const outcomes: Outcome[] = [];
  const open: (readonly boolean[])[] = [[]];
  for (let answers = open.pop(); answers !== undefined; answers = open.pop()) {
    const effects = new Rehearsal(self, answers, waiting);
    const next = handler(state, message, effects, spec.config);
    outcomes.push(effects.outcome(next));
    // Each question beyond the answers was answered with no: the ways with a yes are still to come.
    for (let asked = answers.length; asked < effects.asked; asked += 1) {
      const before = Array.from({ length: asked }, (_, at) => answers?.[at] ?? false);
      open.push([...before, true]);
    }
  }
  return outcomes;
}

/** Writes down what a handler asks for. */
class Rehearsal implements Effects {
  readonly self: ComponentId;
  asked = 0;
  readonly #answers: readonly boolean[];
  readonly #waiting: number;
  readonly #sends: Outcome["sends"][number][] = [];
  readonly #timers: Outcome["timers"][number][] = [];
  readonly #emissions: Emission[] = [];
  readonly #spent: number[] = [];
  #isDeferred = false;
  #recalled = 0;
  #isDiscarded = false;
  #isHalted = false;

  constructor(self: ComponentId, answers: readonly boolean[], waiting: number) {
    this.self = self;
    this.#answers = answers;
    this.#waiting = waiting;
  }

  /** There is no time where every latency may take any value. */
  get now(): Ticks {
    return 0;
  }

  send(to: ComponentId, kind: MessageKind, a = 0, b = 0, data: Plain = null): void {
    this.#sends.push({ to, parcel: { from: this.self, kind, a, b, data } });
  }

  sendAfter(
    _delay: Ticks,
    to: ComponentId,
    kind: MessageKind,
    a = 0,
    b = 0,
    data: Plain = null,
  ): void {
    this.send(to, kind, a, b, data);
  }

  startTimer(kind: MessageKind, _delay: Ticks, a = 0, b = 0, data: Plain = null): void {
    this.#timers.push({ kind, parcel: { from: this.self, kind, a, b, data } });
  }

  stopTimer(kind: MessageKind): void {
    this.#timers.push({ kind, parcel: null });
  }

  defer(): void {
    this.#isDeferred = true;
  }

  recall(): void {
    this.#recalled += 1;
  }

  discard(): number {
    this.#isDiscarded = true;
    return this.deferred();
  }

  deferred(): number {
    return this.#isDiscarded ? 0 : Math.max(0, this.#waiting - this.#recalled);
  }

  emit(kind: EventKind, subject: ComponentId = this.self, value = 0, text = ""): void {
    this.#emissions.push({ kind, subject, value, text });
  }

  random(): number {
    throw new InvariantViolation("random numbers cannot be tried in every way");
  }

  spend(budget: number): boolean {
    const answer = this.#answers[this.asked] ?? false;
    this.asked += 1;
    if (answer) this.#spent.push(budget);
    return answer;
  }

  halt(): void {
    this.#isHalted = true;
  }

  outcome(state: unknown): Outcome {
    return {
      state,
      sends: this.#sends,
      timers: this.#timers,
      emissions: this.#emissions,
      spent: this.#spent,
      isDeferred: this.#isDeferred,
      recalled: this.#recalled,
      isDiscarded: this.#isDiscarded,
      isHalted: this.#isHalted,
    };
  }
}
