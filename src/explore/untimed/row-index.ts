// Rows of numbers, each once, told apart by all of their numbers: no two are ever taken for one. Found again by a hash that the
// caller has at hand.

const FIRST_BITS = 12;
const LOAD_MAX = 0.6;

/** Rows in the order in which they were added. */
export class RowIndex {
  size = 0;
  rows: Int32Array;
  readonly #width: number;
  #hashes = new Int32Array(1024);
  /** One more than the number of a row; zero marks a free place. */
  #places = new Int32Array(2 ** FIRST_BITS);

  constructor(width: number) {
    this.#width = width;
    this.rows = new Int32Array(1024 * width);
  }

  /** Adds a row; false when it was there. Equal rows have equal hashes. */
  add(row: Int32Array, hash: number): boolean {
    const before = this.size;
    this.number(row, hash);
    return this.size > before;
  }

  /** The number of a row, which is added when it is not there. */
  number(row: Int32Array, hash: number): number {
    const mask = this.#places.length - 1;
    let at = hash & mask;
    for (let found = this.#places[at]; found !== 0; found = this.#places[at]) {
      if (this.#isAt((found as number) - 1, row, hash)) return (found as number) - 1;
      at = (at + 1) & mask;
    }
    this.#keep(row, hash);
    this.#places[at] = this.size;
    if (this.size > this.#places.length * LOAD_MAX) this.#grow();
    return this.size - 1;
  }

  /** Puts a copy of a row where it is wanted. */
  copy(number: number, to: Int32Array): void {
    to.set(this.rows.subarray(number * this.#width, (number + 1) * this.#width));
  }

  #isAt(number: number, row: Int32Array, hash: number): boolean {
    if (this.#hashes[number] !== hash) return false;
    const from = number * this.#width;
    for (let slot = 0; slot < this.#width; slot += 1) {
      if (this.rows[from + slot] !== row[slot]) return false;
    }
    return true;
  }

  #keep(row: Int32Array, hash: number): void {
    const from = this.size * this.#width;
    if (from + this.#width > this.rows.length) {
      const rows = new Int32Array(this.rows.length * 2);
      rows.set(this.rows);
      this.rows = rows;
    }
    if (this.size === this.#hashes.length) {
      const hashes = new Int32Array(this.size * 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.rows.set(row, from);
    this.#hashes[this.size] = hash;
    this.size += 1;
  }

  #grow(): void {
    const places = new Int32Array(this.#places.length * 2);
    const mask = places.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let at = (this.#hashes[number] as number) & mask;
      while (places[at] !== 0) at = (at + 1) & mask;
      places[at] = number + 1;
    }
    this.#places = places;
  }
}
