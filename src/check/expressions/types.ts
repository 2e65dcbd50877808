import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { article } from "../problems.ts";

/** A literal of a checked expression. */
export type Literal = Extract<TypedExpr, { readonly op: "literal" }>;

/** Types whose values are numbers inside. */
export type NumericType = "number" | "duration" | "moment" | "size" | "rate" | "percent";

const NUMERIC: ReadonlySet<unknown> = new Set<NumericType>([
  "number",
  "duration",
  "moment",
  "size",
  "rate",
  "percent",
]);

export function isNumeric(type: ValueType | undefined): type is NumericType {
  return NUMERIC.has(type);
}

/** Whether a bare number cannot be a value of this type. */
export function needsUnit(type: ValueType | undefined): boolean {
  return isNumeric(type) && type !== "number";
}

/** The type of a checked expression. */
export function typeOf(expr: TypedExpr): ValueType {
  switch (expr.op) {
    case "entity":
      return { entity: [expr.kind] };
    case "event":
    case "violation":
    case "contains":
      return "boolean";
    case "measure":
      return expr.measure === "count" ? "number" : "moment";
    default:
      return expr.type;
  }
}

/** Whether a value of one type can stand where the other is wanted, as it is. */
export function fits(type: ValueType, wanted: ValueType): boolean {
  if (type === wanted) return true;
  if (typeof type === "string" || typeof wanted === "string") return false;
  if ("enum" in type)
    return "enum" in wanted && type.enum.some((word) => wanted.enum.includes(word));
  return "entity" in wanted && type.entity.some((kind) => wanted.entity.includes(kind));
}

/** A type in the words of a message, of something that is there: "a size", "an operation". */
export function nameOfType(type: ValueType): string {
  if (typeof type === "string") return NAMES[type];
  return "enum" in type ? "a word" : type.entity.map(article).join(" or ");
}

const NAMES = {
  boolean: "a condition",
  number: "a bare number",
  duration: "a duration",
  moment: "a moment",
  size: "a size",
  rate: "a rate",
  percent: "a percentage",
  text: "a text",
} as const satisfies Record<Extract<ValueType, string>, string>;
