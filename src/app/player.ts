import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunOptions } from "../engine/run.ts";
import { asExpected, runInSlices } from "../engine/run.ts";
import type { Team } from "../explore/untimed/visit.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { Catalogue } from "../model/platform.ts";
import type { RunResult } from "../model/verdict.ts";
import { defaultSeed } from "./answers.ts";
import { exploredWithAnyTiming } from "./exploring/any-timing.ts";
import { counted, grouped } from "./exploring/counted.ts";
import { withEveryAnswer } from "./exploring/every-answer.ts";
import { exploredAsStated } from "./exploring/stated-times.ts";
import type { Host, ScenarioPlace } from "./host.ts";
import type { ExploreSettings, PlaySettings } from "./play-settings.ts";
import type { Preparation, Prepared } from "./prepare.ts";
import { prepare } from "./prepare.ts";
import { plainFailure, skippedResult, unplayedResult } from "./results.ts";
import { SKIP_TAG } from "./selection.ts";
import { Sweep } from "./sweep.ts";

/** A long play: comes back now and then, and in the end gives its result, or nothing when it was cut short. */
export type Slices = Generator<undefined, RunResult | undefined>;

/** A scenario and which one of its file it is. */
interface Placed {
  readonly scenario: OpenScenario;
  readonly index: number;
}

/** Plays scenarios one by one, each with all its seeds and repetitions. */
export class Player {
  readonly #settings: PlaySettings;
  readonly #host: Host;
  readonly #catalogue: Catalogue;

  constructor(settings: PlaySettings, host: Host, catalogue: Catalogue) {
    this.#settings = settings;
    this.#host = host;
    this.#catalogue = catalogue;
  }

  /** The seed with which a scenario is played first. */
  firstSeedOf({ identity }: OpenScenario): number {
    const { seeds } = this.#settings;
    if (seeds.kind === "identity") return defaultSeed(identity);
    return seeds.kind === "fixed" ? seeds.seed : seeds.from;
  }

  /** The scenario made ready for its first run. */
  prepareFirst(scenario: OpenScenario): Preparation {
    return prepare(scenario, this.firstSeedOf(scenario), this.#catalogue);
  }

  /** What a scenario comes to. `first` is what `prepareFirst` gave, if it was kept; `index` its place in its file. */
  *play(scenario: OpenScenario, first: Prepared | undefined, index: number): Slices {
    const from = this.firstSeedOf(scenario);
    const reason = this.#skipReason(scenario);
    if (reason !== undefined) return skippedResult(from, reason);
    const { seeds, wallTimeoutMs } = this.#settings;
    const to = seeds.kind === "sweep" ? seeds.to : from;
    const deadlineMs = this.#host.elapsedMs() + wallTimeoutMs;
    const sweep = new Sweep();
    for (let seed = from; seed <= to; seed++) {
      const prepared = seed === from ? first : undefined;
      const result = yield* this.#playSeed({ scenario, index }, seed, prepared, deadlineMs);
      if (result === undefined) return undefined;
      sweep.add(result);
      if (seed < to) yield;
    }
    return sweep.result;
  }

  #explore(
    { scenario, index }: Placed,
    prepared: Prepared,
    options: RunOptions,
    explore: ExploreSettings,
    deadlineMs: number,
  ): Generator<undefined, RunResult> {
    const { statesMax, isAnyTiming } = explore;
    const bounds = {
      statesMax,
      stop: () => this.#stop(explore, deadlineMs),
      tell: howFar(scenario.head.name, this.#host),
    };
    if (isAnyTiming) {
      const { seed } = options;
      const team = (answers: readonly number[]): Team | undefined =>
        this.#team({ file: scenario.head.span.file, index, answers });
      const one = (ready: Prepared, answers: readonly number[]): Generator<undefined, RunResult> =>
        exploredWithAnyTiming(ready, bounds, seed, { ...explore, team: team(answers) });
      return scenario.choices.length === 0
        ? one(prepared, [])
        : withEveryAnswer(scenario, seed, this.#catalogue, one);
    }
    return exploredAsStated(scenario, this.#catalogue, options, bounds, explore);
  }

  /** Threads that help to explore a scenario. */
  #team(place: ScenarioPlace): Team | undefined {
    const { threads } = this.#host;
    return threads && { count: threads.count, hire: (seat) => threads.hire(place, seat) };
  }

  /** Why an exploration must end now, if it must. */
  #stop({ memoryMax }: ExploreSettings, deadlineMs: number): string | undefined {
    const host = this.#host;
    if (host.isStopping()) return "it was stopped before all states were visited";
    if (host.elapsedMs() > deadlineMs) return "the time was over before all states were visited";
    const isFull = host.memoryBytes() > memoryMax;
    return isFull ? "the memory was full before all states were visited" : undefined;
  }

  #skipReason({ head }: OpenScenario): string | undefined {
    if (head.tags.includes(SKIP_TAG)) return `tagged @${SKIP_TAG}`;
    return this.#settings.isDryRun ? "dry run" : undefined;
  }

