import type { Ticks } from "./component.ts";
import type { ExprSpan } from "./expression.ts";

export type Verdict = "passed" | "failed" | "inconclusive" | "skipped" | "invalid";

/** Why a run did not pass. JUnit's `type` and the exit code follow from the kind (reporters/junit, cli/exit-codes). */
export type FailureKind =
  | "expectation"
  | "rule"
  | "invariant"
  | "deadline"
  | "deadlock"
  | "hang"
  | "panic"
  | "unexpected-pass"
  | "limit"
  | "wall-timeout"
  | "engine";

/** One line of the story that led to a failure. */
export interface TrailLine {
  /** `NEVER` where every latency may take any value, so that there are no times. */
  readonly time: Ticks;
  /** One plain sentence: `st4 refused to suspend: open`. */
  readonly text: string;
  /** Where in the scenario it was asked for, if it was. */
  readonly span?: ExprSpan;
}

/** A part of a failed expectation and what it was. */
export interface PartValue {
  readonly text: string;
  readonly value: string;
  readonly span: ExprSpan;
}

export interface Failure {
  readonly kind: FailureKind;
  /** One line: `first refused with SUSPEND naming st4: first.outcome was succeeded`. */
  readonly message: string;
  /** `NEVER` where there are no times. */
  readonly time: Ticks;
  /** The expectation's, the operation's or the scenario's place. */
  readonly span: ExprSpan;
  /** Rule or invariant id. */
  readonly rule?: string;
  readonly parts: readonly PartValue[];
  readonly trail: readonly TrailLine[];
  readonly notes: readonly string[];
  /** A `sometimes` that is so in no order: it is enough when it is with other answers. */
  readonly isUnseen?: true;
}

/** What the answers to one question led to, in stretches between which nothing changes. */
export interface Sweep {
  /** The question, as it is written. */
  readonly text: string;
  readonly parts: readonly SweepPart[];
}

export interface SweepPart {
  /** The first and the last value, in base units. */
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
  /** How the operations of a run end: `succeeded`, or `refused, succeeded`. */
  readonly outcome: string;
}

/** What comes first at one instant, in the words of the language. */
export interface OrderPin {
  readonly first: string;
  readonly second: string;
  readonly at: Ticks;
}

/** A path through a scenario: one answer for each question, and what comes first where it is not what a run would take. */
export interface ExploredPath {
  readonly answers: readonly number[];
  /** Nothing when an order is between things without a name. */
  readonly pins: readonly OrderPin[] | undefined;
}

/** What one run of one settled plan came to. Plain data: text is made from it elsewhere. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly failures: readonly Failure[];
  /** Violations that were expected, consequent of an expected one, or excepted. */
  readonly noted: readonly {
    readonly rule: string;
    readonly who: string;
    readonly what: string;
    readonly time: Ticks;
    readonly why: "expected" | "consequent" | "excepted";
  }[];
  /** Warnings of the run: an `always` over an empty window, a fault never felt. */
  readonly vacuous: readonly { readonly message: string; readonly span: ExprSpan }[];
  /** How many expectations were judged. */
  readonly assertions: number;
  readonly virtualTime: Ticks;
  /** Messages handled. */
  readonly steps: number;
  /** 16 hexadecimal digits over every trace event, in order. */
  readonly traceHash: string;
  readonly seed: number;
  /** Of an exploration: what was proved, a sentence a line, and what was not. */
  readonly claim?: readonly string[];
  /** Of an exploration with a single question about a time or quantity: what each stretch of its values led to. */
  readonly sweep?: Sweep;
  /** Of an exploration that failed: the path that does, and one that does not, if there is any. */
  readonly path?: ExploredPath;
  readonly passing?: ExploredPath;
  /** A file on which a run fails for the same reason. */
  readonly counterexample?: string;
  readonly skipReason?: string;
  /** The scenario says that it fails, and why. When it did, the verdict is `passed` and `failures` holds what was expected. */
  readonly expectedFailure?: string;
}
