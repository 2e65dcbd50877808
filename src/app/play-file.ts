import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { ScenarioPlan } from "../model/plan.ts";
import type { Catalogue } from "../model/platform.ts";
import type { RunEvent, ScenarioIdentity } from "../model/run-event.ts";
import { formatValue } from "../model/value.ts";
import type { RunResult, Verdict } from "../model/verdict.ts";
import { answersFor } from "./answers.ts";
import { checkerFor } from "./checker.ts";
import { AnyTimingTrials } from "./counterexample/any-timing-trial.ts";
import { SeededTrials, Trials } from "./counterexample/trial.ts";
import type { Realising } from "./counterexample/write.ts";
import { counterexample, smallerAnyTiming } from "./counterexample/write.ts";
import type { Host } from "./host.ts";
import { FileIdentities } from "./identity.ts";
import type { LoadedFile } from "./load-file.ts";
import { emptyFile, FileLoader, withProblems } from "./load-file.ts";
import type { FileJob, PlaySettings } from "./play-settings.ts";
import type { Slices } from "./player.ts";
import { Player } from "./player.ts";
import type { Prepared } from "./prepare.ts";
import { replayCommand } from "./replay.ts";
import { graver, plainFailure, unplayedResult } from "./results.ts";
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

/** Events of a run while latencies are looked for: with small ones for one thing and large ones for another, there can be very many. */
const REALISING_EVENTS_MAX = 20_000;

/** What is found shall not hang on the seed, which is another one where the file will be. */
const REALISING_SEEDS = [0, 1, 2, 3];

const LATENCIES = {
  found: "the attached file states latencies that realise it: `drs run` fails on it as well",
  unknown: "no latencies that the scenario can state were found to realise it",
} as const;

/** Worlds of one file that are kept from its check until they are played; those of further scenarios are built again. */
const KEPT_WORLDS_MAX = 200;

/** A file that is ready to be played, or the fault of ours that kept it from being so. */
interface Opened {
  readonly loaded: LoadedFile;
  readonly parts: readonly Part[];
  readonly fault?: unknown;
}

/** Plays files one by one; what they can share is made once. */
export class FilePlayer {
  readonly #settings: PlaySettings;
  readonly #host: Host;
  readonly #loader: FileLoader;
  readonly #player: Player;
  readonly #selection: Selection;
  readonly #catalogue: Catalogue;

  constructor(settings: PlaySettings, host: Host, catalogue: Catalogue) {
    this.#settings = settings;
    this.#host = host;
    this.#catalogue = catalogue;
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
    const { loaded, parts, fault } = this.#open(job);
    const { source, sources, diagnostics, isValid } = loaded;
    if (isValid && parts.length === 0) return;
    yield { kind: "file-started", source, classname: job.classname, scenarios: parts.length };
    if (diagnostics.length > 0) yield { kind: "diagnostics", file: job.file, diagnostics, sources };
    if (fault !== undefined) yield* faultEvents(job, fault);
    const verdict = isValid ? yield* this.#playAll(parts, loaded) : "invalid";
    const wallMs = this.#since(startedMs);
    yield {
      kind: "file-finished",
      file: job.file,
      verdict: fault === undefined ? verdict : "failed",
      wallMs,
    };
  }

