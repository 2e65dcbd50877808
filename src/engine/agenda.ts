import type { Ticks } from "../model/component.ts";
import type { PoolState } from "./event-pool.ts";
import { EventPool, INTS, NEXT, NONE, ORDER, REALS, TIME, TO } from "./event-pool.ts";
import type { HeapState } from "./heap.ts";
import { Heap } from "./heap.ts";
import { Wheel } from "./wheel.ts";

// What is still to happen, in the order (time, class, sequence).
//
// 0. Recalled messages come before everything else.
// 1. Messages of the present instant wait in a first-in-first-out chain: they are of the middle class and
//    younger than anything that was scheduled for this instant before it began.
// 2. Everything else waits in the heap, ordered by time and `order`, which is class and sequence in one
//    number.
// 3. When the heap grows too large, the farther future moves to the wheel: the heap then holds all that
//    comes before `horizon`, and is never empty while the wheel is not.
// 4. A cancelled timer stays where it is, marked, until it comes up or half of everything is such.

/** Classes of one instant, lowest first, as the leading part of `order`. */
const CLASS = 2 ** 50;
export const STATEMENT_ORDER = 0;
export const MESSAGE_ORDER = CLASS;
export const TIMER_ORDER = 2 * CLASS;

/** `pop` found nothing at all. */
export const EMPTY = -1;
/** `pop` found that the next message comes after the limit. */
export const LATER = -2;

/** The receiver of a message that was cancelled. */
const CANCELLED = -9;

/** With more entries in the heap than this, a wheel is faster. Measured in bench/engine/hold.ts. */
const NEAR_MAX = 64;

/** Fewer cancelled messages than this are never worth a search. */
const CANCELLED_MIN = 64;

/** The event queue of one run. Its storage is kept from run to run. */
export class Agenda {
  readonly pool: EventPool = new EventPool();
  readonly #heap: Heap = new Heap();
  readonly #wheel: Wheel = new Wheel();
  /** Recalled messages, next first, and the last one that the present handler recalled. */
  #recalled: number = NONE;
  #lastRecalled: number = NONE;
  #first: number = NONE;
  #last: number = NONE;
  #horizon = Number.POSITIVE_INFINITY;
  #nearMax = NEAR_MAX;
  #cancelled = 0;

  /** Time of the message that `pop` gave last. */
  get now(): Ticks {
    return this.pool.clock[0] as number;
  }

  set now(time: Ticks) {
    this.pool.clock[0] = time;
  }

