/**
 * What a JUnit document says, as plain data that already keeps every rule of docs/reports.md: a writer only
 * has to put it into XML. Absent means that the element or attribute is not written.
 */

/** Why a case failed: an expectation, rule or deadline of the scenario did not hold. */
export const FAILURE_TYPES = [
  "AssertionFailure",
  "RuleViolation",
  "InvariantViolation",
  "Deadline",
  "Deadlock",
  "Hang",
] as const;

/** Why a case could not be judged. */
export const ERROR_TYPES = [
  "LimitReached",
  "Timeout",
  "ParseError",
  "SemanticError",
  "EngineError",
] as const;

export type FailureType = (typeof FAILURE_TYPES)[number];
export type ErrorType = (typeof ERROR_TYPES)[number];

export interface JunitProperty {
  readonly name: string;
  readonly value: string;
}

/** How a case ended if it did not pass: exactly one of three elements. */
export type JunitResult =
  | {
      readonly element: "failure";
      readonly type: FailureType;
      readonly message: string;
      readonly body: string;
    }
  | {
      readonly element: "error";
      readonly type: ErrorType;
      readonly message: string;
      readonly body: string;
    }
  /** The reason stands in the attribute (`message`) or in the element (`body`), as the profile has it. */
  | { readonly element: "skipped"; readonly message?: string; readonly body?: string };

/** One scenario and example row, or `(file)` for a file that is invalid. */
export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  readonly file?: string;
  readonly line?: number;
  /** Seconds with three decimals. */
  readonly time: string;
  readonly assertions?: number;
  readonly properties: readonly JunitProperty[];
  readonly result?: JunitResult;
  /** `system-out`. */
  readonly output?: string;
}

export interface JunitCounts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** One scenario file, without its cases. */
export interface JunitSuite {
  readonly name: string;
  readonly counts: JunitCounts;
  readonly time: string;
  readonly timestamp: string;
  readonly hostname: string;
  readonly file?: string;
  readonly properties: readonly JunitProperty[];
}

/** The root of one document, without its suites. */
export interface JunitRoot {
  readonly name: string;
  /** `skipped` is written only where the profile allows it. */
  readonly counts: Omit<JunitCounts, "skipped"> & { readonly skipped?: number };
  readonly time: string;
  readonly timestamp?: string;
}

/** A suite with all of its cases. */
export interface WholeSuite {
  readonly suite: JunitSuite;
  readonly cases: readonly JunitCase[];
}

/** Puts pieces of a document into XML, whole lines each; every writer gives the same text for the same data. */
export interface JunitWriter {
  /** The declaration and the root's start tag, without its closing bracket. */
  root(root: JunitRoot): string;
  /** Whole suites. */
  suites(suites: readonly WholeSuite[]): string;
  /** A suite's start tag and properties, when its cases follow in several pieces. */
  suiteStart(suite: JunitSuite): string;
  /** Some of its cases. */
  cases(cases: readonly JunitCase[]): string;
}

export const SUITE_END = "  </testsuite>\n";
export const ROOT_END = "</testsuites>\n";
