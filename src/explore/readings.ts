import type { TypedExpr } from "../model/expression.ts";
import type { EventKind } from "../model/kinds.ts";
import type { ScenarioPlan } from "../model/plan.ts";

/** What a scenario reads of its run: of whom which fields, and which events it counts or asks the last time of. */
export interface Readings {
  /** Names of fields by `kind name`. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly counted: ReadonlySet<EventKind>;
  readonly lasts: ReadonlySet<EventKind>;
}

/** Everything that the expressions of a plan read. */
export function readingsOf({
  expectations,
  conditions = [],
  timeline = [],
}: Pick<ScenarioPlan, "expectations"> & Partial<ScenarioPlan>): Readings {
  const reader = new Reader();
  for (const { what, while: gate, other, anchor } of expectations) {
    for (const expr of [what, gate, other, anchor]) reader.read(expr);
  }
  for (const expr of conditions) reader.read(expr);
  for (const { moment } of timeline) {
    if (moment.kind === "when") reader.read(moment.condition);
    if (moment.kind === "after") reader.read(moment.moment);
  }
  return reader;
}

class Reader implements Readings {
  readonly fields = new Map<string, Set<string>>();
  readonly counted = new Set<EventKind>();
  readonly lasts = new Set<EventKind>();

  read(expr: TypedExpr | undefined): void {
    if (expr === undefined) return;
    switch (expr.op) {
      case "field":
        this.#field(`${expr.kind} ${expr.name}`, expr.field);
        return;
      case "measure":
        this.#measure(expr.measure, expr.event);
        return;
      case "not":
      case "negate":
        this.read(expr.operand);
        return;
      case "contains":
        this.read(expr.text);
        this.read(expr.part);
        return;
      case "literal":
      case "entity":
      case "event":
      case "violation":
        return;
      default:
        this.read(expr.left);
        this.read(expr.right);
    }
  }

  #field(owner: string, field: string): void {
    const known = this.fields.get(owner) ?? new Set();
    this.fields.set(owner, known.add(field));
  }

  #measure(measure: "count" | "first" | "last", event: TypedExpr): void {
    if (event.op !== "event") return;
    if (measure === "count") this.counted.add(event.event);
    if (measure === "last") this.lasts.add(event.event);
  }
}
