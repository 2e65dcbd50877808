import type { ValueType } from "../../model/component.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import { formatDuration, formatValue } from "../../model/value.ts";
import type { Value } from "./readers.ts";
import type { Scope } from "./scope.ts";

/** The type of an expression's value, as far as it matters for showing it. */
export function typeOf(expr: TypedExpr): ValueType {
  switch (expr.op) {
    case "entity":
      return { entity: [expr.kind] };
    case "measure":
      return expr.measure === "count" ? "number" : "moment";
    case "event":
    case "violation":
    case "contains":
      return "boolean";
    default:
      return expr.type;
  }
}

/** A value as the language writes it. */
export function showValue(value: Value, type: ValueType, scope: Scope): string {
  if (typeof value === "number" && Number.isNaN(value)) return "not known";
  if (typeof type === "object" && "entity" in type) return scope.nameOf(value as number);
  return formatValue(value, type);
}

/** The moment of something, or that it never was. */
export function showMoment(time: number): string {
  return Number.isNaN(time) ? "never" : formatDuration(time);
}

/** An expression's own words: cut out of the expectation where they stand there as one word, else written anew. */
export function textOf(expr: TypedExpr, plan: ExpectationPlan, scope: Scope): string {
  const { start, end } = plan.span;
  const isVerbatim = plan.text.length === end - start && expr.span.file === plan.span.file;
  if (isVerbatim && expr.span.start >= start && expr.span.end <= end) {
    const cut = plan.text.slice(expr.span.start - start, expr.span.end - start);
    if (/^[^\s]+$/.test(cut)) return cut;
  }
  return print(expr, scope);
}

const BINDING = {
  or: 1,
  and: 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
};

/** An expression written out, with the names of the world. */
export function print(expr: TypedExpr, scope: Scope, around = 0): string {
  switch (expr.op) {
    case "literal":
      return formatValue(expr.value, expr.type);
    case "entity":
      return expr.name;
    case "field":
      return printField(expr, scope);
    case "event":
      return expr.subject === undefined ? expr.name : `${expr.name}(${expr.subject.name})`;
    case "measure":
      return `${expr.measure}(${print(expr.event, scope)})`;
    case "violation":
      return `rule ${expr.rule} violated${expr.subject === undefined ? "" : ` by ${expr.subject.name}`}`;
    case "contains":
      return `contains(${print(expr.text, scope)}, ${print(expr.part, scope)})`;
    case "not":
      return `not ${print(expr.operand, scope, 6)}`;
    case "negate":
      return `-${print(expr.operand, scope, 6)}`;
    default: {
      const own = BINDING[expr.op];
      const text = `${print(expr.left, scope, own)} ${expr.op} ${print(expr.right, scope, own + 1)}`;
      return own < around ? `(${text})` : text;
    }
  }
}

function printField(
  { kind, name, field }: Extract<TypedExpr, { readonly op: "field" }>,
  scope: Scope,
): string {
  const global = scope.vocabulary.globals.find(
    (one) => one.entity.kind === kind && one.entity.name === name && one.field === field,
  );
  return global === undefined ? `${name}.${field}` : global.name;
}
