import type { ScenarioIdentity } from "../model/run-event.ts";
import { relativePath } from "./paths.ts";
import type { PlaySettings } from "./play-settings.ts";

type ReplaySettings = Pick<PlaySettings, "workingFolder" | "definitions" | "explore">;

const PLAIN = /^[\p{L}\p{N}_@%+=:,./-]+$/u;

/**
 * The command that plays a scenario again exactly, as typed in the reader's folder. `line` is the scenario's, or of
 * its own row of the examples.
 */
export function replayCommand(
  { file, line }: Pick<ScenarioIdentity, "file" | "line">,
  seed: number,
  { workingFolder, definitions, explore }: ReplaySettings,
): string {
  const place = `${relativePath(workingFolder, file)}:${line}`;
  const defined = definitions
    .map(({ name, value }) => ` -D ${quoted(`${name}=${value}`)}`)
    .join("");
  if (explore !== undefined)
    return `drs explore ${quoted(place)}${explore.isAnyTiming ? " --any-timing" : ""}${defined}`;
  return `drs run ${quoted(place)} --seed ${seed}${defined}`;
}

/** A word as a POSIX shell takes it literally. */
function quoted(word: string): string {
  return PLAIN.test(word) && !word.startsWith("-") ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
