/** A scenario and how long it took. */
export interface Timed {
  readonly name: string;
  readonly place: string;
  readonly wallMs: number;
}

/** How many are remembered. */
const SLOWEST_MAX = 5;

/** The scenarios that took the most wall time, slowest first; the earlier of two equals first. */
export class Slowest {
  #list: readonly Timed[] = [];

  add(timed: Timed): void {
    const last = this.#list.at(-1);
    const isFull = this.#list.length === SLOWEST_MAX;
    if (isFull && last !== undefined && timed.wallMs <= last.wallMs) return;
    const at = this.#list.findIndex((other) => other.wallMs < timed.wallMs);
    this.#list = this.#list
      .toSpliced(at < 0 ? this.#list.length : at, 0, timed)
      .slice(0, SLOWEST_MAX);
  }

  get list(): readonly Timed[] {
    return this.#list;
  }
}
