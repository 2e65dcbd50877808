import { InvariantViolation } from "../base/invariant-violation.ts";
import { PENDING_MAX } from "../base/limits.ts";
import type { Plain } from "../model/component.ts";

// Pending messages live in two flat arrays and are named by their index; nothing is allocated per
// message. Wherever one waits (the instant's queue, the heap, the wheel, a mailbox, the free list) it is
// the index that moves, and `NEXT` chains those that wait in the same place.

/** Integers kept for each pending message, and where each stands. */
export const INTS = 8;
export const TO = 0;
export const KIND = 1;
/** The sender; for a timer, which is always one's own, `FIRST_TIMER` less its number, so that it can be superseded. */
export const FROM = 2;
export const NEXT = 3;
/** `seq` of the trace event that led to this message. */
export const CAUSE = 4;

/** As a sender: timer number 0. Below every component, and below nobody. */
export const FIRST_TIMER = -2;

/** Numbers kept for each pending message, and where each stands. */
export const REALS = 4;
export const TIME = 0;
export const ORDER = 1;
export const A = 2;
export const B = 3;

/** The index that stands for nothing. */
export const NONE = -1;

const FIRST_CAPACITY = 64;

/** Storage of pending messages, with a list of free places. */
export class EventPool {
  ints: Int32Array = new Int32Array(FIRST_CAPACITY * INTS);
  reals: Float64Array = new Float64Array(FIRST_CAPACITY * REALS);
  readonly data: Plain[] = new Array<Plain>(FIRST_CAPACITY).fill(null);
  /**
   * The present time, alone in an array: numbers that do not fit a small integer are passed from function to function
   * only in boxes, which are garbage the moment after.
   */
  readonly clock: Float64Array = new Float64Array(1);
  /** Places ever used since the last reset. */
  top = 0;
  #free = NONE;

  /** A place for a message, with arbitrary content save for its data, which is null. */
  take(): number {
    const free = this.#free;
    if (free >= 0) {
      this.#free = this.ints[free * INTS + NEXT] as number;
      return free;
    }
    if (this.top * INTS === this.ints.length) this.#grow();
    return this.top++;
  }

  /** Gives a place back. */
  give(index: number): void {
    this.ints[index * INTS + NEXT] = this.#free;
    this.#free = index;
    if (this.data[index] !== null) this.data[index] = null;
  }

  /** Forgets every message, and keeps the storage. */
  reset(): void {
    for (let index = 0; index < this.top; index += 1) this.data[index] = null;
    this.top = 0;
    this.#free = NONE;
  }

  save(): PoolState {
    return {
      ints: this.ints.slice(0, this.top * INTS),
      reals: this.reals.slice(0, this.top * REALS),
      data: this.data.slice(0, this.top),
      free: this.#free,
    };
  }

  restore(state: PoolState): void {
    this.reset();
    while (this.ints.length < state.ints.length) this.#grow();
    this.ints.set(state.ints);
    this.reals.set(state.reals);
    for (const [index, data] of state.data.entries()) this.data[index] = data;
    this.top = state.data.length;
    this.#free = state.free;
  }

  #grow(): void {
    const capacity = (this.ints.length / INTS) * 2;
    // The kernel ends a run as inconclusive well before this.
    if (capacity > PENDING_MAX * 4) throw new InvariantViolation("too many pending messages");
    const { ints, reals } = this;
    this.ints = new Int32Array(capacity * INTS);
    this.ints.set(ints);
    this.reals = new Float64Array(capacity * REALS);
    this.reals.set(reals);
    for (let index = this.data.length; index < capacity; index += 1) this.data.push(null);
  }
}

/** A copy of everything in a pool. */
export interface PoolState {
  readonly ints: Int32Array;
  readonly reals: Float64Array;
  readonly data: readonly Plain[];
  readonly free: number;
}
