import type { ExpectationPlan, TypedExpr } from "../model/expression.ts";

/** The rules that expectations name, in order of appearance. */
export function namedRules(expectations: readonly ExpectationPlan[]): readonly string[] {
  const found = new Set<string>();
  for (const { what, other, while: during, anchor } of expectations) {
    for (const expression of [what, other, during, anchor]) {
      if (expression !== undefined) collect(expression, found);
    }
  }
  return [...found];
}

function collect(expression: TypedExpr, found: Set<string>): void {
  if (expression.op === "violation") found.add(expression.rule);
  if ("operand" in expression) collect(expression.operand, found);
  if ("left" in expression) {
    collect(expression.left, found);
    collect(expression.right, found);
  }
}
