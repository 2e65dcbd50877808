import { nearestName } from "../base/nearest.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { ScenarioStatement } from "../syntax/ast.ts";
import type { Files } from "./host.ts";
import type { ParsedFile } from "./import-walk.ts";
import { parseText } from "./import-walk.ts";
import type { FileJob, SelectionSettings } from "./play-settings.ts";
import { isOnLine } from "./selection.ts";
import { readTagFilter } from "./tags.ts";

/** Why a selection cannot be meant: what is wrong, and what to do. */
export interface SelectionProblem {
  readonly message: string;
  readonly help: readonly string[];
}

/**
 * Finds out, before anything is played, whether the selection names a tag that no scenario bears or a line on
 * which there is none. Parses every file if there is a tag expression, else only those with lines.
 */
export function selectionProblem(
  jobs: readonly FileJob[],
  settings: SelectionSettings,
  files: Files,
): SelectionProblem | undefined {
  const known = new Set<string>();
  let lineProblem: SelectionProblem | undefined;
  for (const job of jobs) {
    if (settings.tags === undefined && job.lines === undefined) continue;
    const reading = files.read(job.file);
    if (reading.kind !== "text") continue;
    const parsed = parseText(job.file, reading.text);
    const scenarios = parsed.tree.body.filter((item) => item.kind === "scenario");
    for (const { tags } of scenarios) for (const { name } of tags) known.add(name);
    lineProblem ??= problemOfLines(job, parsed, scenarios);
  }
  return lineProblem ?? problemOfTags(settings.tags, known);
}

function problemOfLines(
  { file, lines = [] }: FileJob,
  { source: { text }, diagnostics }: ParsedFile,
  scenarios: readonly ScenarioStatement[],
): SelectionProblem | undefined {
  // Where something could not be read there may be a scenario: the diagnostic says more than this would.
  if (diagnostics.some(({ severity }) => severity === "error")) return undefined;
  const positions = new Positions(text);
  const missed = lines.find(
    (line) => !scenarios.some((scenario) => isOnLine(line, scenario, positions)),
  );
  if (missed === undefined) return undefined;
  return {
    message: `there is no scenario at line ${missed} of \`${file}\``,
    help: [`list them: \`drs list ${file}\``],
  };
}

function problemOfTags(
  expression: string | undefined,
  known: ReadonlySet<string>,
): SelectionProblem | undefined {
  if (expression === undefined) return undefined;
  const read = readTagFilter(expression);
  if ("problem" in read) return { message: `\`--tags\`: ${read.problem}`, help: [] };
  const unknown = read.filter.names.find((name) => !known.has(name));
  if (unknown === undefined) return undefined;
  const near = nearestName(unknown, known);
  const all = [...known].sort().map((name) => `@${name}`);
  return {
    message: `no scenario has the tag \`@${unknown}\``,
    help: [
      ...(near === undefined ? [] : [`did you mean \`@${near}\`?`]),
      all.length === 0 ? "the files have no tags" : `tags: ${all.join(", ")}`,
    ],
  };
}
