import { nearestName } from "../base/nearest.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { Files } from "./host.ts";
import type { ParsedFile } from "./import-walk.ts";
import { ImportLibrary, importsOf, parseText } from "./import-walk.ts";
import type { FileJob, PlaySettings } from "./play-settings.ts";
import { isOnLine } from "./selection.ts";
import { readTagFilter } from "./tags.ts";

/** Why a request cannot be meant: what is wrong, and what to do. */
export interface RequestProblem {
  readonly message: string;
  readonly help: readonly string[];
}

/** What is asked of some files. */
export type Asked = Pick<PlaySettings, "selection" | "definitions">;

/**
 * Finds out, before anything is played, whether a tag is asked for that no scenario bears, a line on which there is none, or
 * a value for a `let` that there is not. Files are parsed only if there is something to find out.
 */
export function requestProblem(
  jobs: readonly FileJob[],
  { selection: { tags }, definitions }: Asked,
  files: Files,
): RequestProblem | undefined {
  const isAboutAll = tags !== undefined || definitions.length > 0;
  const library = new ImportLibrary(files);
  const seen: Seen = { tags: new Set(), lets: new Set() };
  for (const job of jobs) {
    if (!isAboutAll && job.lines === undefined) continue;
    const reading = files.read(job.file);
    if (reading.kind !== "text") continue;
    const parsed = parseText(job.file, reading.text);
    look(parsed, importsOf(parsed, library).files, seen);
    const problem = problemOfLines(job, parsed);
    if (problem !== undefined) return problem;
  }
  return problemOfTags(tags, seen.tags) ?? problemOfDefinitions(definitions, seen.lets);
}

interface Seen {
  readonly tags: Set<string>;
  readonly lets: Set<string>;
}

function look(main: ParsedFile, imports: readonly ParsedFile[], { tags, lets }: Seen): void {
  for (const item of main.tree.body) {
    if (item.kind === "scenario") for (const { name } of item.tags) tags.add(name);
  }
  for (const item of [main, ...imports].flatMap(({ tree }) => tree.body)) {
    if (item.kind === "let") lets.add(item.name.text);
  }
}

function problemOfLines(
  { file, lines = [] }: FileJob,
  { source: { text }, tree, diagnostics }: ParsedFile,
): RequestProblem | undefined {
  // Where something could not be read there may be a scenario: the diagnostic says more than this would.
  if (diagnostics.some(({ severity }) => severity === "error")) return undefined;
  const positions = new Positions(text);
  const scenarios = tree.body.filter((item) => item.kind === "scenario");
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
): RequestProblem | undefined {
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

function problemOfDefinitions(
  definitions: PlaySettings["definitions"],
  known: ReadonlySet<string>,
): RequestProblem | undefined {
  const unknown = definitions.find(({ name }) => !known.has(name))?.name;
  if (unknown === undefined) return undefined;
  const near = nearestName(unknown, known);
  return {
    message: `no file has a \`let ${unknown}\` to define`,
    help: near === undefined ? [] : [`did you mean \`${near}\`?`],
  };
}
