import type { ExprSpan } from "../model/expression.ts";
import type { Failure, FailureKind, RunResult, Verdict } from "../model/verdict.ts";

/** From harmless to grave: the verdict of several together is the last that occurs. */
const GRAVITY: readonly Verdict[] = ["skipped", "passed", "inconclusive", "failed", "invalid"];

const NO_TRACE_HASH = "0".repeat(16);

/** Nothing was played, nothing was found. */
const NOTHING = {
  failures: [],
  noted: [],
  vacuous: [],
  assertions: 0,
  virtualTime: 0,
  steps: 0,
  traceHash: NO_TRACE_HASH,
} as const satisfies Partial<RunResult>;

/** The graver of two verdicts. */
export function graver(one: Verdict, other: Verdict): Verdict {
  return GRAVITY.indexOf(other) > GRAVITY.indexOf(one) ? other : one;
}

/** The result of a scenario that was not played. */
export function skippedResult(seed: number, skipReason: string): RunResult {
  return { ...NOTHING, verdict: "skipped", seed, skipReason };
}

/** The result of a scenario that came to nothing: the reason alone. */
export function unplayedResult(verdict: Verdict, seed: number, failure: Failure): RunResult {
  return { ...NOTHING, verdict, seed, failures: [failure] };
}

/** A failure of which nothing is known but what and where. */
export function plainFailure(kind: FailureKind, message: string, span: ExprSpan): Failure {
  return { kind, message, span, time: 0, parts: [], trail: [], notes: [] };
}

/** Adds a note to the first failure. */
export function withNote(result: RunResult, note: string): RunResult {
  const [first, ...rest] = result.failures;
  if (first === undefined) return result;
  return { ...result, failures: [{ ...first, notes: [...first.notes, note] }, ...rest] };
}
