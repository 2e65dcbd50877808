import { InvariantViolation } from "../base/invariant-violation.ts";
import { PENDING_MAX } from "../base/limits.ts";
import type { ComponentId, Message, Plain } from "../model/component.ts";
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
  /** `seq` of the trace event that led to it. */
  cause = -1;
  /** Which of the kernel's timers it is. */
  timer: number = NO_TIMER;
  next: Pending | null = null;

  constructor(index: number) {
    this.index = index;
  }
}

/** Numbers for each message in `keys`: its time and its order, for those that wait for a time. */
export const KEYS = 2;

const FIRST_CAPACITY = 64;

/** Storage of messages, with a chain of free ones. */
export class PendingPool {
  readonly all: Pending[] = [];
  keys: Float64Array = new Float64Array(FIRST_CAPACITY * KEYS);
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
    for (let index = 0; index < this.#used; index += 1) this.#at(index).data = null;
    this.#used = 0;
    this.#free = null;
  }

  save(): PoolState {
    const messages = this.all.slice(0, this.#used).map((pending) => ({ ...pending }));
    return { messages, keys: this.keys.slice(0, this.#used * KEYS), free: this.#free };
  }

  restore(state: PoolState): void {
    this.reset();
    for (const saved of state.messages) Object.assign(this.#make(), saved);
    this.keys.set(state.keys);
    this.#free = state.free;
  }

  #make(): Pending {
    const index = this.#used++;
    const known = this.all[index];
    if (known !== undefined) return known;
    // The kernel ends a run as inconclusive well before this.
    if (index > PENDING_MAX * 4) throw new InvariantViolation("too many pending messages");
    const made = new Pending(index);
    this.all.push(made);
    if (this.keys.length < this.all.length * KEYS) {
      const { keys } = this;
      this.keys = new Float64Array(keys.length * 2);
      this.keys.set(keys);
    }
    return made;
  }

  #at(index: number): Pending {
    const pending = this.all[index];
    if (pending === undefined) throw new InvariantViolation(`no message ${index}`);
    return pending;
  }
}

/** A copy of everything in a pool; the chains are by the pool's own objects, which never change places. */
export interface PoolState {
  readonly messages: readonly Readonly<Pending>[];
  readonly keys: Float64Array;
  readonly free: Pending | null;
}
