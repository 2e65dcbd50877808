import type { ComponentId, Ticks } from "../model/component.ts";
import type { HeapState } from "./heap.ts";
import { Heap } from "./heap.ts";
import type { PoolState } from "./pending.ts";
import { Pending, PendingPool } from "./pending.ts";
import { Wheel } from "./wheel.ts";

// What is still to happen, in the order (time, class, sequence).
//
// 1. Recalled messages come before everything else.
// 2. Messages of the present instant wait in a first-in-first-out chain: they are of the middle class and
//    younger than anything that was scheduled for this instant before it began.
// 3. Everything else waits in the heap, ordered by time and `order`, which is class and sequence in one
//    number.
// 4. When the heap grows too large, the farther future moves to the wheel: the heap then holds all that
//    comes before `horizon`, and is never empty while the wheel is not.
// 5. A cancelled timer stays where it is, marked, until it comes up or half of everything is such.

/** Classes of one instant, lowest first, as the leading part of `order`. */
const CLASS = 2 ** 50;
export const STATEMENT_ORDER = 0;
export const MESSAGE_ORDER = CLASS;
export const TIMER_ORDER = 2 * CLASS;

/** What `pop` gives when nothing is pending. Its index is negative, as that of `LATER` is. */
export const EMPTY: Pending = new Pending(-1);
/** What `pop` gives when the next message comes after the limit. */
export const LATER: Pending = new Pending(-2);

/** The receiver of a message that was cancelled. */
const CANCELLED: ComponentId = -9;

/** With more entries in the heap than this, a wheel is faster. Measured in bench/engine/hold.ts. */
const NEAR_MAX = 64;

/** Fewer cancelled messages than this are never worth a search. */
const CANCELLED_MIN = 64;

/** The event queue of one run. Its storage is kept from run to run. */
export class Agenda {
  readonly pool: PendingPool = new PendingPool();
  readonly #clock: Float64Array = this.pool.clock;
  readonly #heap: Heap = new Heap();
  readonly #wheel: Wheel = new Wheel();
  /** Recalled messages, next first, and the last one that the present handler recalled. */
  #recalled: Pending | null = null;
  #lastRecalled: Pending | null = null;
  /** The present instant. The last is arbitrary while the first is null. */
  #first: Pending | null = null;
  #last: Pending = EMPTY;
  #horizon = Number.POSITIVE_INFINITY;
  #nearMax = NEAR_MAX;
  #cancelled = 0;

  /** Time of the message that `pop` gave last. */
  get now(): Ticks {
    return this.#clock[0] as number;
  }

