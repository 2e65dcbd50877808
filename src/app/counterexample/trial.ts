import type { RunOptions } from "../../engine/run.ts";
import { run } from "../../engine/run.ts";
import type { Catalogue } from "../../model/platform.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import type { File } from "../../syntax/ast.ts";
import type { Reading } from "./only-scenario.ts";
import { onlyScenarioOf } from "./only-scenario.ts";

/** What a text came to when its only scenario was played. */
export interface Trial {
  readonly text: string;
  readonly tree: File;
  readonly result: RunResult;
  /** What failed first and why, whenever it was and wherever it is written. */
  readonly reason: string;
}

/** Plays texts that would stand in one file. */
export class Trials {
  readonly #file: string;
  readonly #reading: Reading;
  readonly #catalogue: Catalogue;
  readonly #options: Omit<RunOptions, "platform">;

  constructor(
    file: string,
    reading: Reading,
    catalogue: Catalogue,
    options: Omit<RunOptions, "platform">,
  ) {
    this.#file = file;
    this.#reading = reading;
    this.#catalogue = catalogue;
    this.#options = options;
  }

  /** What a run of the text comes to; nothing when it is no valid text with a single scenario, or does not fail. */
  failing(text: string): Trial | undefined {
    const played = this.#play(text);
    const [failure] = played?.result.failures ?? [];
    if (played === undefined || failure === undefined) return undefined;
    if (played.result.verdict !== "failed") return undefined;
    return { ...played, reason: reasonOf(failure) };
  }

  /** Whether the text is valid, has a single scenario, and passes. */
  passes(text: string): boolean {
    return this.#play(text)?.result.verdict === "passed";
  }

  #play(text: string): Pick<Trial, "text" | "tree" | "result"> | undefined {
    const { seed } = this.#options;
    const only = onlyScenarioOf(text, this.#file, this.#reading, this.#catalogue, seed);
    if (only === undefined) return undefined;
    const { tree, prepared } = only;
    const { plan, world, platform } = prepared;
    const result = run(plan, world, { ...this.#options, platform });
    return { text, tree, result };
  }
}

/** Plays texts with several seeds: they fail when they do with each, for the same reason. */
export class SeededTrials {
  readonly #trials: readonly Trials[];

  constructor(trials: readonly Trials[]) {
    this.#trials = trials;
  }

  /** How the text fails with the first seed; nothing when it does not with all. */
  failing(text: string): Trial | undefined {
    const [first, ...others] = this.#trials;
    const found = first?.failing(text);
    const isAlways = others.every((trials) => trials.failing(text)?.reason === found?.reason);
    return isAlways ? found : undefined;
  }

  /** Whether the text passes with every seed. */
  passes(text: string): boolean {
    return this.#trials.every((trials) => trials.passes(text));
  }
}

/** A failure in words that stay the same when other things happen earlier, later, or not at all. */
export function reasonOf({ kind, rule = "", message }: Failure): string {
  return `${kind} ${rule} ${message.replace(/\d+(?:\.\d+)?[a-zµ]*/gi, "#")}`;
}
