import type { RunOptions } from "../../engine/run.ts";
import type { Bounds } from "../../explore/bounds.ts";
import type { Failing, SweepPart, TimedExplored } from "../../explore/timed/explore.ts";
import { exploreTimed } from "../../explore/timed/explore.ts";
import type { Answered } from "../../explore/timed/replay.ts";
import type { ChoicePoint, OpenScenario } from "../../model/choice.ts";
import type { Catalogue } from "../../model/platform.ts";
import { formatDuration } from "../../model/value.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import { prepareWith } from "../prepare.ts";
import { plainFailure, unplayedResult } from "../results.ts";
import { counted } from "./counted.ts";
import { nearestOf } from "./nearest.ts";
import { pinsOf } from "./pin-names.ts";

/**
 * Explores a scenario with the times that it states: every answer to its questions that matters, every order of what falls on
 * one instant. Gives what is proved, or the path nearest to a plain run that fails, as a result. Comes back now and then.
 */
export function* exploredAsStated(
  scenario: OpenScenario,
  catalogue: Catalogue,
  options: RunOptions,
  bounds: Bounds,
): Generator<undefined, RunResult> {
  const { seed } = options;
  const answered = (answers: readonly number[]): Answered | RunResult => {
    const prepared = prepareWith(scenario, answers, catalogue);
    if (!("problems" in prepared)) return prepared;
    const message = prepared.problems[0]?.message ?? "its platform refuses it";
    return unplayedResult(
      "invalid",
      seed,
      plainFailure("expectation", message, scenario.head.span),
    );
  };
  const { choices } = scenario;
  const found = yield* exploreTimed({ choices, answered }, options, bounds);
  const { failing } = found;
  const claim = claimOf(found);
  if (failing !== undefined) {
    const nearest = nearestOf(failing, choices, answered, options);
    const { answers, turns, result } = nearest;
    const path = { answers, pins: pinsOf(turns, answered(answers)) };
    // Without its turns the path does not fail in this way; otherwise it is the answers that matter.
    const others = turns.length > 0 ? answers : found.passing;
    const passing = others === undefined ? {} : { passing: { answers: others, pins: [] } };
    return { ...result, seed, path, ...passing, claim: [...claim, ...pathOf(nearest, choices)] };
  }
  const unseen = found.unseen.map((span) =>
    plainFailure("expectation", "it is so on no path", span),
  );
  const bound = found.reason === undefined ? [] : [limit(found.reason, scenario.head.span)];
  const isProved = found.end === "complete" && unseen.length === 0;
  const isOpen = unseen.length === 0 || found.end === "bound";
  return {
    verdict: isProved ? "passed" : isOpen ? "inconclusive" : "failed",
    failures: isOpen ? bound : unseen,
    noted: [],
    vacuous: found.vacuous,
    assertions: found.assertions,
    virtualTime: 0,
    steps: found.steps,
    traceHash: "0".repeat(16),
    seed,
    claim,
  };
}

function limit(message: string, span: Failure["span"]): Failure {
  return plainFailure("limit", message, span);
}

/** What was done, and no more. */
function claimOf(found: TimedExplored): readonly string[] {
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
    ...(failing === undefined || answers === 1 ? [] : [`${failures} of them fail`]),
    ...(sweep === undefined ? [] : sweepLines(sweep)),
  ];
}

/** Stretches that are named one by one. */
const PARTS_SHOWN_MAX = 12;

/** A mark for each stretch of values, and where it goes wrong. */
function sweepLines({ choice, parts }: NonNullable<TimedExplored["sweep"]>): readonly string[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const marks = parts.map(({ verdict }) => (verdict === "passed" ? "·" : "✗")).join("");
  const show = (value: number): string => shown(choice, value);
  const bad = joined(parts).filter(({ verdict }) => verdict !== "passed");
  const named = bad
    .slice(0, PARTS_SHOWN_MAX)
    .map(({ from, to }) => (from === to ? show(from) : `${show(from)}..${show(to)}`));
  const more = bad.length > named.length ? ", …" : "";
  return [
    `${choice.text} from ${show(first.from)} to ${show(last.to)}, ${counted(parts.length, "stretch", "stretches")}: ${marks}`,
    ...(bad.length === 0 ? [] : [`it fails at ${named.join(", ")}${more}`]),
  ];
}

/** Neighbours with the same verdict as one. */
function joined(parts: readonly SweepPart[]): readonly SweepPart[] {
  const all: SweepPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.verdict === part.verdict) all[all.length - 1] = { ...last, to: part.to };
    else all.push(part);
  }
  return all;
}

/** How the failing path differs from what a run would do. */
function pathOf({ answers, turns }: Failing, choices: readonly ChoicePoint[]): readonly string[] {
  const given = choices.map((choice, at) => `${choice.text} = ${shown(choice, answers[at] ?? 0)}`);
  const order = turns.map(({ time }) => `another order at ${formatDuration(time)}`);
  const all = [...given, ...order];
  return all.length === 0 ? ["it fails in a plain run"] : [`it fails with ${all.join(", ")}`];
}

function shown(choice: ChoicePoint, value: number): string {
  switch (choice.kind) {
    case "maybe":
      return value === 1 ? "there" : "not there";
    case "one-of":
      return choice.options[value] ?? "";
    case "any":
      return formatDuration(value);
    case "range":
      return choice.text.match(/[a-z]/i) === null ? String(value) : formatDuration(value);
  }
}
