import type { RunOptions } from "../../engine/run.ts";
import type { Bounds } from "../../explore/bounds.ts";
import type { Failing, OpenWorld, TimedExplored } from "../../explore/timed/explore.ts";
import { exploreTimed } from "../../explore/timed/explore.ts";
import type { Answered } from "../../explore/timed/replay.ts";
import type { Sampled } from "../../explore/timed/sample.ts";
import { sample } from "../../explore/timed/sample.ts";
import type { OpenScenario } from "../../model/choice.ts";
import type { Catalogue } from "../../model/platform.ts";
import { formatDuration } from "../../model/value.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import { answersFor } from "../answers.ts";
import type { ExploreSettings } from "../play-settings.ts";
import { prepareWith } from "../prepare.ts";
import { plainFailure, unplayedResult } from "../results.ts";
import { counted } from "./counted.ts";
import { nearestOf } from "./nearest.ts";
import { pinsOf } from "./pin-names.ts";
import { sweepLines } from "./sweep-lines.ts";

/** A scenario that is explored, and how single runs of it are played. */
interface Task {
  readonly scenario: OpenScenario;
  readonly open: OpenWorld;
  readonly options: RunOptions;
}

/**
 * Explores a scenario with the times that it states: every answer to its questions that matters, every order of what falls on
 * one instant; or so many random ones. Gives what is proved, or the path nearest to a plain run that fails, as a result. Comes
 * back now and then.
 */
export function* exploredAsStated(
  scenario: OpenScenario,
  catalogue: Catalogue,
  options: RunOptions,
  bounds: Bounds,
  { isFull, walks }: Pick<ExploreSettings, "isFull" | "walks">,
): Generator<undefined, RunResult> {
  const { choices, identity } = scenario;
  const { seed } = options;
  const answered = (answers: readonly number[]): Answered | RunResult =>
    answeredOr(scenario, answers, catalogue, seed);
  const task = { scenario, open: { choices, answered }, options };
  if (walks === undefined) {
    return resultOf(task, yield* exploreTimed(task.open, options, bounds, isFull));
  }
  const answersOf = (one: number): readonly number[] => answersFor(choices, one, identity);
  const seeds = { from: seed, count: walks };
  return sampledResult(task, yield* sample(task.open, answersOf, seeds, options, bounds));
}

/** The scenario with these answers, or what its platform has against them. */
function answeredOr(
  scenario: OpenScenario,
  answers: readonly number[],
  catalogue: Catalogue,
  seed: number,
): Answered | RunResult {
  const prepared = prepareWith(scenario, answers, catalogue);
  if (!("problems" in prepared)) return prepared;
  const message = prepared.problems[0]?.message ?? "its platform refuses it";
  const failure = plainFailure("expectation", message, scenario.head.span);
  return unplayedResult("invalid", seed, failure);
}

function resultOf(task: Task, found: TimedExplored): RunResult {
  const { scenario, options } = task;
  const claim = claimOf(found, scenario);
  const sweep = found.sweep === undefined ? {} : { sweep: found.sweep };
  if (found.failing !== undefined) {
    return { ...failed(task, found.failing, found.passing, claim), ...sweep };
  }
  const { span } = scenario.head;
  const unseen = found.unseen.map((place) =>
    plainFailure("expectation", "it is so on no path", place),
  );
  const isBound = found.end === "bound";
  const failures = isBound ? [limit(found.reason ?? "a bound was hit", span)] : unseen;
  const verdict = isBound ? "inconclusive" : unseen.length > 0 ? "failed" : "passed";
  return {
    ...unplayedResult(verdict, options.seed, limit("", span)),
    failures,
    vacuous: found.vacuous,
    assertions: found.assertions,
    steps: found.steps,
    claim,
    ...sweep,
  };
}

function sampledResult(task: Task, sampled: Sampled): RunResult {
  const { walks, steps, failing, reason } = sampled;
  const { seed } = task.options;
  const what = `${counted(walks, "random run")}, ${counted(steps, "event")}`;
  if (failing !== undefined) {
    return failed(task, failing, undefined, [`found in ${what}, with seed ${failing.seed}`]);
  }
  const claim = [`no failure in ${what}; nothing is proved`];
  const { span } = task.scenario.head;
  const failures = reason === undefined ? [] : [limit(reason, span)];
  const verdict = reason === undefined ? "passed" : "inconclusive";
  return { ...unplayedResult(verdict, seed, limit("", span)), failures, steps, claim };
}

/** The result of a failing path, made as plain as can be. */
function failed(
  { scenario, open, options }: Task,
  failing: Failing,
  passing: readonly number[] | undefined,
  claim: readonly string[],
): RunResult {
  const nearest = nearestOf(failing, open.choices, open.answered, options);
  const { answers, turns, result } = nearest;
  const path = { answers, pins: pinsOf(turns, open.answered(answers)) };
  // Without its turns the path does not fail in this way; otherwise it is the answers that matter.
  const others = turns.length > 0 ? answers : passing;
  const other = others === undefined ? {} : { passing: { answers: others, pins: [] } };
  const { seed } = options;
  return { ...result, seed, path, ...other, claim: [...claim, pathText(nearest, scenario)] };
}

function limit(message: string, span: Failure["span"]): Failure {
  return plainFailure("limit", message, span);
}

/** What was done, and no more. */
function claimOf(found: TimedExplored, scenario: OpenScenario): readonly string[] {
  const { end, failing, failures, answers, paths, forks, steps, assertions, sweep } = found;
  const isProved = end === "complete" && failing === undefined;
  const by = assertions === 0 ? "the rules" : `the rules and ${counted(assertions, "expectation")}`;
  const how = [
    counted(paths, "run"),
    counted(steps, "event"),
    ...(forks === 0 ? [] : [counted(forks, "point with a choice", "points with a choice")]),
    ...(answers === 1 ? [] : [counted(answers, "set of answers", "sets of answers")]),
  ].join(", ");
  const what = isProved ? "proved for all orders and answers, with the stated times" : "not proved";
  return [
    `${what}: ${by}; ${how}`,
    ...(failing === undefined || answers === 1
      ? []
      : [failures === 1 ? "1 of them fails" : `${failures} of them fail`]),
    ...(sweep === undefined ? [] : sweepLines(sweep, (value) => answerText(scenario, [value], 0))),
  ];
}

/** How the failing path differs from what a run would do. */
function pathText({ answers, turns }: Failing, scenario: OpenScenario): string {
  const given = scenario.choices.map(
    ({ text }, at) => `${text} = ${answerText(scenario, answers, at)}`,
  );
  const order = turns.map(({ time }) => `another order at ${formatDuration(time)}`);
  const all = [...given, ...order];
  return all.length === 0 ? "it fails in a plain run" : `it fails with ${all.join(", ")}`;
}

/** One of the answers as one would write it. */
function answerText(scenario: OpenScenario, answers: readonly number[], at: number): string {
  return scenario.settle(answers).choices[at]?.answer ?? "";
}
