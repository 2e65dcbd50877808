import type { Failure, FailureKind, RunResult } from "../../model/verdict.ts";
import type { ErrorType, FailureType } from "./model.ts";
import { FAILURE_TYPES } from "./model.ts";

// biome-ignore format: a table is read by rows and columns
/**
 * JUnit's `type` of each kind of failure. A panic nobody expected breaks what the protocol promises in every run;
 * a scenario that passes against its `expect failure` breaks an expectation.
 */
const TYPES = {
  "expectation":     "AssertionFailure",
  "rule":            "RuleViolation",
  "invariant":       "InvariantViolation",
  "deadline":        "Deadline",
  "deadlock":        "Deadlock",
  "hang":            "Hang",
  "panic":           "InvariantViolation",
  "unexpected-pass": "AssertionFailure",
  "limit":           "LimitReached",
  "wall-timeout":    "Timeout",
  "engine":          "EngineError",
} as const satisfies Record<FailureKind, FailureType | ErrorType>;

/** What a run becomes in JUnit, and the failure that decided it. Nothing for one that passed or was skipped. */
export type Judgement =
  | {
      readonly element: "failure";
      readonly type: FailureType;
      readonly decisive: Failure | undefined;
    }
  | { readonly element: "error"; readonly type: ErrorType; readonly decisive: Failure | undefined };

/** Which element and type a run gets. A fault of drs itself comes before the scenario's own failures. */
export function judgementOf(result: RunResult): Judgement | undefined {
  const { verdict, failures } = result;
  const fault = failures.find(({ kind }) => kind === "engine");
  if (fault !== undefined) return { element: "error", type: "EngineError", decisive: fault };
  switch (verdict) {
    case "passed":
    case "skipped":
      return undefined;
    case "failed":
      return failed(failures);
    case "inconclusive":
      return undecided(failures);
    case "invalid":
      return { element: "error", type: "SemanticError", decisive: failures[0] };
  }
}

function failed(failures: readonly Failure[]): Judgement {
  for (const decisive of failures) {
    const type = TYPES[decisive.kind];
    if (isFailureType(type)) return { element: "failure", type, decisive };
  }
  return { element: "failure", type: "AssertionFailure", decisive: failures[0] };
}

function undecided(failures: readonly Failure[]): Judgement {
  const decisive = failures.find(({ kind }) => kind === "limit" || kind === "wall-timeout");
  const type = decisive?.kind === "wall-timeout" ? "Timeout" : "LimitReached";
  return { element: "error", type, decisive: decisive ?? failures[0] };
}

function isFailureType(type: FailureType | ErrorType): type is FailureType {
  return (FAILURE_TYPES as readonly string[]).includes(type);
}
