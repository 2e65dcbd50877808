import { InvariantViolation } from "../base/invariant-violation.ts";
import type { ComponentId } from "../model/component.ts";
import { hashText } from "./trace-hash.ts";

// One xoshiro128** generator for each (seed, scenario, component, purpose), so that a draw more in one place disturbs
// no other. A stream is seeded when it is first drawn from.
// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators" (2018), xoshiro128**.

/** Purposes a component may draw for: 0 to this, exclusive. */
const PURPOSES = 8;
const WORDS = 4;

/** Every random stream of one run. */
export class RandomStreams {
  /** Four words a stream; a stream that was never drawn from is all zero. */
  #words: Int32Array = new Int32Array(64 * PURPOSES * WORDS);
  #names: readonly { readonly kind: string; readonly name: string }[] = [];
  #base = 0;
  #used = 0;

  /** Forgets every stream; from now on they belong to this seed, scenario and components. */
  reset(
    seed: number,
    identity: string,
    components: readonly { readonly kind: string; readonly name: string }[],
  ): void {
    this.#words.fill(0, 0, this.#used);
    this.#used = components.length * PURPOSES * WORDS;
    if (this.#words.length < this.#used) this.#words = new Int32Array(this.#used * 2);
    this.#names = components;
    this.#base = hashText(identity, hashText(String(seed)));
  }

  /** The next 32 bits, from 0 to 2³² − 1. */
  next(component: ComponentId, purpose: number): number {
    const at = (component * PURPOSES + purpose) * WORDS;
    const words = this.#words;
    let a = words[at] as number;
    let b = words[at + 1] as number;
    let c = words[at + 2] as number;
    let d = words[at + 3] as number;
    if ((a | b | c | d) === 0) {
      this.#seed(at, component, purpose);
      return this.next(component, purpose);
    }
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = (d << 11) | (d >>> 21);
    return result >>> 0;
  }

  save(): Int32Array {
    return this.#words.slice(0, this.#used);
  }

  restore(words: Int32Array): void {
    this.#words.set(words);
  }

  #seed(at: number, component: ComponentId, purpose: number): void {
    const owner = this.#names[component];
    if (owner === undefined || !(purpose >= 0 && purpose < PURPOSES) || purpose % 1 !== 0) {
      throw new InvariantViolation(`no random stream of component ${component} for ${purpose}`);
    }
    const name = hashText(`${owner.kind} ${owner.name} ${purpose}`, this.#base);
    for (let word = 0; word < WORDS; word += 1) {
      this.#words[at + word] = hashText("stream", Math.imul(name + word, 0x9e3779b1));
    }
    // All four zero is the one state that such a generator never leaves.
    this.#words[at] = (this.#words[at] as number) | 1;
  }
}
