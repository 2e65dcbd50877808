import type { RunResult, Verdict } from "../model/verdict.ts";
import { graver, withNote } from "./results.ts";

/** Seeds that a note names before it only counts. */
const NAMED_SEEDS_MAX = 10;

/** The results of one scenario with several seeds, as one: the first of the gravest, and what the others came to. */
export class Sweep {
  #gravest: RunResult | undefined;
  /** Counts only when the scenario failed with no seed at all: it says that it fails, not that it always does. */
  #unexpectedPass: RunResult | undefined;
  #count = 0;
  #assertions = 0;
  #virtualTime = 0;
  #steps = 0;
  readonly #seeds: Record<Verdict, number[]> = {
    passed: [],
    failed: [],
    inconclusive: [],
    skipped: [],
    invalid: [],
  };

  add(result: RunResult): void {
    this.#count++;
    if (isUnexpectedPass(result)) {
      this.#unexpectedPass ??= result;
      return;
    }
    this.#assertions += result.assertions;
    this.#virtualTime += result.virtualTime;
    this.#steps += result.steps;
    this.#seeds[result.verdict].push(result.seed);
    const before = this.#gravest;
    const isGraver =
      before === undefined || graver(before.verdict, result.verdict) !== before.verdict;
    if (isGraver) this.#gravest = result;
  }

  /** Nothing before the first result. */
  get result(): RunResult | undefined {
    const gravest = this.#gravest;
    if (gravest === undefined) return this.#unexpectedPass;
    if (this.#count === 1) return gravest;
    const whole = {
      ...gravest,
      assertions: this.#assertions,
      virtualTime: this.#virtualTime,
      steps: this.#steps,
    };
    return withNote(whole, this.#noteOn(gravest.verdict));
  }

  #noteOn(verdict: Verdict): string {
    const seeds = this.#seeds[verdict];
    const named = seeds.slice(0, NAMED_SEEDS_MAX).join(", ");
    const more = seeds.length > NAMED_SEEDS_MAX ? ", …" : "";
    return `${verdict} with ${seeds.length} of ${this.#count} seeds: ${named}${more}`;
  }
}

function isUnexpectedPass({ failures }: RunResult): boolean {
  return failures.some(({ kind }) => kind === "unexpected-pass");
}
