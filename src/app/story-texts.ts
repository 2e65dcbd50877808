import { EVENTS_MAX, VIRTUAL_TIME_MAX } from "../base/limits.ts";
import { record } from "../engine/run.ts";
import { sentence } from "../engine/story.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { TraceEvent } from "../model/event.ts";
import type { Catalogue } from "../model/platform.ts";
import { formatDuration } from "../model/value.ts";
import type { RunResult } from "../model/verdict.ts";
import { defaultSeed } from "./answers.ts";
import type { LoadedFile } from "./load-file.ts";
import type { Prepared } from "./prepare.ts";
import { prepare } from "./prepare.ts";

/** Lines of a story; what is in the middle of a longer one is left out, and that is said. */
const LINES_MAX = 400;

/** What happens in each scenario of a file that stands on one of these lines, as a text of lines. */
export function storiesOf(
  { scenarios }: LoadedFile,
  lines: readonly number[] | undefined,
  seed: number | undefined,
  catalogue: Catalogue,
): readonly (readonly string[])[] {
  return scenarios
    .filter(({ head }) => lines === undefined || lines.includes(head.line))
    .map((scenario) => storyOf(scenario, seed ?? defaultSeed(scenario.identity), catalogue));
}

function storyOf(scenario: OpenScenario, seed: number, catalogue: Catalogue): readonly string[] {
  const { head } = scenario;
  const heading = `${head.file}:${head.line}: ${head.name}, seed ${seed}`;
  const prepared = prepare(scenario, seed, catalogue);
  if ("problems" in prepared) {
    return [heading, "", `its platform refuses it: ${prepared.problems[0]?.message ?? ""}`];
  }
  const { plan, world, platform } = prepared;
  const options = { platform, seed, maxEvents: EVENTS_MAX, maxTime: VIRTUAL_TIME_MAX };
  const { result, trace } = record(plan, world, options);
  const chosen = plan.choices.map(({ text, answer }) => `${text} is ${answer}`);
  return [
    heading,
    ...chosen.map((line) => `  ${line}`),
    "",
    ...abridged(trace.map((event) => line(event, prepared))),
    "",
    ...outcomeOf(result),
  ];
}

function line(event: TraceEvent, { plan, world }: Prepared): string {
  const nameOf = (id: number): string => world.components[id]?.name ?? "nobody";
  const [first = "", ...more] = sentence(event, { nameOf, timeline: plan.timeline }).split("\n");
  const rest = more.length === 0 ? "" : " …";
  return `${formatDuration(event.time).padStart(14)}  ${first}${rest}`;
}

function abridged(lines: readonly string[]): readonly string[] {
  if (lines.length <= LINES_MAX) return lines;
  const half = LINES_MAX / 2;
  const left = lines.length - LINES_MAX;
  return [...lines.slice(0, half), `${"".padStart(14)}  … ${left} more …`, ...lines.slice(-half)];
}

function outcomeOf({ verdict, failures, virtualTime }: RunResult): readonly string[] {
  const end = `${verdict} after ${formatDuration(virtualTime)}`;
  return [end, ...failures.map(({ message }) => `  ${message}`)];
}
