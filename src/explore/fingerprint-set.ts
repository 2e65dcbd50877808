// A set of 64-bit fingerprints, as two 32-bit lanes side by side in one array: open addressing, linear probing,
// doubled when seven tenths are full. Two states are taken for one when their fingerprints are equal, which among n
// states happens with odds of about n² / 2⁶⁵.

const FIRST_BITS = 14;
const LOAD_MAX = 0.7;

/** Fingerprints that were seen. */
export class FingerprintSet {
  size = 0;
  #bits = FIRST_BITS;
  #mask = 2 ** FIRST_BITS - 1;
  #limit = Math.floor(2 ** FIRST_BITS * LOAD_MAX);
  #lanes = new Int32Array(2 ** (FIRST_BITS + 1));

  /** Bytes that it occupies. */
  get bytes(): number {
    return this.#lanes.byteLength;
  }

  /** Adds a fingerprint; false when it was there. */
  add(low: number, high: number): boolean {
    // Both lanes zero mark a free place.
    const first = (low | high) === 0 ? 1 : low;
    const lanes = this.#lanes;
    const mask = this.#mask;
    let at = first & mask;
    for (;;) {
      const a = lanes[at * 2] as number;
      const b = lanes[at * 2 + 1] as number;
      if (a === first && b === high) return false;
      if ((a | b) === 0) break;
      at = (at + 1) & mask;
    }
    lanes[at * 2] = first;
    lanes[at * 2 + 1] = high;
    this.size += 1;
    if (this.size > this.#limit) this.#grow();
    return true;
  }

  /** Puts every fingerprint into another set. */
  pourInto(other: { add(low: number, high: number): boolean }): void {
    const lanes = this.#lanes;
    for (let at = 0; at < lanes.length; at += 2) {
      const [low, high] = [lanes[at] as number, lanes[at + 1] as number];
      if ((low | high) !== 0) other.add(low, high);
    }
  }

  #grow(): void {
    const old = this.#lanes;
    this.#bits += 1;
    const mask = 2 ** this.#bits - 1;
    const lanes = new Int32Array(2 ** (this.#bits + 1));
    for (let from = 0; from < old.length; from += 2) {
      const a = old[from] as number;
      const b = old[from + 1] as number;
      if ((a | b) === 0) continue;
      let at = a & mask;
      while (((lanes[at * 2] as number) | (lanes[at * 2 + 1] as number)) !== 0)
        at = (at + 1) & mask;
      lanes[at * 2] = a;
      lanes[at * 2 + 1] = b;
    }
    this.#lanes = lanes;
    this.#mask = mask;
    this.#limit = Math.floor(2 ** this.#bits * LOAD_MAX);
  }
}
