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
  | {
      readonly kind: "run-started";
      readonly version: string;
      readonly startedAt: string;
      readonly hostname: string;
      readonly deterministic: boolean;
      readonly files: number;
    }
  /** Opens every file, also one that cannot be read or is invalid: then `text` is what there is of it, and `scenarios` 0. */
  | {
      readonly kind: "file-started";
      readonly source: SourceText;
      readonly classname: string;
      readonly scenarios: number;
    }
  /** Errors make the file invalid; warnings do not. `source` is there for imported files too. */
  | {
      readonly kind: "diagnostics";
      readonly file: string;
      readonly diagnostics: readonly Diagnostic[];
      readonly sources: readonly SourceText[];
    }
  | { readonly kind: "scenario-started"; readonly scenario: ScenarioIdentity }
  /** `attachments`: root-relative paths of files made for this scenario, the most useful first. */
  | {
      readonly kind: "scenario-finished";
      readonly scenario: ScenarioIdentity;
      readonly result: RunResult;
      readonly wallMs: number;
      readonly replay: string;
      readonly platform: string;
      readonly options: readonly string[];
      readonly sources: readonly SourceText[];
      readonly attachments?: readonly string[];
    }
  | {
      readonly kind: "file-finished";
      readonly file: string;
      readonly verdict: Verdict;
      readonly wallMs: number;
    }
  | { readonly kind: "run-finished"; readonly totals: Totals; readonly interrupted: boolean };

/** A stretch of a report's output. Pieces are written in the order in which they are given. */
export interface Piece {
  /** Which document of the report, from 1. Only a split report has several; once one begins, those before it are complete. */
  readonly document: number;
  /** `end`: after all that was written so far. `start`: over the first bytes, as many as `text` has, all of it ASCII. */
  readonly place: "end" | "start";
  readonly text: string;
}

/** A report is pure: it receives events and gives text; the caller owns streams and file names. */
export interface Report {
  accept(event: RunEvent): readonly Piece[];
  /** Shows somebody who watches how far something long is. */
  tell?(line: string): readonly Piece[];
  /** Whatever is left to write; called once, also after an interruption. With it every document is complete. */
  close(): readonly Piece[];
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
    /** Absolute path of the root, with `/`; stands before the path of an absolute attachment. */
    readonly root: string;
    /** At most this many cases in one document; 0 puts all of them into one. */
    readonly casesMax: number;
  };
}

/** Makes reports of one form. */
export interface Reporter {
  open(options: ReporterOptions): Report;
}

/** What the registry says about a reporter before it is loaded. */
export interface ReporterEntry {
  /** One line for `--help`. */
  readonly help: string;
  /** Where it writes when no file is named. */
  readonly output: "stdout" | "file";
  /** Of the files it writes, with the dot: `.xml`. */
  readonly extension: string;
  load(): Promise<Reporter>;
}
