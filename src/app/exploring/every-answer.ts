import type { ChoicePoint, OpenScenario } from "../../model/choice.ts";
import type { Catalogue } from "../../model/platform.ts";
import type { RunResult } from "../../model/verdict.ts";
import { answersFor } from "../answers.ts";
import type { Prepared } from "../prepare.ts";
import { prepareWith } from "../prepare.ts";
import { plainFailure, unplayedResult } from "../results.ts";

/** Sets of answers at most. */
const SETS_MAX = 64;

/** Explores a prepared scenario with one set of answers. */
type Explore = (prepared: Prepared, answers: readonly number[]) => Generator<undefined, RunResult>;

/**
 * Explores a scenario with every set of answers to its questions, and takes the results together: the first that is not as it
 * should be, if there is one. Questions with too many answers are left to the seed, and named.
 */
export function* withEveryAnswer(
  scenario: OpenScenario,
  seed: number,
  catalogue: Catalogue,
  explore: Explore,
): Generator<undefined, RunResult> {
  const { choices, identity } = scenario;
  const usual = answersFor(choices, seed, identity);
  const { sets, left } = setsOf(choices, usual);
  const results: Answered[] = [];
  for (const answers of sets) {
    const prepared = prepareWith(scenario, answers, catalogue);
    const result =
      "problems" in prepared
        ? refused(scenario, seed, prepared.problems[0]?.message)
        : yield* explore(prepared, answers);
    results.push({ answers, result });
    const isOver =
      result.verdict !== "passed" && !result.failures.every(({ isUnseen }) => isUnseen);
    if (isOver) break;
  }
  const settled = scenario.settle(usual).choices;
  const named = left.map(
    (at) => `answered by the seed: ${choices[at]?.text} = ${settled[at]?.answer}`,
  );
  return together(results, scenario, named);
}

interface Answered {
  readonly answers: readonly number[];
  readonly result: RunResult;
}

/** Every set of answers, as far as there are not too many; and the questions that are left to the seed. */
function setsOf(
  choices: readonly ChoicePoint[],
  usual: readonly number[],
): { readonly sets: readonly (readonly number[])[]; readonly left: readonly number[] } {
  let sets: readonly (readonly number[])[] = [usual];
  const left: number[] = [];
  for (const [at, choice] of choices.entries()) {
    const answers = answersTo(choice);
    if (answers === undefined || sets.length * answers.length > SETS_MAX) left.push(at);
    else sets = sets.flatMap((set) => answers.map((answer) => set.with(at, answer)));
  }
  return { sets, left };
}

/** Every answer to a question; nothing when there are too many, or when it asks for a time. */
function answersTo(choice: ChoicePoint): readonly number[] | undefined {
  switch (choice.kind) {
    case "one-of":
      return [...choice.options.keys()];
    case "maybe":
      return [0, 1];
    case "any":
      return undefined;
    case "range": {
      const count = choice.to - choice.from + 1;
      return count > SETS_MAX
        ? undefined
        : Array.from({ length: count }, (_, at) => choice.from + at);
    }
  }
}

/** What all sets of answers come to. */
function together(
  results: readonly Answered[],
  scenario: OpenScenario,
  named: readonly string[],
): RunResult {
  const last = results.at(-1);
  if (last === undefined) throw new RangeError("a scenario has at least one set of answers");
  const isWrong =
    last.result.verdict !== "passed" && !last.result.failures.every(({ isUnseen }) => isUnseen);
  const asked = last.answers.flatMap((answer, at) =>
    results.some(({ answers }) => answers[at] !== answer) ? [at] : [],
  );
  const claim = results.flatMap(({ answers, result }) =>
    (result.claim ?? []).map((line) => withAnswers(line, answers, scenario, asked)),
  );
  const steps = results.reduce((sum, { result }) => sum + result.steps, 0);
  const whole = { steps, claim: [...claim, ...named] };
  if (isWrong) return { ...last.result, ...whole, path: { answers: last.answers, pins: [] } };
  const failures = last.result.failures.filter(({ message }) =>
    results.every(({ result }) => result.failures.some((other) => other.message === message)),
  );
  const vacuous = last.result.vacuous.filter(({ message }) =>
    results.every(({ result }) => result.vacuous.some((other) => other.message === message)),
  );
  const verdict = failures.length > 0 ? "failed" : "passed";
  return { ...last.result, ...whole, verdict, failures, vacuous };
}

/** A line with the answers for which it holds, as far as there are others. */
function withAnswers(
  line: string,
  answers: readonly number[],
  scenario: OpenScenario,
  asked: readonly number[],
): string {
  if (asked.length === 0) return line;
  const { choices } = scenario.settle(answers);
  const given = asked.map((at) => `${choices[at]?.text} = ${choices[at]?.answer}`);
  return `${given.join(", ")}: ${line}`;
}

function refused({ head }: OpenScenario, seed: number, message = ""): RunResult {
  const why = message === "" ? "its platform refuses it" : message;
  return unplayedResult("invalid", seed, plainFailure("expectation", why, head.span));
}
