import { unreachable } from "../../base/invariant-violation.ts";
import type { ComponentId } from "../../model/component.ts";
import { NEVER } from "../../model/component.ts";
import { CoreEvent } from "../../model/event.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { EventKind } from "../../model/kinds.ts";
import type { Breach } from "../monitors.ts";
import type { EventBook, Occurrences } from "./event-book.ts";
import type { Scope } from "./scope.ts";

/** What an expression comes to. A moment that has not come is NaN: comparing it gives false, adding to it NaN. */
export type Value = string | number | boolean;

/** Gives the present value of an expression. */
export type Reader = () => Value;

/** What an event means as a boolean: that it has happened, or that it happens in this very step. */
export type Sense = "ever" | "now";

/** What an expression depends on: its value changes only when one of these does. */
export interface Sources {
  readonly components: ComponentId[];
  readonly kinds: EventKind[];
}

export const noSources = (): Sources => ({ components: [], kinds: [] });

type Op<K extends TypedExpr["op"]> = Extract<TypedExpr, { readonly op: K }>;
type Binary = Extract<TypedExpr, { readonly left: TypedExpr }>;

/** Turns expressions into readers over one run. */
export class Readers {
  readonly scope: Scope;
  readonly book: EventBook;
  readonly #breaches: readonly Breach[];

  constructor(scope: Scope, book: EventBook, breaches: readonly Breach[]) {
    this.scope = scope;
    this.book = book;
    this.#breaches = breaches;
  }

  /** Adds what the expression depends on to `sources`. */
  read(expr: TypedExpr, sense: Sense, sources: Sources): Reader {
    switch (expr.op) {
      case "literal": {
        const { value } = expr;
        return () => value;
      }
      case "entity": {
        const id = this.scope.idOf(expr.kind, expr.name);
        return () => id;
      }
      case "field":
        return this.#field(expr, sources);
      case "event":
        return this.#event(expr, sense, sources);
      case "measure":
        return this.#measure(expr, sources);
      case "violation":
        return this.#violation(expr, sources);
      case "contains": {
        const text = this.read(expr.text, sense, sources);
        const part = this.read(expr.part, sense, sources);
        return () => (text() as string).includes(part() as string);
      }
      case "not":
      case "negate": {
        const operand = this.read(expr.operand, sense, sources);
        return expr.op === "not" ? () => !operand() : () => -(operand() as number);
      }
      default:
        return this.#binary(expr, sense, sources);
    }
  }

  /** As `read`, for an expression that is true or false. */
  condition(expr: TypedExpr, sense: Sense, sources: Sources): () => boolean {
    return this.read(expr, sense, sources) as () => boolean;
  }

  /** The occurrences of an event expression. */
  occurrences(expr: Op<"event">, sources: Sources): Occurrences {
    const { event, subject } = expr;
    sources.kinds.push(event);
    const id = subject === undefined ? undefined : this.scope.idOf(subject.kind, subject.name);
    return this.book.entry(event, id);
  }

  #field(expr: Op<"field">, sources: Sources): Reader {
    const id = this.scope.idOf(expr.kind, expr.name);
    sources.components.push(id);
    const read = this.scope.reader(id, expr.field);
    if (expr.type !== "moment" && expr.type !== "duration") return read;
    return () => {
      const value = read();
      return value === NEVER ? Number.NaN : value;
    };
  }

  #event(expr: Op<"event">, sense: Sense, sources: Sources): Reader {
    const entry = this.occurrences(expr, sources);
    const { book } = this;
    return sense === "ever" ? () => entry.count > 0 : () => book.isNow(entry);
  }

  #measure(expr: Op<"measure">, sources: Sources): Reader {
    if (expr.event.op !== "event") return this.read(expr.event, "ever", sources);
    const entry = this.occurrences(expr.event, sources);
    if (expr.measure === "count") return () => entry.count;
    return expr.measure === "first" ? () => entry.first : () => entry.last;
  }

  #violation({ rule, subject }: Op<"violation">, sources: Sources): Reader {
    sources.kinds.push(CoreEvent.violation);
    const id = subject === undefined ? undefined : this.scope.idOf(subject.kind, subject.name);
    const breaches = this.#breaches;
    const isMeant = (breach: Breach): boolean =>
      breach.rule === rule && (id === undefined || breach.who === id);
    return () => breaches.some(isMeant);
  }

  #binary(expr: Binary, sense: Sense, sources: Sources): Reader {
    const left = this.read(expr.left, sense, sources);
    const right = this.read(expr.right, sense, sources);
    return combine(expr.op, left, right);
  }
}

function combine(op: Binary["op"], left: Reader, right: Reader): Reader {
  // The checker has made sure of the types.
  const a = left as () => number;
  const b = right as () => number;
  switch (op) {
    case "and":
      return () => left() === true && right() === true;
    case "or":
      return () => left() === true || right() === true;
    case "==":
      return () => left() === right();
    case "!=":
      return () => differ(left(), right());
    case "<":
      return () => a() < b();
    case "<=":
      return () => a() <= b();
    case ">":
      return () => a() > b();
    case ">=":
      return () => a() >= b();
    case "+":
      return () => a() + b();
    case "-":
      return () => a() - b();
    case "*":
      return () => a() * b();
    case "/":
      return () => a() / b();
    default:
      return unreachable(op);
  }
}

/** Not so for a moment that has not come: comparisons with it are false. */
function differ(one: Value, other: Value): boolean {
  return one !== other && !Number.isNaN(one) && !Number.isNaN(other);
}
