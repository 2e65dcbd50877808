import type { TypedExpr } from "../../model/expression.ts";
import { quotedSource, warningAt } from "../problems.ts";
import type { CheckedScenario, ScenarioRule } from "../scenario/checked-scenario.ts";

/** An expectation or a `when` that is the same whatever happens says nothing. */
export const constantExpectations: ScenarioRule = (scenario) => {
  for (const { expectations, timeline } of scenario.templates) {
    for (const { what } of expectations) check(what, scenario);
    for (const { moment } of timeline)
      if (moment.kind === "when") check(moment.condition, scenario);
  }
};

function check(expr: TypedExpr, { env }: CheckedScenario): void {
  const truth = truthOf(expr, env);
  if (truth === undefined) return;
  env.problems.add(
    warningAt(expr.span, "DRS5006", `${quotedSource(env.source, expr.span)} is always ${truth}`, {
      label: "does not depend on the run",
    }),
  );
}

function truthOf(expr: TypedExpr, env: CheckedScenario["env"]): boolean | undefined {
  if (expr.op === "literal") {
    return env.choices.hole(expr) === undefined ? expr.value === true : undefined;
  }
  if (!("left" in expr)) return undefined;
  const { op, left, right } = expr;
  if (isSameField(left, right)) return SELF[op];
  return isCount(left) && isZero(right) ? COUNT_AND_ZERO[op] : undefined;
}

type Truths = Partial<Record<TypedExpr["op"], boolean>>;

/** A thing compared with itself. */
const SELF: Truths = { "==": true, "<=": true, ">=": true, "!=": false, "<": false, ">": false };

/** Nothing happens less often than never. */
const COUNT_AND_ZERO: Truths = { ">=": true, "<": false };

function isSameField(left: TypedExpr, right: TypedExpr): boolean {
  return (
    left.op === "field" &&
    right.op === "field" &&
    left.kind === right.kind &&
    left.name === right.name &&
    left.field === right.field
  );
}

function isCount(expr: TypedExpr): boolean {
  return expr.op === "measure" && expr.measure === "count";
}

function isZero(expr: TypedExpr): boolean {
  return expr.op === "literal" && expr.value === 0;
}
