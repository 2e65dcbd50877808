import type { RunEvent, Totals } from "../model/run-event.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Outcome } from "./exit-codes.ts";

/** Counts what reports are told, and says when enough has failed. */
export class Tally {
  readonly #failuresMax: number;
  readonly #verdicts: Record<Verdict, number> = {
    passed: 0,
    failed: 0,
    inconclusive: 0,
    skipped: 0,
    invalid: 0,
  };
  #files = 0;
  #invalidFiles = 0;
  #assertions = 0;
  #warnings = 0;
  #virtualTime = 0;
  #fault: string | undefined;

  /** `failuresMax`: stop after so many failed scenarios and invalid files; 0 for never. */
  constructor(failuresMax: number) {
    this.#failuresMax = failuresMax;
  }

  /**
   * Counts an event. Gives false for one that nobody shall see, because it comes after the last failure
   * that was wanted: whoever plays several files at once has such events.
   */
  admits(event: RunEvent): boolean {
    if (this.isFull && event.kind !== "file-finished") return false;
    switch (event.kind) {
      case "file-started":
        this.#files++;
        break;
      case "diagnostics":
        this.#warnings += event.diagnostics.filter(({ severity }) => severity === "warning").length;
        break;
      case "scenario-finished":
        this.#count(event);
        break;
      case "file-finished":
        if (event.verdict === "invalid") this.#invalidFiles++;
        break;
    }
    return true;
  }

  /** As much has failed as was wanted. */
  get isFull(): boolean {
    const failures = this.#verdicts.failed + this.#invalidFiles;
    return this.#failuresMax > 0 && failures >= this.#failuresMax;
  }

  totals(wallMs: number): Totals {
    const { passed, failed, inconclusive, skipped, invalid } = this.#verdicts;
    return {
      files: this.#files,
      scenarios: passed + failed + inconclusive + skipped + invalid,
      passed,
      failed,
      inconclusive,
      skipped,
      invalid: this.#invalidFiles,
      assertions: this.#assertions,
      warnings: this.#warnings,
      virtualTime: this.#virtualTime,
      wallMs,
    };
  }

  /** The first fault of the program itself that a scenario met with, in words. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** What all this means for the exit code. */
  outcomes(): ReadonlySet<Outcome> {
    const happened = new Set<Outcome>();
    if (this.#verdicts.failed > 0) happened.add("failed");
    if (this.#verdicts.inconclusive > 0) happened.add("inconclusive");
    if (this.#invalidFiles > 0) happened.add("invalid");
    if (this.#fault !== undefined) happened.add("fault");
    return happened;
  }

  #count({ result }: Extract<RunEvent, { kind: "scenario-finished" }>): void {
    this.#verdicts[result.verdict]++;
    this.#assertions += result.assertions;
    this.#virtualTime += result.virtualTime;
    this.#warnings += result.vacuous.length;
    this.#fault ??= result.failures.find(({ kind }) => kind === "engine")?.message;
  }
}
