import type { RunOptions } from "../../engine/run.ts";
import { run } from "../../engine/run.ts";
import type { Catalogue } from "../../model/platform.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import type { File } from "../../syntax/ast.ts";
import type { Check } from "../checker.ts";
import type { ImportLibrary } from "../import-walk.ts";
import { importsOf, parseText } from "../import-walk.ts";
import { prepare } from "../prepare.ts";

/** What a text came to when its only scenario was played. */
export interface Trial {
  readonly text: string;
  readonly tree: File;
  readonly result: RunResult;
  /** What failed first and why, whenever it was and wherever it is written. */
  readonly reason: string;
  /** Where the expectation stands that failed. */
  readonly failed: Failure["span"];
}

/** What reads and checks texts. */
interface Reading {
  readonly check: Check;
  readonly library: ImportLibrary;
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
    return { ...played, reason: reasonOf(failure), failed: failure.span };
  }

  /** Whether the text is valid, has a single scenario, and passes. */
  passes(text: string): boolean {
    return this.#play(text)?.result.verdict === "passed";
  }

  #play(text: string): Pick<Trial, "text" | "tree" | "result"> | undefined {
    const main = parseText(this.#file, text);
    const { check, library } = this.#reading;
    const imports = importsOf(main, library);
    const checked = check(main, imports.files);
    const found = [...main.diagnostics, ...imports.diagnostics, ...checked.diagnostics];
    const [scenario, another] = checked.scenarios;
    const isValid = found.every(({ severity }) => severity !== "error");
    if (!isValid || scenario === undefined || another !== undefined) return undefined;
    const prepared = prepare(scenario, this.#options.seed, this.#catalogue);
    if ("problems" in prepared) return undefined;
    const { plan, world, platform } = prepared;
    const result = run(plan, world, { ...this.#options, platform });
    return { text, tree: main.tree, result };
  }
}

/** A failure in words that stay the same when other things happen earlier, later, or not at all. */
export function reasonOf({ kind, rule = "", message }: Failure): string {
  return `${kind} ${rule} ${message.replace(/\d+(?:\.\d+)?[a-zµ]*/gi, "#")}`;
}