  /** Adds a message to the end of the present instant. */
  append(pending: Pending): void {
    pending.next = null;
    if (this.#first === null) this.#first = pending;
    else this.#last.next = pending;
    this.#last = pending;
  }

  /** Puts a message before everything else, but behind those recalled since `beginRecalls`. */
  recall(pending: Pending): void {
    const before = this.#lastRecalled;
    if (before === null) {
      pending.next = this.#recalled;
      this.#recalled = pending;
    } else {
      pending.next = before.next;
      before.next = pending;
    }
    this.#lastRecalled = pending;
  }

  /** The next recalled message goes before the earlier ones. */
  beginRecalls(): void {
    this.#lastRecalled = null;
  }

  /**
   * Adds a message at its time, which is not before the present; its order is one of the classes plus a sequence.
   * What is of the middle class and for the present instant is appended instead.
   */
  push(pending: Pending): void {
    if (pending.time >= this.#horizon) {
      this.#wheel.insert(pending);
      return;
    }
    this.#heap.push(pending);
    if (this.#heap.size > this.#nearMax) this.#rebuild();
  }

  /**
   * Takes the next message out and moves `now` to its time. Gives `EMPTY` when there is none, `LATER`
   * when it comes after `limit` (which must be finite) and therefore stays.
   */
  pop(limit: Ticks): Pending {
    const recalled = this.#recalled;
    if (recalled !== null) {
      this.#recalled = recalled.next;
      return recalled;
    }
    for (;;) {
      const first = this.#first;
      if (first !== null && !this.#isPreceded()) {
        this.#first = first.next;
        return first;
      }
      const time = this.#heap.keys[0] as number;
      if (time > limit) return this.#heap.size === 0 ? EMPTY : LATER;
      const pending = this.#popHeap();
      if (pending.to !== CANCELLED) {
        this.#clock[0] = time;
        return pending;
      }
      this.#forget(pending);
    }
  }

  /** Time of the next message, infinite when there is none. */
  nextTime(): Ticks {
    if (this.#first !== null || this.#recalled !== null) return this.now;
    const heap = this.#heap;
    while (heap.size > 0 && heap.items[0]?.to === CANCELLED) {
      this.#forget(this.#popHeap());
    }
    return heap.keys[0] as number;
  }

  /** Takes back a message that waits in the heap or the wheel. */
  cancel(pending: Pending): void {
    pending.to = CANCELLED;
    this.#cancelled += 1;
    const waiting = this.#heap.size + this.#wheel.size;
    if (this.#cancelled > CANCELLED_MIN && this.#cancelled * 2 > waiting) this.#rebuild();
  }

  /** How many messages are pending, those of the present instant aside. */
  get later(): number {
    return this.#heap.size + this.#wheel.size - this.#cancelled;
  }

  /** Everything pending at the time of the next message, in order. Nothing is taken out. */
  instant(): readonly Pending[] {
    const time = this.nextTime();
    const timed = this.#near()
      .filter((pending) => pending.time === time && pending.to !== CANCELLED)
      .sort((one, other) => one.order - other.order);
    const timers = timed.findIndex(({ order }) => order >= TIMER_ORDER);
    const before = timers < 0 ? timed.length : timers;
    return [
      ...chain(this.#recalled),
      ...timed.slice(0, before),
      ...chain(this.#first),
      ...timed.slice(before),
    ];
  }

  /** Everything that is pending, in no useful order; what waits for the present instant is said to be due now. */
  all(): readonly Pending[] {
    const present = [...chain(this.#recalled), ...chain(this.#first)];
    for (const pending of present) pending.time = this.now;
    const timed = [...this.#near(), ...this.#wheel.members()];
    return [...present, ...timed.filter(({ to }) => to !== CANCELLED)];
  }

  /** How many of the first of `instant()` were recalled. */
  get recalls(): number {
    return chain(this.#recalled).length;
  }

  /** Takes one message of `instant()` out, whatever its place, and moves `now` to its time. */
  takeOut(pending: Pending): void {
    this.#clock[0] = this.nextTime();
    const near = this.#near();
    if (!near.includes(pending)) {
      this.#recalled = unchained(this.#recalled, pending);
      this.#first = unchained(this.#first, pending);
      this.#last = chain(this.#first).at(-1) ?? EMPTY;
      return;
    }
    this.#heap.clear();
    for (const other of near) if (other !== pending) this.#heap.push(other);
    if (this.#heap.size === 0 && this.#wheel.size > 0) this.#pour();
  }

  /** Forgets everything, and keeps the storage. */
  reset(): void {
    this.pool.reset();
    this.#heap.clear();
    this.#wheel.moveTo(0);
    this.#clock[0] = 0;
    this.#recalled = null;
    this.#lastRecalled = null;
    this.#first = null;
    this.#horizon = Number.POSITIVE_INFINITY;
    this.#nearMax = NEAR_MAX;
    this.#cancelled = 0;
  }

  save(): AgendaState {
    return {
      pool: this.pool.save(),
      heap: this.#heap.save(),
      far: this.#wheel.members(),
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
    this.#clock[0] = state.now;
    this.#recalled = state.recalled;
    this.#first = state.first;
    this.#last = state.last;
    this.#cancelled = state.cancelled;
    this.#wheel.moveTo(state.now);
    for (const pending of state.far) this.#wheel.insert(pending);
    // Whatever was poured into the heap before may now come after the rest: sort it all again.
    if (this.#wheel.size > 0) this.#rebuild();
  }

  /** Whether the heap's first message comes before those of the present instant. */
  #isPreceded(): boolean {
    const { keys } = this.#heap;
    return keys[0] === this.#clock[0] && (keys[1] as number) < TIMER_ORDER;
  }

  /** What is in the heap, in no useful order. */
  #near(): readonly Pending[] {
    return this.#heap.items.slice(0, this.#heap.size);
  }

  #popHeap(): Pending {
    const pending = this.#heap.pop();
    if (this.#heap.size === 0 && this.#wheel.size > 0) this.#pour();
    return pending;
  }

  #forget(pending: Pending): void {
    this.#cancelled -= 1;
    this.pool.give(pending);
  }

  #pour(): void {
    this.#horizon = this.#wheel.pour(this.#heap);
    if (this.#wheel.size === 0) this.#horizon = Number.POSITIVE_INFINITY;
  }

  /** Puts everything into the wheel again as seen from now, without what was cancelled. */
  #rebuild(): void {
    const { pool } = this;
    const heap = this.#heap;
    const all = [...this.#near()];
    this.#wheel.drain((pending) => all.push(pending));
    heap.clear();
    this.#wheel.moveTo(this.now);
    for (const pending of all) {
      if (pending.to === CANCELLED) pool.give(pending);
      else this.#wheel.insert(pending);
    }
    this.#cancelled = 0;
    this.#horizon = Number.POSITIVE_INFINITY;
    if (this.#wheel.size > 0) this.#pour();
    // The next time is far enough away to have been paid for by the messages in between.
    this.#nearMax = Math.max(NEAR_MAX, heap.size * 2, this.#wheel.size >> 2);
  }
}

/** The messages of a chain, in order. */
function chain(first: Pending | null): readonly Pending[] {
  const all: Pending[] = [];
  for (let pending = first; pending !== null; pending = pending.next) all.push(pending);
  return all;
}

/** What a chain begins with once one message was taken out of it. */
function unchained(first: Pending | null, out: Pending): Pending | null {
  const left = chain(first).filter((pending) => pending !== out);
  for (const [index, pending] of left.entries()) pending.next = left[index + 1] ?? null;
  return left[0] ?? null;
}

/** A copy of everything in an agenda. */
export interface AgendaState {
  readonly pool: PoolState;
  readonly heap: HeapState;
  readonly far: readonly Pending[];
  readonly now: Ticks;
  readonly recalled: Pending | null;
  readonly first: Pending | null;
  readonly last: Pending;
  readonly cancelled: number;
}
