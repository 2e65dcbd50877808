import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../app/host.ts";
import { classnamesOf } from "../app/identity.ts";
import type { FileJob, SelectionSettings } from "../app/play-settings.ts";
import type { Asked } from "../app/request-problem.ts";
import { requestProblem } from "../app/request-problem.ts";
import { discover, excludedPaths } from "./discover.ts";
import type { Invocation } from "./invocation.ts";
import { UsageError } from "./usage-error.ts";

/** Where scenarios are when nobody says otherwise, below the root. */
const DEFAULT_FOLDER = "scenarios";

/**
 * The files that a command is about, in path order.
 * @throws UsageError for an operand that names nothing.
 */
export async function findJobs(it: Invocation): Promise<readonly FileJob[]> {
  return it.operands.length > 0 ? jobsOf(it.operands, it.cwd, it) : usualJobs(it);
}

/** The files that a command is about when its command line names none. */
export async function usualJobs(it: Invocation): Promise<readonly FileJob[]> {
  const { paths, from } = it.configured;
  return jobsOf(paths.length > 0 ? paths : [defaultFolder(it.root)], from, it);
}

async function jobsOf(
  operands: readonly string[],
  from: string,
  { root, cwd, settings }: Invocation,
): Promise<readonly FileJob[]> {
  const excluded = await excludedPaths(settings.exclude ?? [], [cwd, root]);
  const found = await discover(operands, { root, from, excluded });
  const classnames = classnamesOf(found.map(({ file }) => file));
  return found.map((file, index) => ({ classname: classnames[index] ?? file.file, ...file }));
}

/** Which scenarios of them are meant. */
export function selectionOf({ settings: { name, tags } }: Invocation): SelectionSettings {
  return { ...(name === undefined ? {} : { name }), ...(tags === undefined ? {} : { tags }) };
}

/** @throws UsageError when a tag, line or definition is asked for that does not exist. */
export function refuseUnknown(jobs: readonly FileJob[], asked: Asked, files: Files): void {
  const problem = requestProblem(jobs, asked, files);
  if (problem !== undefined) throw new UsageError(problem.message, problem.help);
}

/** The complaint that a command has nothing to do. */
export function nothingSelected(
  jobs: readonly FileJob[],
  { name, tags }: SelectionSettings,
): UsageError {
  const isFiltered = name !== undefined || tags !== undefined;
  const [one] = jobs;
  const where = jobs.length === 1 && one !== undefined ? `\`${one.file}\`` : `${jobs.length} files`;
  return new UsageError(
    isFiltered ? `no scenario in ${where} matches` : `there is no scenario in ${where}`,
    ["`--pass-with-no-scenarios` makes that no error"],
  );
}

function defaultFolder(root: string): string {
  if (existsSync(join(root, DEFAULT_FOLDER))) return join(root, DEFAULT_FOLDER);
  throw new UsageError("nothing to do: no paths were given, and there is no folder `scenarios`", [
    "name files or folders: `drs run path/to/file.drs`",
  ]);
}
