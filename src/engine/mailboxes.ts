import type { Pending } from "./pending.ts";

/** One first-in-first-out chain of put-off messages for each component. */
export class Mailboxes {
  readonly #first: (Pending | null)[] = [];
  readonly #last: (Pending | null)[] = [];
  #counts: Int32Array = new Int32Array(64);
  #used = 0;

  /** Forgets every message; from now on there are this many mailboxes. */
  reset(count: number): void {
    if (this.#counts.length < count) this.#counts = new Int32Array(count * 2);
    else this.#counts.fill(0, 0, this.#used);
    for (let owner = this.#first.length; owner < count; owner += 1) {
      this.#first.push(null);
      this.#last.push(null);
    }
    this.#used = count;
  }

  /** Adds a message at the end, giving how many there are now. */
  add(owner: number, pending: Pending): number {
    const before = this.#counts[owner] as number;
    const last = this.#last[owner] as Pending | null;
    pending.next = null;
    if (before === 0 || last === null) this.#first[owner] = pending;
    else last.next = pending;
    this.#last[owner] = pending;
    this.#counts[owner] = before + 1;
    return before + 1;
  }

  /** Takes the oldest message out, if there is one. */
  take(owner: number): Pending | null {
    const before = this.#counts[owner] as number;
    if (before === 0) return null;
    const first = this.#first[owner] as Pending;
    this.#first[owner] = first.next;
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
    for (const [owner, first] of state.first.entries()) this.#first[owner] = first;
    for (const [owner, last] of state.last.entries()) this.#last[owner] = last;
    this.#counts.set(state.counts);
  }
}

/** A copy of every mailbox; the messages themselves are in the pool. */
export interface MailboxState {
  readonly first: readonly (Pending | null)[];
  readonly last: readonly (Pending | null)[];
  readonly counts: Int32Array;
}
