import { hashText } from "../engine/trace-hash.ts";
import type { ChoicePoint, OpenScenario } from "../model/choice.ts";

type Identity = OpenScenario["identity"];

const TWO_26 = 2 ** 26;
const TWO_53 = 2 ** 53;

/** The seed of a scenario when none is asked for: the same on every machine and in every run. */
export function defaultSeed({ file, name }: Identity): number {
  return hashText(`${file}\n${name}`) >>> 0;
}

/**
 * What the seed answers to each open question, in order.
 * Each answer has its own stream, so that a new question leaves the answers before it as they were.
 */
export function answersFor(
  choices: readonly ChoicePoint[],
  seed: number,
  { file, name }: Identity,
): readonly number[] {
  if (choices.length === 0) return NO_ANSWERS;
  const base = hashText(`${seed}\n${file}\n${name}`);
  return choices.map((choice, index) => answerTo(choice, fractionOf(base, index)));
}

const NO_ANSWERS: readonly number[] = [];

/** A number from 0 (included) to 1 (excluded), with 53 random bits. */
function fractionOf(base: number, index: number): number {
  const high = hashText(`choice ${index} high`, base) >>> 5;
  const low = hashText(`choice ${index} low`, base) >>> 6;
  return (high * TWO_26 + low) / TWO_53;
}

function answerTo(choice: ChoicePoint, fraction: number): number {
  switch (choice.kind) {
    case "range":
      return between(choice.from, choice.to, fraction);
    case "one-of":
      return between(0, choice.options.length - 1, fraction);
    case "maybe":
      return between(0, 1, fraction);
    case "any":
      return between(0, choice.latest, fraction);
  }
}

/** A whole number between two, both included. */
function between(from: number, to: number, fraction: number): number {
  return Math.min(to, from + Math.floor(fraction * (to - from + 1)));
}
