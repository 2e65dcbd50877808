import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Catalogue } from "../model/platform.ts";
import { defaultSeed } from "./answers.ts";
import { checkerFor } from "./checker.ts";
import type { Files } from "./host.ts";
import type { LoadedFile } from "./load-file.ts";
import { FileLoader, withProblems } from "./load-file.ts";
import type { PlaySettings } from "./play-settings.ts";
import { prepare } from "./prepare.ts";

/** Checks files one after the other: everything that `run` would do before it plays. */
export function* checkTexts(
  paths: readonly string[],
  files: Files,
  catalogue: Catalogue,
  definitions: PlaySettings["definitions"] = [],
): Generator<LoadedFile, void> {
  const loader = new FileLoader(files, checkerFor(catalogue, definitions));
  for (const path of paths) yield withWorlds(loader.load(path), catalogue);
}

/** The same with what the platforms have against its scenarios. */
function withWorlds(loaded: LoadedFile, catalogue: Catalogue): LoadedFile {
  const problems = loaded.scenarios.flatMap((scenario): readonly Diagnostic[] => {
    const prepared = prepare(scenario, defaultSeed(scenario.identity), catalogue);
    return "problems" in prepared ? prepared.problems : [];
  });
  return problems.length === 0 ? loaded : withProblems(loaded, problems);
}
