import type { Span } from "../../diagnostics/diagnostic.ts";
import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { complain, type Env } from "../env.ts";
import { type Extras, ticked } from "../problems.ts";
import { wrongType } from "./literals.ts";
import { fits, isNumeric, nameOfType, typeOf } from "./types.ts";

/** The expression as a value of the wanted type, if it is one or stands for one; otherwise the mismatch is reported. */
export function fitted(
  expr: TypedExpr,
  wanted: ValueType | undefined,
  node: Span,
  env: Env,
): TypedExpr | undefined {
  if (wanted === undefined) return expr;
  const type = typeOf(expr);
  if (fits(type, wanted)) return expr;
  return coerced(expr, type, wanted, env) ?? misfit(expr, type, wanted, node, env);
}

/**
 * What an expression of another type can stand for:
 *   a constant time    the moment so long after the start
 *   an operation       the moment of its end
 *   an event           the moment at which it happens first
 *   a variable         its value
 */
export function coerced(
  expr: TypedExpr,
  type: ValueType,
  wanted: ValueType,
  env: Env,
): TypedExpr | undefined {
  if (expr.op === "entity") return valueOfEntity(expr, wanted, env);
  if (wanted !== "moment") return undefined;
  if (expr.op === "event") return { op: "measure", measure: "first", event: expr, span: expr.span };
  if (expr.op !== "literal" || type !== "duration") return undefined;
  const moment: TypedExpr = { ...expr, type: "moment" };
  carryHole(expr, moment, env);
  return moment;
}

/** A copy of an expression is as open as the original. */
export function carryHole(from: object, to: object, env: Env): void {
  const hole = env.choices.hole(from);
  if (hole !== undefined) env.choices.open(to, hole);
}

function valueOfEntity(
  expr: TypedExpr & { readonly op: "entity" },
  wanted: ValueType,
  env: Env,
): TypedExpr | undefined {
  const { kind, name, span } = expr;
  const fields = env.words.kinds.get(kind)?.fields ?? {};
  const field = wanted === "moment" && Object.hasOwn(fields, "end") ? "end" : "value";
  const spec = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (spec === undefined || !fits(spec.type, wanted)) return undefined;
  const read: TypedExpr = { op: "field", kind, name, field, type: spec.type, span };
  carryHole(expr, read, env);
  return read;
}

function misfit(
  expr: TypedExpr,
  type: ValueType,
  wanted: ValueType,
  node: Span,
  env: Env,
): undefined {
  if (wanted !== "boolean") return wrongType(node, expr, wanted, type, env);
  const quoted = ticked(env.source.onOneLine(node));
  return complain(env, node, {
    code: "DRS3010",
    message: `${quoted} is ${nameOfType(type)}, not a condition`,
    label: "neither true nor false",
    ...asCondition(expr, type, node, env),
  });
}

/** How a condition could be made of something that is none. */
function asCondition(expr: TypedExpr, type: ValueType, node: Span, env: Env): Extras {
  const text = env.source.onOneLine(node);
  if (expr.op === "entity") {
    const fields = Object.entries(env.words.kinds.get(expr.kind)?.fields ?? {});
    const conditions = fields.filter(([, spec]) => spec.type === "boolean").map(([name]) => name);
    const [field = fields[0]?.[0]] = conditions;
    if (field === undefined) return {};
    return { help: [`name one of its fields, such as ${ticked(`${text}.${field}`)}`] };
  }
  const sample = sampleOf(type);
  return sample === undefined ? {} : { help: [`compare it: ${ticked(`${text} ${sample}`)}`] };
}

function sampleOf(type: ValueType): string | undefined {
  if (typeof type !== "string")
    return "enum" in type ? `== ${type.enum.find((word) => word !== "none")}` : undefined;
  if (type === "number") return "== 0";
  if (type === "text") return '== "…"';
  return isNumeric(type) ? `<= ${SAMPLES[type]}` : undefined;
}

const SAMPLES = {
  duration: "1s",
  moment: "1s",
  size: "1GiB",
  rate: "100/s",
  percent: "10%",
} as const;
