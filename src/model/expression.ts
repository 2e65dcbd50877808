import type { ValueType } from "./component.ts";
import type { EventKind } from "./kinds.ts";

/** A checked expression: every name resolved, every type known. Plain data; the judge compiles it. */
export type TypedExpr = { readonly span: ExprSpan } & (
  | { readonly op: "literal"; readonly type: ValueType; readonly value: string | number | boolean }
  /** The component with this kind and name, as a value (`first.culprit == st4`). */
  | { readonly op: "entity"; readonly kind: string; readonly name: string }
  | {
      readonly op: "field";
      readonly kind: string;
      readonly name: string;
      readonly field: string;
      readonly type: ValueType;
    }
  /** Occurrences of an event, of one subject or of any. As a boolean: it has happened; in `always`/`never`/`while`: it happens now. */
  | {
      readonly op: "event";
      readonly event: EventKind;
      readonly name: string;
      readonly subject?: { readonly kind: string; readonly name: string };
    }
  /** `count(e)`, `first(e)`, `last(e)`: how often, when first, when last. */
  | {
      readonly op: "measure";
      readonly measure: "count" | "first" | "last";
      readonly event: TypedExpr;
    }
  /** `rule R [violated] [by X]`: the violation was seen (and is thereby expected). */
  | {
      readonly op: "violation";
      readonly rule: string;
      readonly subject?: { readonly kind: string; readonly name: string };
      readonly only: boolean;
    }
  /** `contains(first.message, "busy")`: whether a text contains another, letter by letter. */
  | { readonly op: "contains"; readonly text: TypedExpr; readonly part: TypedExpr }
  | { readonly op: "not" | "negate"; readonly operand: TypedExpr; readonly type: ValueType }
  | {
      readonly op: "and" | "or" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "+" | "-" | "*" | "/";
      readonly left: TypedExpr;
      readonly right: TypedExpr;
      readonly type: ValueType;
    }
);

export interface ExprSpan {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How an expectation is judged.
 *   end         the expression, when the run is over
 *   always      true after every step (while `while` holds, if given)
 *   never       false after every step
 *   sometimes   true after some step
 *   eventually  becomes true; with `within`, no later than `anchor` + `within`
 *   leads-to    whenever `other` is true, `what` is true then or later
 *   before      first occurrence of `what` is earlier than that of `other`; an absent one fails as vacuous
 *   after       first occurrence of `what` is later than that of `other`
 *   until       `what` is true after every step until `other` is
 *   at          `what` is true at the moment `other`
 */
export interface ExpectationPlan {
  readonly mode:
    | "end"
    | "always"
    | "never"
    | "sometimes"
    | "eventually"
    | "leads-to"
    | "before"
    | "after"
    | "until"
    | "at";
  readonly what: TypedExpr;
  readonly while?: TypedExpr;
  readonly other?: TypedExpr;
  /** Ticks. */
  readonly within?: number;
  readonly anchor?: TypedExpr;
  /** Source text of the expectation on one line, for messages. */
  readonly text: string;
  readonly span: ExprSpan;
}
