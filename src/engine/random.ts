import { InvariantViolation } from "../base/invariant-violation.ts";
import { hashText } from "./trace-hash.ts";

// One generator for each (seed, scenario, component, purpose), so that a draw more in one place disturbs
// no other. A stream is made when it is first drawn from.

/** A purpose is a whole number from 0 to below this. */
const PURPOSES = 64;

/**
 * The generator xoshiro128**: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators" (2018).
 * Its four words must not all be zero.
 */
export class Stream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 1;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** The next 32 bits, from 0 to 2³² − 1. */
  next(): number {
    let a = this.#a;
    let b = this.#b;
    const c = this.#c ^ a;
    const d = this.#d ^ b;
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = b << 9;
    b ^= c;
    a ^= d;
    this.#a = a;
    this.#b = b;
    this.#c = c ^ shifted;
    this.#d = (d << 11) | (d >>> 21);
    return result >>> 0;
  }

  /** Where it stands, as a text. */
  words(): string {
    return `${this.#a} ${this.#b} ${this.#c} ${this.#d}`;
  }

  /** The same stream, drawn from apart from this one. */
  copy(): Stream {
    const copy = new Stream(0, 0, 0, 0);
    copy.#a = this.#a;
    copy.#b = this.#b;
    copy.#c = this.#c;
    copy.#d = this.#d;
    return copy;
  }
}

/** What all streams of one run have in common. */
export function streamBase(seed: number, identity: string): number {
  return hashText(identity, hashText(String(seed)));
}

/** The stream of one component for one purpose, at its beginning. */
export function streamOf(
  base: number,
  owner: { readonly kind: string; readonly name: string },
  purpose: number,
): Stream {
  if (!(purpose >= 0 && purpose < PURPOSES && Number.isInteger(purpose))) {
    throw new InvariantViolation(`${owner.kind} ${owner.name} draws for the purpose ${purpose}`);
  }
  const name = hashText(`${owner.kind} ${owner.name} ${purpose}`, base);
  const word = (index: number): number => hashText("stream", Math.imul(name + index, 0x9e3779b1));
  return new Stream(word(0), word(1), word(2), word(3));
}
