const FIRST_BITS = 14;
const LOAD_MAX = 0.7;
/** Numbers of an entry: two lanes and one more than the value, so that zero marks a free place. */
const ENTRY = 3;

/** Numbers from 0 by 64-bit fingerprint. */
export class FingerprintMap {
  size = 0;
  #mask = 2 ** FIRST_BITS - 1;
  #limit = Math.floor(2 ** FIRST_BITS * LOAD_MAX);
  #entries = new Int32Array(ENTRY * 2 ** FIRST_BITS);

  /** The number of a fingerprint, or −1 when it is new: then it gets the next one. */
  add(low: number, high: number): number {
    const place = this.#placeOf(low, high);
    const known = this.#entries[place + 2] as number;
    if (known !== 0) return known - 1;
    this.#entries[place] = low;
    this.#entries[place + 1] = high;
    this.size += 1;
    this.#entries[place + 2] = this.size;
    if (this.size > this.#limit) this.#grow();
    return -1;
  }

  #placeOf(low: number, high: number): number {
    const entries = this.#entries;
    for (let at = low & this.#mask; ; at = (at + 1) & this.#mask) {
      const place = at * ENTRY;
      if (entries[place + 2] === 0) return place;
      if (entries[place] === low && entries[place + 1] === high) return place;
    }
  }

  #grow(): void {
    const old = this.#entries;
    this.#mask = this.#mask * 2 + 1;
    this.#limit *= 2;
    this.#entries = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += ENTRY) {
      if (old[from + 2] === 0) continue;
      const place = this.#placeOf(old[from] as number, old[from + 1] as number);
      for (let at = 0; at < ENTRY; at += 1) this.#entries[place + at] = old[from + at] as number;
    }
  }
}
