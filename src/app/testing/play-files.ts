import type { Catalogue } from "../../model/platform.ts";
import type { RunEvent } from "../../model/run-event.ts";
import { PLATFORMS } from "../../platforms/registry.ts";
import { folderOf, resolvePath } from "../paths.ts";
import { runTexts } from "../run-texts.ts";
import { isPlayable } from "./is-playable.ts";
import { memoryHost } from "./memory-host.ts";
import { PLAIN_SETTINGS } from "./plain-settings.ts";

/** The text of each scenario file, by its path. */
export type Texts = Readonly<Record<string, string>>;

/** The files that are played: of platforms that are registered, and not only imported. */
export const playedOf = (texts: Texts): readonly string[] =>
  Object.keys(texts).filter(
    (file) => isPlayable(texts[file] ?? "") && !file.includes("/lab/") && !needsAbsent(file, texts),
  );

/** It imports a file about a platform that is not registered. */
function needsAbsent(file: string, texts: Texts): boolean {
  const imports = [...(texts[file] ?? "").matchAll(/^import "(.*)"/gm)];
  return imports.some(
    ([, path = ""]) => !isPlayable(texts[resolvePath(folderOf(file), path)] ?? ""),
  );
}

export type Finished = Extract<RunEvent, { kind: "scenario-finished" }>;

/** Plays every scenario of a file. */
export function playFile(
  file: string,
  texts: Texts,
  settings = PLAIN_SETTINGS,
  catalogue: Catalogue = PLATFORMS,
): readonly Finished[] {
  const heading = { version: "0", startedAt: "", hostname: "", deterministic: true };
  const jobs = [{ file, classname: "played" }];
  const request = { heading, jobs, settings, failuresMax: 0 };
  return [...runTexts(request, memoryHost(texts), catalogue)].flatMap((event) =>
    event?.kind === "scenario-finished" ? [event] : [],
  );
}
