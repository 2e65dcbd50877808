// A map from pairs of small numbers to small numbers, as one array: the search asks it once for most steps.

const FIRST_BITS = 10;
/** Numbers of an entry: the two keys and the value. */
const ENTRY = 3;

/** From two numbers (from 0) to one (from 0). */
export class PairTable {
  #mask = 2 ** FIRST_BITS - 1;
  #size = 0;
  /** The first key is kept as one more than it is: zero marks a free place. */
  #entries = new Int32Array(ENTRY * 2 ** FIRST_BITS);

  /** The value, or −1. */
  get(one: number, other: number): number {
    const entries = this.#entries;
    const mask = this.#mask;
    let at = (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) & mask;
    for (;;) {
      const place = at * ENTRY;
      const key = entries[place] as number;
      if (key === one + 1 && entries[place + 1] === other) return entries[place + 2] as number;
      if (key === 0) return -1;
      at = (at + 1) & mask;
    }
  }

  /** Adds a pair that is not there. */
  set(one: number, other: number, value: number): void {
    this.#size += 1;
    if (this.#size * 2 > this.#mask) this.#grow();
    const entries = this.#entries;
    let at = (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) & this.#mask;
    while (entries[at * ENTRY] !== 0) at = (at + 1) & this.#mask;
    entries[at * ENTRY] = one + 1;
    entries[at * ENTRY + 1] = other;
    entries[at * ENTRY + 2] = value;
  }

  #grow(): void {
    const old = this.#entries;
    this.#mask = this.#mask * 2 + 1;
    this.#entries = new Int32Array(ENTRY * (this.#mask + 1));
    this.#size = 1;
    for (let place = 0; place < old.length; place += ENTRY) {
      const key = old[place] as number;
      if (key !== 0) this.set(key - 1, old[place + 1] as number, old[place + 2] as number);
    }
  }
}
