import { CoreEvent } from "../../model/event.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";

type Violation = Extract<TypedExpr, { readonly op: "violation" }>;

/**
 * What the expectations that held speak of. A grave outcome that one of them names was expected; nobody else
 * may let one pass.
 */
export interface Claims {
  readonly violations: readonly Violation[];
  /** Names of operations whose outcome is named. */
  readonly outcomes: ReadonlySet<string>;
  /** Names of operations whose hanging is named as an event; every one when `hang` is named alone. */
  readonly hangs: ReadonlySet<string> | "all";
  readonly panic: boolean;
}

/** The claims of some expectations. */
export function claimsOf(plans: readonly ExpectationPlan[]): Claims {
  const parts = plans.flatMap((plan) => partsOf(plan));
  const fields = parts.filter((expr) => expr.op === "field");
  const events = parts.filter((expr) => expr.op === "event");
  const outcomes = fields.filter(({ kind, field }) => kind === "operation" && field === "outcome");
  const hangs = events.filter(({ event }) => event === CoreEvent.hang);
  const namesAll = hangs.some(({ subject }) => subject === undefined);
  return {
    violations: parts.filter((expr) => expr.op === "violation"),
    outcomes: new Set(outcomes.map(({ name }) => name)),
    hangs: namesAll ? "all" : new Set(hangs.map(({ subject }) => subject?.name ?? "")),
    panic:
      fields.some(({ field }) => field === "panicked") ||
      events.some(({ event }) => event === CoreEvent.panic),
  };
}

/** Every expression in an expectation, outermost first. */
function partsOf(plan: ExpectationPlan): readonly TypedExpr[] {
  const sides = [plan.what, plan.while, plan.other, plan.anchor];
  return sides.flatMap((side) => (side === undefined ? [] : within(side)));
}

function within(expr: TypedExpr): readonly TypedExpr[] {
  switch (expr.op) {
    case "not":
    case "negate":
      return [expr, ...within(expr.operand)];
    case "measure":
      return [expr, ...within(expr.event)];
    case "contains":
      return [expr, ...within(expr.text), ...within(expr.part)];
    default:
      return "left" in expr ? [expr, ...within(expr.left), ...within(expr.right)] : [expr];
  }
}
