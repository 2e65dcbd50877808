import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunResult, Verdict } from "./verdict.ts";

/** What a report names a scenario by. `classname` and `name` are unique and stable within a run. */
export interface ScenarioIdentity {
  /** Root-relative path with `/`. */
  readonly file: string;
  /** Path without extension, `/` as `.`, no other dots. */
  readonly classname: string;
  /** Title and example row, one line, at most 255 characters, unique within the classname. */
  readonly name: string;
  /** 1-based line of the scenario. */
  readonly line: number;
  readonly tags: readonly string[];
}

/** A text that was read: reporters show source lines from it. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

export interface Totals {
  readonly files: number;
  readonly scenarios: number;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly skipped: number;
  /** Files that could not be read, parsed or checked. */
  readonly invalid: number;
  readonly assertions: number;
  readonly warnings: number;
  readonly virtualTime: number;
  readonly wallMs: number;
}

/**
 * The one stream that every reporter listens to. Files come in path order, scenarios in written order,
 * whatever the number of workers.
 */
export type RunEvent =
  | { readonly kind: "run-started"; readonly version: string; readonly startedAt: string; readonly hostname: string; readonly deterministic: boolean; readonly files: number }
  | { readonly kind: "file-started"; readonly source: SourceText; readonly scenarios: number }
  /** Errors make the file invalid; warnings do not. `source` is there for imported files too. */
  | { readonly kind: "diagnostics"; readonly file: string; readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly SourceText[] }
  | { readonly kind: "scenario-started"; readonly scenario: ScenarioIdentity }
  | { readonly kind: "scenario-finished"; readonly scenario: ScenarioIdentity; readonly result: RunResult; readonly wallMs: number; readonly replay: string; readonly platform: string; readonly options: readonly string[]; readonly sources: readonly SourceText[] }
  | { readonly kind: "file-finished"; readonly file: string; readonly verdict: Verdict; readonly wallMs: number }
  | { readonly kind: "run-finished"; readonly totals: Totals; readonly interrupted: boolean };

/** A reporter is pure: it receives events and returns text; the caller owns the stream and the file name. */
export interface Report {
  accept(event: RunEvent): string;
  /** Whatever is left to write; called once, also after an interruption. */
  close(): string;
}

export interface ReporterOptions {
  readonly colour: boolean;
  /** A person watches: progress may be shown. */
  readonly live: boolean;
  readonly columns: number;
  readonly verbosity: "quiet" | "normal" | "verbose";
  readonly unicode: boolean;
  readonly junit: {
    readonly profile: "ci" | "strict";
    readonly time: "wall" | "virtual";
    readonly attachments: "relative" | "absolute" | "none";
  };
}

export interface Reporter {
  readonly name: string;
  /** One line for `--help`. */
  readonly help: string;
  /** Where it writes when no file is named: `stdout` or a file extension. */
  readonly output: "stdout" | "file";
  readonly extension: string;
  open(options: ReporterOptions): Report;
}
