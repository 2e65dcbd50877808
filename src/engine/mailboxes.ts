import type { EventPool } from "./event-pool.ts";
import { INTS, NEXT, NONE } from "./event-pool.ts";

/** One first-in-first-out chain of put-off messages for each component. */
export class Mailboxes {
  #first: Int32Array = new Int32Array(64);
  #last: Int32Array = new Int32Array(64);
  #counts: Int32Array = new Int32Array(64);
  #used = 0;

  /** Forgets every message; from now on there are this many mailboxes. */
  reset(count: number): void {
    if (this.#counts.length < count) {
      this.#first = new Int32Array(count * 2);
      this.#last = new Int32Array(count * 2);
      this.#counts = new Int32Array(count * 2);
    } else this.#counts.fill(0, 0, this.#used);
    this.#used = count;
  }

  /** Adds a message at the end, giving how many there are now. */
  add(pool: EventPool, owner: number, index: number): number {
    const before = this.#counts[owner] as number;
    pool.ints[index * INTS + NEXT] = NONE;
    if (before === 0) this.#first[owner] = index;
    else pool.ints[(this.#last[owner] as number) * INTS + NEXT] = index;
    this.#last[owner] = index;
    this.#counts[owner] = before + 1;
    return before + 1;
  }

  /** Takes the oldest message out, or gives `NONE`. */
  take(pool: EventPool, owner: number): number {
    const before = this.#counts[owner] as number;
    if (before === 0) return NONE;
    const first = this.#first[owner] as number;
    this.#first[owner] = pool.ints[first * INTS + NEXT] as number;
    this.#counts[owner] = before - 1;
    return first;
  }

  count(owner: number): number {
    return this.#counts[owner] as number;
  }

  save(): MailboxState {
    return {
      first: this.#first.slice(0, this.#used),
      last: this.#last.slice(0, this.#used),
      counts: this.#counts.slice(0, this.#used),
    };
  }

  restore(state: MailboxState): void {
    this.reset(state.counts.length);
    this.#first.set(state.first);
    this.#last.set(state.last);
    this.#counts.set(state.counts);
  }
}

/** A copy of every mailbox; the messages themselves are in the pool. */
export interface MailboxState {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly counts: Int32Array;
}
