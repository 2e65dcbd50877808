import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Binary } from "../../syntax/ast.ts";
import type { Answers, SettledValue } from "../choices.ts";
import { type Env, placeOf } from "../env.ts";
import { compute } from "./arithmetic.ts";
import type { Literal } from "./types.ts";

/** An operation on two checked sides; done at once when both are known. */
export function operation(
  node: Binary,
  operator: Binary["operator"],
  left: TypedExpr,
  right: TypedExpr,
  type: ValueType,
  env: Env,
): TypedExpr | undefined {
  const span = placeOf(env, node);
  if (left.op !== "literal" || right.op !== "literal")
    return { op: operator, left, right, type, span };
  return folded([left, right], type, span, env, ([one = 0, other = 0]) =>
    compute(operator, one, other),
  );
}

/** The literal that an operation on literals gives; open if one of them is. */
export function folded(
  operands: readonly Literal[],
  type: ValueType,
  span: TypedExpr["span"],
  env: Env,
  evaluate: (values: readonly SettledValue[]) => number | boolean,
): TypedExpr {
  const holes = operands.map((operand) => env.choices.hole(operand));
  const result: Literal = {
    op: "literal",
    type,
    value: whole(evaluate(operands.map(({ value }) => value)), type),
    span,
  };
  if (holes.some((hole) => hole !== undefined)) {
    const settle = (answers: Answers): SettledValue => {
      const values = operands.map(({ value }, at) => holes[at]?.settle(answers) ?? value);
      return whole(evaluate(values), type);
    };
    env.choices.open(result, { settle });
  }
  return result;
}

/** Times and sizes are whole in base units: a third of a second is rounded. */
function whole(value: number | boolean, type: ValueType): number | boolean {
  const isWhole = type === "duration" || type === "moment" || type === "size";
  return isWhole && typeof value === "number" ? Math.round(value) + 0 : value;
}
