import { InvariantViolation } from "../base/invariant-violation.ts";
import { PENDING_MAX } from "../base/limits.ts";
import type { ComponentId, Message, Plain, Ticks } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKind } from "../model/kinds.ts";

/** A timer number that says that a message is no timer. */
export const NO_TIMER = -1;

/**
 * A message from when it is sent until it has been handled. The object is reused for the next one, and is what the
 * handler is given. Wherever it waits (at the present instant, in the wheel, in a mailbox, in the free list), `next`
 * is what waits behind it.
 */
export class Pending implements Message {
  /** Its place in the pool. */
  readonly index: number;
  to: ComponentId = NOBODY;
  kind: MessageKind = messageKind("start");
  from: ComponentId = NOBODY;
  // Fractions, so that the machine expects any number here from the beginning.
  a = 0.5;
  b = 0.5;
  data: Plain = null;
  /** When it is due, for one that waits for a time; and its order among those of the same time. */
  time: Ticks = 0.5;
  order = 0.5;
  /** `seq` of the trace event that led to it. */
  cause = -1;
  /** Which of the kernel's timers it is. */
  timer: number = NO_TIMER;
  next: Pending | null = null;

  constructor(index: number) {
    this.index = index;
  }
}

/** Storage of messages, with a chain of free ones. */
export class PendingPool {
  readonly #all: Pending[] = [];
  /**
   * The present time, alone in an array: numbers that do not fit a small integer are passed from function to function
   * only in boxes, which are garbage the moment after.
   */
  readonly clock: Float64Array = new Float64Array(1);
  /** Messages in use, or free since. */
  #used = 0;
  #free: Pending | null = null;

  /** A message with arbitrary content, save for its data, which is null. */
  take(): Pending {
    const free = this.#free;
    if (free === null) return this.#make();
    this.#free = free.next;
    return free;
  }

  /** Gives a message back. */
  give(pending: Pending): void {
    pending.next = this.#free;
    this.#free = pending;
    if (pending.data !== null) pending.data = null;
  }

  /** How many messages have been in use at the same time, at most. */
  get used(): number {
    return this.#used;
  }

  /** Forgets every message, and keeps the storage. */
  reset(): void {
    for (const pending of this.#all.slice(0, this.#used)) pending.data = null;
    this.#used = 0;
    this.#free = null;
  }

  save(): PoolState {
    const messages = this.#all.slice(0, this.#used).map((pending) => ({ ...pending }));
    return { messages, free: this.#free };
  }

  restore(state: PoolState): void {
    this.reset();
    for (const saved of state.messages) Object.assign(this.#make(), saved);
    this.#free = state.free;
  }

  #make(): Pending {
    const index = this.#used++;
    const known = this.#all[index];
    if (known !== undefined) return known;
    // The kernel ends a run as inconclusive well before this.
    if (index > PENDING_MAX * 4) throw new InvariantViolation("too many pending messages");
    const made = new Pending(index);
    this.#all.push(made);
    return made;
  }
}

/** A copy of everything in a pool; the chains are by the pool's own objects, which never change places. */
export interface PoolState {
  readonly messages: readonly Readonly<Pending>[];
  readonly free: Pending | null;
}
