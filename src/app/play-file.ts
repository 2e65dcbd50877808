import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { Catalogue } from "../model/platform.ts";
import type { RunEvent, ScenarioIdentity } from "../model/run-event.ts";
import { formatValue } from "../model/value.ts";
import type { Verdict } from "../model/verdict.ts";
import { checkerFor } from "./checker.ts";
import type { Host } from "./host.ts";
import { FileIdentities } from "./identity.ts";
import type { LoadedFile } from "./load-file.ts";
import { FileLoader } from "./load-file.ts";
import type { FileJob, PlaySettings } from "./play-settings.ts";
import { Player } from "./player.ts";
import type { Prepared } from "./prepare.ts";
import { replayCommand } from "./replay.ts";
import { graver } from "./results.ts";
import { placesOf } from "./scenario-places.ts";
import { Selection } from "./selection.ts";

/** A scenario that will be played, under the name that reports use. */
interface Part {
  readonly scenario: OpenScenario;
  readonly identity: ScenarioIdentity;
  /** Its first run, if it is kept ready. */
  readonly first: Prepared | undefined;
  /** Platform options that are not as usual, as the language writes them. */
  readonly options: readonly string[];
}

/** Worlds of one file that are kept from its check until they are played; those of further scenarios are built again. */
const KEPT_WORLDS_MAX = 200;

/** Plays files one by one; what they can share is made once. */
export class FilePlayer {
  readonly #settings: PlaySettings;
  readonly #host: Host;
  readonly #loader: FileLoader;
  readonly #player: Player;
  readonly #selection: Selection;

  constructor(settings: PlaySettings, host: Host, catalogue: Catalogue) {
    this.#settings = settings;
    this.#host = host;
    this.#loader = new FileLoader(host, checkerFor(catalogue, settings.definitions));
    this.#player = new Player(settings, host, catalogue);
    this.#selection = new Selection(settings.selection);
  }

  /**
   * What happens while a file is played, in order; `undefined` now and then when it takes long. Nothing at all for a
   * valid file of which nothing is meant.
   */
  *play(job: FileJob): Generator<RunEvent | undefined, void> {
    const startedMs = this.#host.elapsedMs();
    const loaded = this.#loader.load(job.file);
    const { source, sources } = loaded;
    const chosen = this.#selection.of(loaded, job);
    const { parts, problems } = this.#prepare(chosen, job, loaded.isValid);
    const isValid = loaded.isValid && problems.length === 0;
    if (isValid && parts.length === 0) return;
    const diagnostics = [...loaded.diagnostics, ...problems];
    const scenarios = isValid ? parts.length : 0;
    yield { kind: "file-started", source, classname: job.classname, scenarios };
    if (diagnostics.length > 0) yield { kind: "diagnostics", file: job.file, diagnostics, sources };
    const verdict = isValid ? yield* this.#playAll(parts, loaded) : "invalid";
    yield { kind: "file-finished", file: job.file, verdict, wallMs: this.#since(startedMs) };
  }

  /** Builds the world of every scenario once, so that what a platform has against any of them is known before one is played. */
  #prepare(chosen: readonly OpenScenario[], { file, classname }: FileJob, isValid: boolean) {
    const parts: Part[] = [];
    const problems: Diagnostic[] = [];
    if (!isValid) return { parts, problems };
    const identities = new FileIdentities(file, classname);
    for (const scenario of chosen) {
      const prepared = this.#player.prepareFirst(scenario);
      if ("problems" in prepared) problems.push(...prepared.problems);
      else {
        const first = parts.length < KEPT_WORLDS_MAX ? prepared : undefined;
        const identity = identities.of(scenario.head);
        parts.push({ scenario, identity, first, options: unusualOptions(prepared) });
      }
    }
    return { parts, problems };
  }

  *#playAll(parts: readonly Part[], loaded: LoadedFile): Generator<RunEvent | undefined, Verdict> {
    let verdict: Verdict = "skipped";
    const { sources } = loaded;
    const rowLines = rowLinesOf(loaded);
    for (const { scenario, identity, first, options } of parts) {
      if (this.#host.isStopping()) break;
      const startedMs = this.#host.elapsedMs();
      yield { kind: "scenario-started", scenario: identity };
      const result = yield* this.#player.play(scenario, first);
      if (result === undefined) break;
      verdict = graver(verdict, result.verdict);
      const line = rowLines.get(scenario) ?? identity.line;
      yield {
        kind: "scenario-finished",
        scenario: identity,
        result,
        wallMs: this.#since(startedMs),
        replay: replayCommand({ file: identity.file, line }, result.seed, this.#settings),
        platform: scenario.head.platform,
        options,
        sources,
      };
    }
    return verdict;
  }

  #since(startedMs: number): number {
    return this.#host.elapsedMs() - startedMs;
  }
}

function unusualOptions({ plan: { options }, platform }: Prepared): readonly string[] {
  return platform.knobs.flatMap(({ name, type, default: usual }) => {
    const value = options[name];
    return value === undefined || value === usual ? [] : [`${name} ${formatValue(value, type)}`];
  });
}

/** The lines of example rows; a scenario without a row is not in it. */
function rowLinesOf({ scenarios, tree, source }: LoadedFile): ReadonlyMap<OpenScenario, number> {
  const lines = new Map<OpenScenario, number>();
  if (scenarios.every(({ head }) => head.row.length === 0)) return lines;
  const positions = new Positions(source.text);
  for (const [scenario, { row }] of placesOf(tree, scenarios)) {
    if (row !== undefined) lines.set(scenario, positions.at(row.start).line);
  }
  return lines;
}
