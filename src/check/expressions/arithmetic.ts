import type { ValueType } from "../../model/component.ts";
import type { SettledValue } from "../choices.ts";
import { isNumeric, type NumericType } from "./types.ts";

export type ArithmeticOperator = "+" | "-" | "*" | "/";
export type ComparisonOperator = "==" | "!=" | "<=" | ">=" | "<" | ">";

/** The type of a sum, difference, product or quotient; nothing when it makes no sense. */
export function arithmeticType(
  operator: ArithmeticOperator,
  left: ValueType,
  right: ValueType,
): NumericType | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  return RULES[operator](left, right);
}

// A moment is a point in time, so two of them cannot be added, and neither can be multiplied.
const RULES = {
  "+": (left, right) => {
    if (left === "moment" || right === "moment") return momentPlus(left, right);
    return left === right ? left : undefined;
  },
  "-": (left, right) => {
    if (left === "moment" && right === "moment") return "duration";
    if (left === "moment") return right === "duration" ? "moment" : undefined;
    return left === right ? left : undefined;
  },
  "*": (left, right) => {
    if (left === "moment" || right === "moment") return undefined;
    if (isFactor(left)) return right;
    return isFactor(right) ? left : undefined;
  },
  "/": (left, right) => {
    if (left === "moment" || right === "moment") return undefined;
    if (right === "number") return left;
    return left === right ? "number" : undefined;
  },
} as const satisfies Record<
  ArithmeticOperator,
  (left: NumericType, right: NumericType) => NumericType | undefined
>;

function momentPlus(left: NumericType, right: NumericType): NumericType | undefined {
  return left === "duration" || right === "duration" ? "moment" : undefined;
}

function isFactor(type: NumericType): boolean {
  return type === "number" || type === "percent";
}

/** Whether values of this type have an order. */
export function isOrdered(type: ValueType): boolean {
  return isNumeric(type);
}

/** What an operator gives for two known values. Times and sizes stay whole. */
export function compute(
  operator: ArithmeticOperator | ComparisonOperator | "and" | "or",
  left: SettledValue,
  right: SettledValue,
): number | boolean {
  switch (operator) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "and":
      return left === true && right === true;
    case "or":
      return left === true || right === true;
    default:
      return calculate(operator, Number(left), Number(right));
  }
}

function calculate(operator: ArithmeticOperator, left: number, right: number): number {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  return operator === "*" ? left * right : left / right;
}