  *#playSeed(
    { scenario, index }: Placed,
    seed: number,
    first: Prepared | undefined,
    deadlineMs: number,
  ): Slices {
    const prepared = first ?? prepare(scenario, seed, this.#catalogue);
    if ("problems" in prepared) return refused(scenario, seed, prepared.problems);
    const options = this.#optionsFor(prepared, seed, deadlineMs);
    const { explore } = this.#settings;
    const result =
      explore === undefined
        ? yield* this.#repeat(scenario, prepared, options)
        : asExpected(
            yield* this.#explore({ scenario, index }, prepared, options, explore, deadlineMs),
            prepared.plan,
          );
    if (this.#host.isStopping()) return undefined;
    return this.#settings.failsOnVacuous ? failedOnVacuous(result) : result;
  }

  /** Plays as often as wanted; every time must be like the first. */
  *#repeat(
    scenario: OpenScenario,
    { plan, world }: Prepared,
    options: RunOptions,
  ): Generator<undefined, RunResult> {
    const result = yield* runInSlices(plan, world, options);
    for (let count = 1; count < this.#settings.repeat; count++) {
      if (isCutShort(result)) break;
      const again = yield* runInSlices(plan, world, options);
      if (isCutShort(again)) break;
      if (again.traceHash !== result.traceHash) return diverged(result, again, scenario);
    }
    return result;
  }

  #optionsFor(
    { platform }: Prepared,
    seed: number,
    deadlineMs: number,
  ): RunOptions & { readonly wallExpired: () => boolean } {
    const { eventsMax, virtualTimeMax } = this.#settings;
    const host = this.#host;
    return {
      platform,
      seed,
      maxEvents: eventsMax,
      maxTime: virtualTimeMax,
      wallExpired: () => host.isStopping() || host.elapsedMs() > deadlineMs,
    };
  }
}

/** Wall time between two lines about how far an exploration is. */
const TOLD_MS = 200;

/** Tells now and then how far an exploration is, how fast, what waits and whether that grows, and what it takes. */
function howFar(name: string, host: Host): (states: number, waiting: number) => void {
  const startedMs = host.elapsedMs();
  let [toldMs, known, waited] = [startedMs, 0, 0];
  return (states, waiting) => {
    const nowMs = host.elapsedMs();
    if (nowMs - toldMs < TOLD_MS) return;
    const perSecond = Math.max(0, Math.round(((states - known) * 1000) / (nowMs - toldMs)));
    const growth = `${waiting < waited ? "−" : "+"}${grouped(Math.abs(waiting - waited))}`;
    const frontier = waiting === 0 ? "" : `, ${grouped(waiting)} waiting (${growth})`;
    [toldMs, known, waited] = [nowMs, states, waiting];
    const megabytes = Math.round(host.memoryBytes() / 1e6);
    const seconds = ((nowMs - startedMs) / 1000).toFixed(0);
    const rate = `${grouped(perSecond)}/s${frontier}`;
    host.tell?.(`${counted(states, "state")}, ${rate}, ${megabytes} MB, ${seconds}s: ${name}`);
  };
}

/** What a platform has against a scenario with the answers of one seed, when with those of the first it had nothing. */
function refused(
  { head }: OpenScenario,
  seed: number,
  [problem]: readonly Diagnostic[],
): RunResult {
  const message = `with seed ${seed}: ${problem?.message ?? "its platform refuses it"}`;
  const failure = plainFailure("expectation", message, problem?.span ?? head.span);
  return unplayedResult("invalid", seed, failure);
}

/** The clock on the wall ended it: how far it came says nothing. */
function isCutShort({ failures }: RunResult): boolean {
  return failures.some(({ kind }) => kind === "wall-timeout");
}

/** Two runs of one scenario with one seed must not differ: the fault is ours. */
function diverged(one: RunResult, other: RunResult, { head }: OpenScenario): RunResult {
  const message = `two runs with seed ${one.seed} differ: trace ${one.traceHash}, then ${other.traceHash}`;
  return { ...one, verdict: "failed", failures: [plainFailure("engine", message, head.span)] };
}

function failedOnVacuous(result: RunResult): RunResult {
  if (result.verdict !== "passed" || result.vacuous.length === 0) return result;
  const failures = result.vacuous.map(({ message, span }) =>
    plainFailure("expectation", `this tested nothing: ${message}`, span),
  );
  return { ...result, verdict: "failed", failures };
}