  /** A fault of ours while one file is read must not keep the others from being played. */
  #open(job: FileJob): Opened {
    try {
      return this.#prepare(this.#loader.load(job.file), job);
    } catch (fault) {
      return { loaded: emptyFile(job.file), parts: [], fault };
    }
  }

  /** Builds the world of every scenario once, so that what a platform has against any of them is known before one is played. */
  #prepare(loaded: LoadedFile, job: FileJob): Opened {
    const parts: Part[] = [];
    const problems: Diagnostic[] = [];
    const identities = new FileIdentities(job.file, job.classname);
    for (const scenario of this.#selection.of(loaded, job)) {
      const prepared = this.#player.prepareFirst(scenario);
      if ("problems" in prepared) problems.push(...prepared.problems);
      else {
        const first = parts.length < KEPT_WORLDS_MAX ? prepared : undefined;
        const identity = identities.of(scenario.head);
        parts.push({ scenario, identity, first, options: unusualOptions(prepared) });
      }
    }
    return problems.length === 0
      ? { loaded, parts }
      : { loaded: withProblems(loaded, problems), parts: [] };
  }

  *#playAll(parts: readonly Part[], loaded: LoadedFile): Generator<RunEvent | undefined, Verdict> {
    let verdict: Verdict = "skipped";
    const { sources } = loaded;
    const rowLines = rowLinesOf(loaded);
    for (const { scenario, identity, first, options } of parts) {
      if (this.#host.isStopping()) break;
      const startedMs = this.#host.elapsedMs();
      yield { kind: "scenario-started", scenario: identity };
      const index = loaded.scenarios.indexOf(scenario);
      const played = yield* this.#guard(scenario, first, index);
      if (played === undefined) break;
      const result = this.#written(played, scenario, loaded);
      verdict = graver(verdict, result.verdict);
      const line = rowLines.get(scenario) ?? identity.line;
      yield {
        kind: "scenario-finished",
        scenario: identity,
        result,
        wallMs: this.#since(startedMs),
        replay: replayCommand({ file: identity.file, line }, result.seed, this.#settings),
        platform: scenario.head.platform,
        options: this.#optionsOf(scenario, result) ?? options,
        sources,
      };
    }
    return verdict;
  }

  /** Its unusual options, as they were when this came of it; nothing when no choice can change them. */
  #optionsOf(scenario: OpenScenario, { path, seed }: RunResult): readonly string[] | undefined {
    const { choices, identity, head } = scenario;
    const platform = this.#catalogue[head.platform];
    if (choices.length === 0 || platform === undefined) return undefined;
    const plan = scenario.settle(path?.answers ?? answersFor(choices, seed, identity));
    return unusualOptions({ plan, platform });
  }

  /** The result of a scenario, also when the program itself fails on it outside of the engine. */
  *#guard(scenario: OpenScenario, first: Prepared | undefined, index: number): Slices {
    try {
      return yield* this.#player.play(scenario, first, index);
    } catch (fault) {
      const failure = plainFailure("engine", faultText(fault), scenario.head.span);
      return unplayedResult("failed", this.#player.firstSeedOf(scenario), failure);
    }
  }

  /** With the file that fails for the same reason as an exploration, if there is one. */
  #written(result: RunResult, scenario: OpenScenario, loaded: LoadedFile): RunResult {
    if (this.#settings.explore?.isAnyTiming === true)
      return this.#smaller(result, scenario, loaded);
    if (result.path === undefined) return result;
    const trials = this.#trials(result, loaded);
    const elapsedMs = (): number => this.#host.elapsedMs();
    const text = counterexample({ loaded, scenario, result }, trials, elapsedMs);
    return text === undefined ? result : { ...result, counterexample: text };
  }

  /** What fails with any timing, shown on the smallest scenario that does. */
  #smaller(result: RunResult, scenario: OpenScenario, loaded: LoadedFile): RunResult {
    const isWrong = ({ kind }: RunResult["failures"][number]): boolean =>
      kind === "rule" || kind === "expectation";
    if (result.verdict !== "failed" || !result.failures.every(isWrong)) return result;
    const host = this.#host;
    const { file } = loaded.source;
    const [wrong] = result.failures;
    if (wrong === undefined) return result;
    const about = { seed: result.seed, wrong };
    const trials = new AnyTimingTrials(file, this.#loader, this.#catalogue, about, host);
    const elapsedMs = (): number => host.elapsedMs();
    const realising = this.#realising(result, scenario, loaded);
    const found = smallerAnyTiming({ loaded, scenario, result }, trials, realising, elapsedMs);
    if (found === undefined) return result;
    const { text, failure, latencies } = found;
    const claim = [...(result.claim ?? []), LATENCIES[latencies]];
    const written = text === undefined ? {} : { counterexample: text };
    return { ...result, failures: [{ ...failure, span: wrong.span }], claim, ...written };
  }

  #realising(result: RunResult, scenario: OpenScenario, loaded: LoadedFile): Realising {
    const knobs = this.#catalogue[scenario.head.platform]?.knobs ?? [];
    const seeds = REALISING_SEEDS.map((seed) => seed + result.seed);
    const trials = seeds.map((seed) => this.#trials({ seed }, loaded, REALISING_EVENTS_MAX));
    return { stated: new SeededTrials(trials), knobs };
  }

  /** Plays texts in the place of a file, with the times that they state. */
  #trials(
    { seed }: Pick<RunResult, "seed">,
    { source }: LoadedFile,
    most = Number.POSITIVE_INFINITY,
  ): Trials {
    const { eventsMax, virtualTimeMax } = this.#settings;
    const maxEvents = Math.min(eventsMax, most);
    const options = { seed, maxEvents, maxTime: virtualTimeMax };
    return new Trials(source.file, this.#loader, this.#catalogue, options);
  }

  #since(startedMs: number): number {
    return this.#host.elapsedMs() - startedMs;
  }
}

/** A file that could not even be checked is reported as one scenario that failed by our fault. */
function* faultEvents({ file, classname }: FileJob, fault: unknown): Generator<RunEvent, void> {
  const scenario = { file, classname, name: "(file)", line: 1, tags: [] };
  const failure = plainFailure("engine", faultText(fault), { file, start: 0, end: 0 });
  yield { kind: "scenario-started", scenario };
  yield {
    kind: "scenario-finished",
    scenario,
    result: unplayedResult("failed", 0, failure),
    wallMs: 0,
    replay: `drs check ${file}`,
    platform: "",
    options: [],
    sources: [],
  };
}

function faultText(fault: unknown): string {
  return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
}

/** What is unusual about the options of a file, which all its scenarios share. */
const UNUSUAL = new WeakMap<ScenarioPlan["options"], readonly string[]>();

function unusualOptions({
  plan: { options },
  platform,
}: Pick<Prepared, "plan" | "platform">): readonly string[] {
  const known = UNUSUAL.get(options);
  if (known !== undefined) return known;
  const unusual = platform.knobs.flatMap(({ name, type, default: usual }) => {
    const value = options[name];
    return value === undefined || value === usual ? [] : [`${name} ${formatValue(value, type)}`];
  });
  UNUSUAL.set(options, unusual);
  return unusual;
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
