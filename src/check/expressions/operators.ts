import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Binary, Unary } from "../../syntax/ast.ts";
import type { SettledValue } from "../choices.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { type ArithmeticOperator, arithmeticType } from "./arithmetic.ts";
import { bareNumber } from "./bare-number.ts";
import { readComparison } from "./comparisons.ts";
import { coerced } from "./fit.ts";
import { folded, operation } from "./folding.ts";
import { isNumeric, nameOfType, typeOf } from "./types.ts";

/** Types an operation on two values. */
export function readBinary(
  node: Binary,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const { operator } = node;
  if (operator === "and" || operator === "or") return readConnective(node, operator, env);
  if (operator === "+" || operator === "-" || operator === "*" || operator === "/") {
    return readArithmetic(node, operator, expected, env);
  }
  return readComparison(node, operator, env);
}

/** Types `not x` and `-x`. */
export function readUnary(
  node: Unary,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const isNot = node.operator === "not";
  const wanted = isNot ? "boolean" : isNumeric(expected) ? expected : undefined;
  const operand = env.read(node.operand, wanted, env);
  if (operand === undefined) return undefined;
  const type = typeOf(operand);
  if (!isNot && (!isNumeric(type) || (type === "moment" && operand.op !== "literal"))) {
    return complain(env, node, {
      code: "DRS3008",
      message: `${nameOfType(type)} has no negative`,
    });
  }
  const span = placeOf(env, node);
  const open: TypedExpr = { op: isNot ? "not" : "negate", operand, type, span };
  if (operand.op !== "literal") return open;
  const negated = (value: SettledValue) => (isNot ? value !== true : 0 - Number(value));
  return folded([operand], type, span, env, ([value = 0]) => negated(value));
}

function readConnective(node: Binary, operator: "and" | "or", env: Env): TypedExpr | undefined {
  const left = env.read(node.left, "boolean", env);
  const right = env.read(node.right, "boolean", env);
  if (left === undefined || right === undefined) return undefined;
  return operation(node, operator, left, right, "boolean", env);
}

function readArithmetic(
  node: Binary,
  operator: ArithmeticOperator,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const left = env.read(node.left, undefined, env);
  const right = env.read(node.right, undefined, env);
  if (left === undefined || right === undefined) return undefined;
  const [one, other] = asNumbers(left, right, env);
  const type = arithmeticType(operator, typeOf(one), typeOf(other));
  if (type === undefined) return noSuchArithmetic(node, operator, one, other, env);
  if (operator === "/" && other.op === "literal" && other.value === 0) {
    return complain(env, node.right, {
      code: "DRS3014",
      message: "nothing can be divided by zero",
    });
  }
  const wanted = expected === "moment" && type === "duration" ? "moment" : type;
  const isConstant = one.op === "literal" && other.op === "literal";
  return operation(node, operator, one, other, isConstant ? wanted : type, env);
}

/** Entities in a calculation stand for their moment or value. */
function asNumbers(left: TypedExpr, right: TypedExpr, env: Env): readonly [TypedExpr, TypedExpr] {
  const number = (expr: TypedExpr): TypedExpr => {
    const type = typeOf(expr);
    if (isNumeric(type)) return expr;
    return coerced(expr, type, "moment", env) ?? coerced(expr, type, "number", env) ?? expr;
  };
  return [number(left), number(right)];
}

function noSuchArithmetic(
  node: Binary,
  operator: ArithmeticOperator,
  left: TypedExpr,
  right: TypedExpr,
  env: Env,
): undefined {
  const [one, other] = [typeOf(left), typeOf(right)];
  if (operator === "+" || operator === "-") {
    const unitless =
      bareNumber(node.left, one, other, env) ?? bareNumber(node.right, other, one, env);
    if (unitless === "reported") return undefined;
  }
  return complain(env, node, {
    code: "DRS3008",
    message: `${nameOfType(one)} ${VERBS[operator]} ${nameOfType(other)} makes no sense`,
    label: `${nameOfType(one)}, ${nameOfType(other)}`,
  });
}

const VERBS = { "+": "plus", "-": "minus", "*": "times", "/": "divided by" } as const;
