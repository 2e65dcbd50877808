// Two lanes of 32 bits over every trace event, in order. Each event is first folded into two words by
// sums of products with odd constants, then stirred into the lanes, of which the second takes in the
// first. Kinds and texts enter by the hash of their words, so the numbers of kinds never show.

/** More texts than this are not remembered; they are hashed again when they come again. */
const TEXTS_MAX = 4096;

const TWO_32 = 2 ** 32;

/** 32 bits over the code units of a text, well spread. */
export function hashText(text: string, seed = 0): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

/** The running hash of one trace. */
export class TraceHash {
  #one = 0;
  #two = 0;
  readonly #texts = new Map<string, number>();
  readonly #fraction = new DataView(new ArrayBuffer(8));

  reset(): void {
    this.#one = 0x243f6a88;
    this.#two = 0x13198a2e;
  }

  /** Adds an event of the time that stands in the clock; `word` is the hash of its kind's name. */
  add(clock: Float64Array, word: number, subject: number, value: number, text: string): void {
    const time = clock[0] as number;
    const valueLow = value | 0;
    const valueHigh = valueLow === value ? 0 : this.#rest(value);
    let first =
      Math.imul(time | 0, 0x9e3779b1) +
      Math.imul((time / TWO_32) | 0, 0x85ebca77) +
      Math.imul(word, 0xc2b2ae3d) +
      Math.imul(subject, 0x27d4eb2f) +
      Math.imul(valueLow ^ valueHigh, 0x165667b1);
    let second =
      Math.imul(time | 0, 0xd6e8feb9) ^
      Math.imul(word + subject, 0xcc9e2d51) ^
      Math.imul(valueLow + valueHigh, 0x1b873593);
    if (text.length > 0) {
      const hash = this.#textHash(text);
      first += Math.imul(hash, 0x2545f491);
      second ^= Math.imul(hash, 0xe6546b65);
    }
    let one = Math.imul(this.#one ^ first, 0x85ebca6b);
    one ^= one >>> 15;
    const two = Math.imul((this.#two + second) ^ (one << 7), 0xc2b2ae35);
    this.#one = one;
    this.#two = two ^ (two >>> 13);
  }

  /** 16 hexadecimal digits. */
  digits(): string {
    return [this.#one, this.#two]
      .map((lane) => (lane >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }

  save(): readonly [number, number] {
    return [this.#one, this.#two];
  }

  restore([one, two]: readonly [number, number]): void {
    this.#one = one;
    this.#two = two;
  }

  /** What a number holds beyond its low 32 bits. */
  #rest(value: number): number {
    this.#fraction.setFloat64(0, value);
    return Math.imul(this.#fraction.getInt32(0), 31) ^ this.#fraction.getInt32(4);
  }

  #textHash(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const hash = hashText(text);
    if (this.#texts.size < TEXTS_MAX) this.#texts.set(text, hash);
    return hash;
  }
}
