import type { Bounds } from "../../explore/bounds.ts";
import { exploreUntimed } from "../../explore/untimed/explore.ts";
import type { Catalogue } from "../../model/platform.ts";
import type { Failure } from "../../model/verdict.ts";
import type { File } from "../../syntax/ast.ts";
import { failureOf } from "../exploring/any-timing.ts";
import type { Prepared } from "../prepare.ts";
import type { OnlyScenario, Reading } from "./only-scenario.ts";
import { onlyScenarioOf } from "./only-scenario.ts";

/** States of one text; what needs more to fail is not tried to its end. */
const STATES_MAX = 20_000;

/** What is wrong is mostly found by chance, long before by search. */
const WALKED_STEPS = 10_000;

/** States among which the way there is looked for while texts are tried, and at last. */
const STORY_STATES_MAX = 2_000;
const TOLD_STATES_MAX = 100_000;

/** How long one text may be explored: a world may be slow in each of its states. */
const TRIAL_MS = 1_000;

/** How the time passes, and whether all is over. */
export interface TrialClock {
  elapsedMs(): number;
  isStopping(): boolean;
}

/** What a text came to when its only scenario was explored with any timing. */
export interface AnyTimingTrial {
  readonly text: string;
  readonly tree: File;
  /** Without a trail when that would be long in the finding. */
  readonly failure: Failure;
  readonly reason: string;
}

/** What kind of thing is wrong; which words an expectation has does not matter. */
export function kindOf({ kind, rule = "", message }: Failure): string {
  return kind === "rule"
    ? `rule ${rule}`
    : `expectation: ${message.slice(message.lastIndexOf(": "))}`;
}

/** Explores texts that would stand in one file. */
export class AnyTimingTrials {
  readonly #file: string;
  readonly #reading: Reading;
  readonly #catalogue: Catalogue;
  readonly #seed: number;
  readonly #wrong: Failure;
  readonly #clock: TrialClock;

  constructor(
    file: string,
    reading: Reading,
    catalogue: Catalogue,
    { seed, wrong }: { readonly seed: number; readonly wrong: Failure },
    clock: TrialClock,
  ) {
    this.#file = file;
    this.#reading = reading;
    this.#catalogue = catalogue;
    this.#seed = seed;
    this.#wrong = wrong;
    this.#clock = clock;
  }

  /** How the text fails in some order; nothing when it does not among the first states. */
  failing(text: string): AnyTimingTrial | undefined {
    const only = onlyScenarioOf(text, this.#file, this.#reading, this.#catalogue, this.#seed);
    return only && this.#explore(only, text, this.#bounds(STATES_MAX), STORY_STATES_MAX);
  }

  /** The same with the shortest way there, if that can be found at all. */
  told(text: string): AnyTimingTrial | undefined {
    const only = onlyScenarioOf(text, this.#file, this.#reading, this.#catalogue, this.#seed);
    return only && this.#explore(only, text, this.#bounds(TOLD_STATES_MAX), TOLD_STATES_MAX);
  }

  #bounds(statesMax: number): Bounds {
    const clock = this.#clock;
    const until = clock.elapsedMs() + TRIAL_MS;
    const stop = (): string | undefined => {
      if (clock.isStopping()) return "it was stopped";
      return clock.elapsedMs() > until ? "it takes too long for a trial" : undefined;
    };
    return { statesMax, stop };
  }

  #explore(
    { tree, prepared }: OnlyScenario,
    text: string,
    bounds: Bounds,
    storyStatesMax: number,
  ): AnyTimingTrial | undefined {
    const { plan, platform } = this.#judged(prepared);
    const { world } = prepared;
    const search = exploreUntimed(plan, world, platform, bounds, {
      storyStatesMax,
      walkedSteps: WALKED_STEPS,
    });
    let next = search.next();
    while (next.done !== true) next = search.next();
    const { wrong, story = [] } = next.value;
    if (wrong === undefined) return undefined;
    const failure = failureOf(wrong, story, plan.span, world.components);
    return { text, tree, failure, reason: kindOf(failure) };
  }

  /** Nothing is judged but what was wrong in the beginning: something else may well go wrong sooner. */
  #judged({ plan, platform }: Prepared): Pick<Prepared, "plan" | "platform"> {
    const { kind, rule } = this.#wrong;
    const isIt = ({ id }: { readonly id: string }): boolean => kind === "rule" && id === rule;
    const [rules, invariants] = [platform.rules.filter(isIt), platform.invariants.filter(isIt)];
    const expectations = kind === "rule" ? [] : plan.expectations;
    return { plan: { ...plan, expectations }, platform: { ...platform, rules, invariants } };
  }

  passes(): boolean {
    return true;
  }
}
