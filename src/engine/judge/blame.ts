import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { PartValue } from "../../model/verdict.ts";
import type { Readers, Sense, Value } from "./readers.ts";
import { noSources } from "./readers.ts";
import { showMoment, showValue, textOf, typeOf } from "./texts.ts";

/** What an expression is made of, and why it is not what it should be, at the moment of asking. */
export class Blame {
  readonly #readers: Readers;
  readonly #plan: ExpectationPlan;
  readonly #sense: Sense;

  constructor(readers: Readers, plan: ExpectationPlan, sense: Sense) {
    this.#readers = readers;
    this.#plan = plan;
    this.#sense = sense;
  }

  /** The value of each part that is not simply written down, in written order, each text once. */
  parts(exprs: readonly TypedExpr[]): readonly PartValue[] {
    const parts = new Map<string, PartValue>();
    for (const expr of exprs.flatMap((one) => partsOf(one))) {
      const text = this.#text(expr);
      if (!parts.has(text)) parts.set(text, { text, value: this.#show(expr), span: expr.span });
    }
    return [...parts.values()];
  }

  /** Why the expression is not `wanted`: `first.outcome was succeeded`. */
  reason(expr: TypedExpr, wanted: boolean): string {
    switch (expr.op) {
      case "not":
        return this.reason(expr.operand, !wanted);
      case "and":
      case "or":
        return this.#ofBoth(expr, wanted);
      case "event":
      case "violation":
        return `${this.#text(expr)} ${this.#show(expr)}`;
      case "contains":
        return `${this.#text(expr.text)} was ${this.#show(expr.text)}`;
      default: {
        const sides = "left" in expr ? [expr.left, expr.right] : [expr];
        const unknown = sides.flatMap((side) => this.#leaves(side));
        const texts = unknown.map((side) => `${this.#text(side)} was ${this.#show(side)}`);
        return texts.length === 0 ? `it was ${String(!wanted)}` : [...new Set(texts)].join(" and ");
      }
    }
  }

  /** A conjunction fails by its first false side, a disjunction by both; wanted false, the other way round. */
  #ofBoth(expr: Extract<TypedExpr, { readonly left: TypedExpr }>, wanted: boolean): string {
    const guilty = [expr.left, expr.right].filter((side) => this.#value(side) !== wanted);
    const isOneEnough = (expr.op === "and") === wanted;
    const named = isOneEnough ? guilty.slice(0, 1) : guilty;
    return named.map((side) => this.reason(side, wanted)).join(" and ");
  }

  /** The sides of a comparison that are worth showing. */
  #leaves(expr: TypedExpr): readonly TypedExpr[] {
    return expr.op === "literal" || expr.op === "entity" ? [] : [expr];
  }

  #text(expr: TypedExpr): string {
    return textOf(expr, this.#plan, this.#readers.scope);
  }

  #value(expr: TypedExpr): Value {
    return this.#readers.read(expr, this.#sense, noSources())();
  }

  #show(expr: TypedExpr): string {
    if (expr.op === "event") return this.#history(expr);
    if (expr.op === "violation") return this.#value(expr) === true ? "was seen" : "was not seen";
    return showValue(this.#value(expr), typeOf(expr), this.#readers.scope);
  }

  #history(expr: Extract<TypedExpr, { readonly op: "event" }>): string {
    const { count, first, last } = this.#readers.occurrences(expr, noSources());
    if (count === 0) return "never happened";
    if (count === 1) return `happened at ${showMoment(first)}`;
    return `happened ${count} times, first at ${showMoment(first)}, last at ${showMoment(last)}`;
  }
}

/** The parts of an expression that have a value of their own, in written order. */
function partsOf(expr: TypedExpr): readonly TypedExpr[] {
  switch (expr.op) {
    case "literal":
    case "entity":
      return [];
    case "not":
      return partsOf(expr.operand);
    case "and":
    case "or":
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return [...partsOf(expr.left), ...partsOf(expr.right)];
    case "contains":
      return [...partsOf(expr.text), ...partsOf(expr.part)];
    case "negate":
      return [expr, ...partsOf(expr.operand)];
    case "+":
    case "-":
    case "*":
    case "/":
      return [expr, ...partsOf(expr.left), ...partsOf(expr.right)];
    default:
      return [expr];
  }
}
