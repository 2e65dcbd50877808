import type { Catalogue } from "../model/platform.ts";
import type { ScenarioIdentity } from "../model/run-event.ts";
import { checkerFor } from "./checker.ts";
import type { Files } from "./host.ts";
import { FileIdentities } from "./identity.ts";
import type { LoadedFile } from "./load-file.ts";
import { FileLoader } from "./load-file.ts";
import type { FileJob, PlaySettings } from "./play-settings.ts";
import { Selection } from "./selection.ts";

/** What a file holds after the filters. */
export interface ListedFile {
  readonly loaded: LoadedFile;
  readonly scenarios: readonly (ScenarioIdentity & { readonly platform: string })[];
}

/** The scenarios that a run would play, file by file, in its order. */
export function* listTexts(
  jobs: readonly FileJob[],
  { selection, definitions }: Pick<PlaySettings, "selection" | "definitions">,
  files: Files,
  catalogue: Catalogue,
): Generator<ListedFile, void> {
  const loader = new FileLoader(files, checkerFor(catalogue, definitions));
  const filter = new Selection(selection);
  for (const job of jobs) {
    const loaded = loader.load(job.file);
    const identities = new FileIdentities(job.file, job.classname);
    const scenarios = filter
      .of(loaded, job)
      .map(({ head }) => ({ ...identities.of(head), platform: head.platform }));
    yield { loaded, scenarios };
  }
}