  /** Adds a message to the end of the present instant. */
  append(index: number): void {
    const { ints } = this.pool;
    ints[index * INTS + NEXT] = NONE;
    if (this.#first < 0) this.#first = index;
    else ints[this.#last * INTS + NEXT] = index;
    this.#last = index;
  }

  /** Puts a message before everything else, but behind those recalled since `beginRecalls`. */
  recall(index: number): void {
    const { ints } = this.pool;
    const before = this.#lastRecalled;
    if (before < 0) {
      ints[index * INTS + NEXT] = this.#recalled;
      this.#recalled = index;
    } else {
      ints[index * INTS + NEXT] = ints[before * INTS + NEXT] as number;
      ints[before * INTS + NEXT] = index;
    }
    this.#lastRecalled = index;
  }

  /** The next recalled message goes before the earlier ones. */
  beginRecalls(): void {
    this.#lastRecalled = NONE;
  }

  /**
   * Adds a message whose time and order are in the pool; the time is not before the present, the order one of the
   * classes plus a sequence. What is of the middle class and for the present instant is appended instead.
   */
  push(index: number): void {
    const at = index * REALS;
    const { reals } = this.pool;
    if ((reals[at + TIME] as number) >= this.#horizon) {
      this.#wheel.insert(this.pool, index);
      return;
    }
    this.#heap.push(index, reals, at);
    if (this.#heap.size > this.#nearMax) this.#rebuild();
  }

  /**
   * Takes the next message out and moves `now` to its time. Gives `EMPTY` when there is none, `LATER`
   * when it comes after `limit` (which must be finite) and therefore stays.
   */
  pop(limit: Ticks): number {
    const recalled = this.#recalled;
    if (recalled >= 0) {
      this.#recalled = this.pool.ints[recalled * INTS + NEXT] as number;
      return recalled;
    }
    for (;;) {
      const first = this.#first;
      if (first >= 0 && !this.#isPreceded()) {
        this.#first = this.pool.ints[first * INTS + NEXT] as number;
        return first;
      }
      const time = this.#heap.keys[0] as number;
      if (time > limit) return this.#heap.size === 0 ? EMPTY : LATER;
      const index = this.#popHeap();
      if (!this.#isCancelled(index)) {
        this.now = time;
        return index;
      }
      this.#forget(index);
    }
  }

  /** Time of the next message, infinite when there is none. */
  nextTime(): Ticks {
    if (this.#first >= 0 || this.#recalled >= 0) return this.now;
    const heap = this.#heap;
    while (heap.size > 0 && this.#isCancelled(heap.items[0] as number)) {
      this.#forget(this.#popHeap());
    }
    return heap.keys[0] as number;
  }

  /** Takes back a message that waits in the heap or the wheel. */
  cancel(index: number): void {
    this.pool.ints[index * INTS + TO] = CANCELLED;
    this.#cancelled += 1;
    const waiting = this.#heap.size + this.#wheel.size;
    if (this.#cancelled > CANCELLED_MIN && this.#cancelled * 2 > waiting) this.#rebuild();
  }

  /** How many messages are pending, those of the present instant aside. */
  get later(): number {
    return this.#heap.size + this.#wheel.size - this.#cancelled;
  }

  /** Everything pending at the time of the next message, in order. Nothing is taken out. */
  instant(): readonly number[] {
    const time = this.nextTime();
    const { reals } = this.pool;
    const all = [...this.#heap.items.subarray(0, this.#heap.size)].filter(
      (index) => reals[index * REALS + TIME] === time && !this.#isCancelled(index),
    );
    const order = (index: number): number => reals[index * REALS + ORDER] as number;
    all.sort((one, other) => order(one) - order(other));
    const timers = all.findIndex((index) => order(index) >= TIMER_ORDER);
    const before = timers < 0 ? all.length : timers;
    return [
      ...this.#chain(this.#recalled),
      ...all.slice(0, before),
      ...this.#chain(this.#first),
      ...all.slice(before),
    ];
  }

  /** Takes one message of `instant()` out, whatever its place, and moves `now` to its time. */
  takeOut(index: number): void {
    this.now = this.nextTime();
    const heap = this.#heap.save();
    const at = heap.items.indexOf(index);
    if (at < 0) this.#unchain(index);
    else {
      this.#heap.clear();
      for (const [place, item] of heap.items.entries()) {
        if (place !== at) this.#heap.push(item, heap.keys, place * 2);
      }
      if (this.#heap.size === 0 && this.#wheel.size > 0) this.#pour();
    }
  }

  /** Forgets everything, and keeps the storage. */
  reset(): void {
    this.pool.reset();
    this.#heap.clear();
    this.#wheel.moveTo(0);
    this.now = 0;
    this.#recalled = NONE;
    this.#lastRecalled = NONE;
    this.#first = NONE;
    this.#last = NONE;
    this.#horizon = Number.POSITIVE_INFINITY;
    this.#nearMax = NEAR_MAX;
    this.#cancelled = 0;
  }

  save(): AgendaState {
    return {
      pool: this.pool.save(),
      heap: this.#heap.save(),
      far: this.#wheel.members(this.pool),
      now: this.now,
      recalled: this.#recalled,
      first: this.#first,
      last: this.#last,
      cancelled: this.#cancelled,
    };
  }

  restore(state: AgendaState): void {
    this.reset();
    this.pool.restore(state.pool);
    this.#heap.restore(state.heap);
    this.now = state.now;
    this.#recalled = state.recalled;
    this.#first = state.first;
    this.#last = state.last;
    this.#cancelled = state.cancelled;
    this.#wheel.moveTo(this.now);
    for (const index of state.far) this.#wheel.insert(this.pool, index);
    // Whatever was poured into the heap before may now come after the rest: sort it all again.
    if (this.#wheel.size > 0) this.#rebuild();
  }

  /** Whether the heap's first message comes before those of the present instant. */
  #isPreceded(): boolean {
    const { keys } = this.#heap;
    return keys[0] === this.now && (keys[1] as number) < TIMER_ORDER;
  }

  #popHeap(): number {
    const index = this.#heap.pop();
    if (this.#heap.size === 0 && this.#wheel.size > 0) this.#pour();
    return index;
  }

  #forget(index: number): void {
    this.#cancelled -= 1;
    this.pool.give(index);
  }

  #isCancelled(index: number): boolean {
    return this.pool.ints[index * INTS + TO] === CANCELLED;
  }

  #pour(): void {
    this.#horizon = this.#wheel.pour(this.pool, this.#heap);
    if (this.#wheel.size === 0) this.#horizon = Number.POSITIVE_INFINITY;
  }

  /** Puts everything into the wheel again as seen from now, without what was cancelled. */
  #rebuild(): void {
    const { pool } = this;
    const heap = this.#heap;
    const all = Array.from(heap.items.subarray(0, heap.size));
    this.#wheel.drain(pool, (index) => all.push(index));
    heap.clear();
    this.#wheel.moveTo(this.now);
    for (const index of all) {
      if (this.#isCancelled(index)) pool.give(index);
      else this.#wheel.insert(pool, index);
    }
    this.#cancelled = 0;
    this.#horizon = Number.POSITIVE_INFINITY;
    if (this.#wheel.size > 0) this.#pour();
    // The next time is far enough away to have been paid for by the messages in between.
    this.#nearMax = Math.max(NEAR_MAX, heap.size * 2, this.#wheel.size >> 2);
  }

  #chain(first: number): readonly number[] {
    const all: number[] = [];
    for (let index = first; index >= 0; index = this.#after(index)) all.push(index);
    return all;
  }

  #unchain(index: number): void {
    if (this.#recalled === index) {
      this.#recalled = this.#after(index);
      return;
    }
    const chain = this.#chain(this.#first);
    const isRecalled = !chain.includes(index);
    const all = isRecalled ? this.#chain(this.#recalled) : chain;
    const before = all[all.indexOf(index) - 1] ?? NONE;
    if (before < 0) this.#first = this.#after(index);
    else this.pool.ints[before * INTS + NEXT] = this.#after(index);
    if (this.#last === index) this.#last = before;
  }

  #after(index: number): number {
    return this.pool.ints[index * INTS + NEXT] as number;
  }
}

/** A copy of everything in an agenda. */
export interface AgendaState {
  readonly pool: PoolState;
  readonly heap: HeapState;
  readonly far: readonly number[];
  readonly now: Ticks;
  readonly recalled: number;
  readonly first: number;
  readonly last: number;
  readonly cancelled: number;
}
