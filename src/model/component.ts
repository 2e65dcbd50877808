import type { EventKind, MessageKind } from "./kinds.ts";

/** Virtual time in whole nanoseconds since the scenario began. Exact to 104 days. Never the wall clock. */
export type Ticks = number;

/**
 * What a field of type `moment` or `duration` reads while there is nothing to say yet: `first.end` of a running
 * operation. Comparisons with it are false, and arithmetic gives it again.
 */
export const NEVER: Ticks = -1;

/** Index of a component in its world. `NOBODY` stands where no component is meant. */
export type ComponentId = number;
export const NOBODY: ComponentId = -1;

/** What states and messages may hold: plain, comparable, serialisable. No `undefined`, NaN or −0. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/**
 * What a handler is given. The engine reuses the object: read it during the call, never keep it.
 * `a`, `b` and `data` mean what the message kind says.
 */
export interface Message {
  readonly kind: MessageKind;
  readonly from: ComponentId;
  readonly a: number;
  readonly b: number;
  readonly data: Plain;
}

/**
 * All that a handler may do to the world beyond returning its next local state.
 * Valid only during the call. There is no way to read another component's state.
 */
export interface Effects {
  readonly now: Ticks;
  readonly self: ComponentId;
  /** Delivers at this same instant, after everything already pending at it. */
  send(to: ComponentId, kind: MessageKind, a?: number, b?: number, data?: Plain): void;
  /** Delivers `delay` ticks from now (≥ 0). */
  sendAfter(
    delay: Ticks,
    to: ComponentId,
    kind: MessageKind,
    a?: number,
    b?: number,
    data?: Plain,
  ): void;
  /**
   * A message to oneself after `delay`, superseding one's running timer of this kind. Timers are of the
   * last priority class of their instant: an answer that comes at the deadline is in time.
   */
  startTimer(kind: MessageKind, delay: Ticks, a?: number, b?: number, data?: Plain): void;
  stopTimer(kind: MessageKind): void;
  /** Puts the current message at the back of one's own mailbox, unhandled. */
  defer(): void;
  /**
   * Redelivers the oldest message of one's own mailbox, as it was sent, before anything else that is pending at
   * this instant; several recalled in one call keep their order. So nobody overtakes a message that was deferred.
   * Nothing happens when the mailbox is empty.
   */
  recall(): void;
  /** Empties one's own mailbox without delivering, giving how many messages were dropped. */
  discard(): number;
  /** Messages waiting in one's own mailbox. */
  deferred(): number;
  /** Appends to the trace. `subject` is whom it is about (default: self). */
  emit(kind: EventKind, subject?: ComponentId, value?: number, text?: string): void;
  /** The next 32 random bits of this component's own stream for this purpose. */
  random(purpose: number): number;
  /**
   * Takes one from a budget of the world (`World.budgets`), if there is one left and it happens now: `run` lets the
   * component's random stream decide, an explorer tries both.
   */
  spend(budget: number): boolean;
  /** Ends the simulated world at this instant: nothing else is delivered (a panic, say). */
  halt(): void;
}

/** One atomic transition. Pure: same state, message and config give the same state and effects. Return `state` itself when nothing changed. */
export type Handler<State, Config> = (
  state: State,
  message: Message,
  effects: Effects,
  config: Config,
) => State;

/** The type of a value that expectations can read or a pattern can ask for. */
export type ValueType =
  | "boolean"
  | "number"
  | "duration"
  | "moment"
  | "size"
  | "rate"
  | "percent"
  | "text"
  | { readonly enum: readonly string[] }
  /** Read as a `ComponentId`; written by name. `kinds` are the entity kinds it may name. */
  | { readonly entity: readonly string[] };

/** One thing about a component that expectations can name: `sd0.state`. */
export interface FieldSpec<State> {
  readonly type: ValueType;
  readonly doc: string;
  readonly read: (state: State, config: never) => string | number | boolean;
  /** Which of the class's counters it needs, as paths: `ledger.lost`. Absent: it may need any. */
  readonly needs?: readonly string[];
}

export interface ComponentClass<State, Config> {
  readonly name: string;
  readonly on: readonly (readonly [MessageKind, Handler<State, Config>])[];
  /**
   * Whether a message of this kind is taken in this state; one that is not waits in the mailbox until the state has
   * changed. Timers are always taken. Default: every message is taken.
   */
  readonly accepts?: (state: State, kind: MessageKind) => boolean;
  /**
   * Timers that stand for the end of somebody's patience: time-outs, watchdogs, drain limits. Where latencies may take any
   * value they never strike, since how long is too long is a question of times alone.
   */
  readonly limits?: readonly MessageKind[];
  /** Local state fields that only accumulate and never steer behaviour; explorers may leave unread ones out of the state. */
  readonly counters?: readonly (keyof State & string)[];
  /** More deferred messages than this end the run as inconclusive, naming the mailbox. Default `MAILBOX_MAX`. */
  readonly mailboxMax?: number;
}

/** A component of one world. State and Config are forgotten here; `component()` checks that they fit. */
export interface ComponentSpec {
  /** As the scenario names it; unique within its kind. */
  readonly name: string;
  /** Entity kind, as in the platform's vocabulary: `device`, `slot`, `operation`, … */
  readonly kind: string;
  readonly class: ComponentClass<unknown, unknown>;
  readonly config: unknown;
  readonly initial: unknown;
}

/** Makes a component, checking that class, configuration and initial state belong together. */
export function component<State, Config>(spec: {
  readonly name: string;
  readonly kind: string;
  readonly class: ComponentClass<State, Config>;
  readonly config: Config;
  readonly initial: State;
}): ComponentSpec {
  return spec as unknown as ComponentSpec;
}
