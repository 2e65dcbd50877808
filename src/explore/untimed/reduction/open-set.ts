// Fingerprints of 63 bits, as two lanes side by side, with one bit that says whether the search is still at it. As in the set that
// only remembers, places are probed one after the other, and there are twice as many when seven tenths are full.

const FIRST_BITS = 14;
const LOAD_MAX = 0.7;

/** How a fingerprint stands. */
export type Standing = "new" | "open" | "closed";

/** Fingerprints that were met, and which of them are on the present path. */
export class OpenSet {
  size = 0;
  #mask = 2 ** FIRST_BITS - 1;
  #limit = Math.floor(2 ** FIRST_BITS * LOAD_MAX);
  #lanes = new Int32Array(2 ** (FIRST_BITS + 1));

  /** Bytes that it occupies. */
  get bytes(): number {
    return this.#lanes.byteLength;
  }

  standing(low: number, high: number): Standing {
    const at = this.#placeOf(low, high);
    const found = this.#lanes[at * 2 + 1] as number;
    if (this.#lanes[at * 2] === 0) return "new";
    return (found & 1) === 1 ? "open" : "closed";
  }

  /** Adds a fingerprint that is new, as open. */
  open(low: number, high: number): void {
    const at = this.#placeOf(low, high);
    this.#lanes[at * 2] = low === 0 ? 1 : low;
    this.#lanes[at * 2 + 1] = high | 1;
    this.size += 1;
    if (this.size > this.#limit) this.#grow();
  }

  close(low: number, high: number): void {
    const at = this.#placeOf(low, high);
    this.#lanes[at * 2 + 1] = (this.#lanes[at * 2 + 1] as number) & ~1;
  }

  #placeOf(low: number, high: number): number {
    const first = low === 0 ? 1 : low;
    const second = high & ~1;
    const lanes = this.#lanes;
    for (let at = first & this.#mask; ; at = (at + 1) & this.#mask) {
      const found = lanes[at * 2] as number;
      if (found === 0) return at;
      if (found === first && ((lanes[at * 2 + 1] as number) & ~1) === second) return at;
    }
  }

  #grow(): void {
    const old = this.#lanes;
    this.#mask = this.#mask * 2 + 1;
    this.#limit *= 2;
    this.#lanes = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 2) {
      const first = old[from] as number;
      if (first === 0) continue;
      const second = old[from + 1] as number;
      const at = this.#placeOf(first, second);
      this.#lanes[at * 2] = first;
      this.#lanes[at * 2 + 1] = second;
    }
  }
}
