import type { ValueType } from "../../model/component.ts";
import type { ExpectationPlan, ExprSpan, TypedExpr } from "../../model/expression.ts";
import { eventKind } from "../../model/kinds.ts";
import { fieldTypes } from "./lab.ts";

// Expressions as the checker would give them, for tests of the engine.

const FILE = "lab.drs";

/** A place that stands for nothing in particular. */
export const SPAN: ExprSpan = { file: FILE, start: 0, end: 0 };

/** `name.field` */
export function field(kind: string, name: string, of: string): TypedExpr {
  const type = fieldTypes(kind, of);
  return { op: "field", kind, name, field: of, type, span: SPAN };
}

/** A value of the type that suits it, or of the one given. */
export function literal(value: string | number | boolean, type?: ValueType): TypedExpr {
  const own: ValueType =
    typeof value === "number"
      ? "number"
      : typeof value === "boolean"
        ? "boolean"
        : { enum: [value] };
  return { op: "literal", value, type: type ?? own, span: SPAN };
}

/** So many ticks. */
export const ticks = (count: number): TypedExpr => literal(count, "duration");

/** An event, of one device or of any. */
export function event(name: string, device?: string): TypedExpr {
  const subject = device === undefined ? {} : { subject: { kind: "device", name: device } };
  return { op: "event", event: eventKind(name), name, span: SPAN, ...subject };
}

/** `count(e)`, `first(e)`, `last(e)` */
export const measure = (of: "count" | "first" | "last", what: TypedExpr): TypedExpr => ({
  op: "measure",
  measure: of,
  event: what,
  span: SPAN,
});

type Binary = "and" | "or" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "+" | "-" | "*" | "/";

/** `left op right` */
export function binary(left: TypedExpr, op: Binary, right: TypedExpr): TypedExpr {
  const isArithmetic = ["+", "-", "*", "/"].includes(op);
  return { op, left, right, type: isArithmetic ? "duration" : "boolean", span: SPAN };
}

export const not = (operand: TypedExpr): TypedExpr => ({
  op: "not",
  operand,
  type: "boolean",
  span: SPAN,
});

/** `rule R violated [by D]` */
export function violated(rule: string, device?: string, only = false): TypedExpr {
  const subject = device === undefined ? {} : { subject: { kind: "device", name: device } };
  return { op: "violation", rule, only, span: SPAN, ...subject };
}

/** `device.power == power` */
export const power = (device: string, is: "on" | "off"): TypedExpr =>
  binary(field("device", device, "power"), "==", literal(is));

/** `operation.outcome == outcome` */
export const outcome = (operation: string, is: string): TypedExpr =>
  binary(field("operation", operation, "outcome"), "==", literal(is));

/** An expectation; its text is its mode. */
export function expectation(
  mode: ExpectationPlan["mode"],
  what: TypedExpr,
  rest: Partial<ExpectationPlan> = {},
): ExpectationPlan {
  return { mode, what, text: mode, span: SPAN, ...rest };
}
