import type { Failing } from "../../explore/timed/explore.ts";
import type { Turn } from "../../explore/timed/path.ts";
import type { Answered, RunSettings } from "../../explore/timed/replay.ts";
import { replay } from "../../explore/timed/replay.ts";
import type { ChoicePoint } from "../../model/choice.ts";
import type { RunResult } from "../../model/verdict.ts";

/** Values of a range that are tried for a rounder one. */
const ROUNDINGS_MAX = 60;

/** Makes a failing path as plain as can be, as long as the same thing fails: fewer turns, no `maybe`, rounder values. */
export function nearestOf(
  failing: Failing,
  choices: readonly ChoicePoint[],
  answered: (answers: readonly number[]) => Answered | RunResult,
  settings: RunSettings,
): Failing {
  const play: Play = (answers, turns, areSomeMissing = true) => {
    const world = answered(answers);
    const result = "verdict" in world ? world : replay(world, turns, settings, areSomeMissing);
    return isSameFailure(result, failing.result) ? { answers, turns, result } : undefined;
  };
  const told = play(failing.answers, failing.turns, false) ?? failing;
  const rounder = choices.reduce((best, choice, at) => rounded(best, choice, at, play), told);
  return withFewerTurns(rounder, play);
}

type Play = (
  answers: readonly number[],
  turns: readonly Turn[],
  areSomeMissing?: boolean,
) => Failing | undefined;

function withFewerTurns(failing: Failing, play: Play): Failing {
  let best = play(failing.answers, []) ?? failing;
  for (let at = best.turns.length - 1; at >= 0; at -= 1) {
    best = play(best.answers, best.turns.toSpliced(at, 1)) ?? best;
  }
  return best;
}

function rounded(failing: Failing, choice: ChoicePoint, at: number, play: Play): Failing {
  const now = failing.answers[at] ?? 0;
  const values = [...simplerThan(now, choice), now];
  for (const value of values.slice(0, values.indexOf(now))) {
    const found = play(failing.answers.with(at, value), failing.turns);
    if (found !== undefined) return found;
  }
  return failing;
}

/** Values that say less than one does, the simplest first. */
function simplerThan(value: number, choice: ChoicePoint): readonly number[] {
  if (choice.kind === "maybe" || choice.kind === "one-of") {
    return Array.from({ length: value }, (_, simpler) => simpler);
  }
  const [from, to] = choice.kind === "range" ? [choice.from, choice.to] : [0, value * 2];
  const simple = [from];
  for (let unit = 10 ** 15; unit >= 1; unit /= 10) {
    const below = Math.floor(value / unit) * unit;
    for (const near of [below, below + unit]) if (near >= from && near <= to) simple.push(near);
  }
  return [...new Set(simple)].slice(0, ROUNDINGS_MAX);
}

/** The same expectation or rule fails, for the same reason. */
export function isSameFailure(one: RunResult, other: RunResult): boolean {
  const [first] = one.failures;
  const [wanted] = other.failures;
  return (
    first !== undefined &&
    wanted !== undefined &&
    first.kind === wanted.kind &&
    first.rule === wanted.rule &&
    first.span.start === wanted.span.start &&
    first.span.file === wanted.span.file
  );
}
