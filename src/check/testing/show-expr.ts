import type { TypedExpr } from "../../model/expression.ts";
import { formatValue } from "../../model/value.ts";

/** A checked expression on one line, everything resolved: `operation first.outcome == succeeded`. */
export function showExpr(expr: TypedExpr): string {
  switch (expr.op) {
    case "literal":
      return formatValue(expr.value, expr.type);
    case "entity":
      return `${expr.kind} ${expr.name}`;
    case "field":
      return `${expr.kind} ${expr.name}.${expr.field}`;
    case "event":
      return `${expr.name}(${expr.subject === undefined ? "" : `${expr.subject.kind} ${expr.subject.name}`})`;
    case "measure":
      return `${expr.measure} ${showExpr(expr.event)}`;
    case "violation":
      return `${expr.only ? "only " : ""}rule ${expr.rule}${expr.subject === undefined ? "" : ` by ${expr.subject.kind} ${expr.subject.name}`}`;
    case "contains":
      return `${showExpr(expr.text)} contains ${showExpr(expr.part)}`;
    case "not":
    case "negate":
      return `${expr.op}(${showExpr(expr.operand)})`;
    default:
      return `(${showExpr(expr.left)} ${expr.op} ${showExpr(expr.right)})`;
  }
}
