import type { ComponentId, Ticks } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { TypedExpr } from "../model/expression.ts";
import type { ScenarioPlan } from "../model/plan.ts";
import { candidates } from "./instant.ts";
import type { Scope } from "./judge/scope.ts";
import type { Enabled } from "./kernel.ts";

/** One `order first before second`: two components, and when it holds. */
interface Pin {
  readonly first: ComponentId;
  readonly second: ComponentId;
  /** Absent: at every instant. */
  readonly at: Ticks | undefined;
}

/** Which component each statement of the timeline is about. */
type Subjects = (statement: number) => ComponentId;

/**
 * The orders that a scenario pins between messages of one instant. A message is about the component that gets it; of two
 * messages to the same one, each is about the component that has sent it.
 */
export class Pins {
  readonly #pins: readonly Pin[];
  readonly #subjectOf: Subjects;

  constructor({ orders }: Pick<ScenarioPlan, "orders">, scope: Scope, subjectOf: Subjects) {
    this.#subjectOf = subjectOf;
    this.#pins = orders.flatMap(({ first, second, at }) => {
      const [one, other] = [componentOf(first, scope), componentOf(second, scope)];
      return one === NOBODY || other === NOBODY ? [] : [{ first: one, second: other, at }];
    });
  }

  get areNone(): boolean {
    return this.#pins.length === 0;
  }

  /** What could come next at this instant. Pins that contradict each other hold nothing back. */
  open(enabled: readonly Enabled[], now: Ticks): readonly Enabled[] {
    const all = candidates(enabled);
    if (this.areNone || all.length < 2) return all;
    const free = all.filter((one) => !all.some((other) => this.#isPinned(other, one, now)));
    return free.length === 0 ? all : free;
  }

  #isPinned(one: Enabled, other: Enabled, now: Ticks): boolean {
    const [first, second] = this.#about(one, other);
    return this.#pins.some(
      (pin) => pin.first === first && pin.second === second && (pin.at ?? now) === now,
    );
  }

  #about(one: Enabled, other: Enabled): readonly [ComponentId, ComponentId] {
    const [first, second] = [this.#receiver(one), this.#receiver(other)];
    return first === second ? [one.from, other.from] : [first, second];
  }

  #receiver({ class: kind, to, kind: statement }: Enabled): ComponentId {
    return kind === "statement" ? this.#subjectOf(statement) : to;
  }
}

/** The component that an operand of `order` is about; `NOBODY` for one that is about none. */
function componentOf(expr: TypedExpr, scope: Scope): ComponentId {
  switch (expr.op) {
    case "entity":
    case "field":
      return idIn(scope, expr);
    case "event":
      return expr.subject === undefined ? NOBODY : idIn(scope, expr.subject);
    case "measure":
      return componentOf(expr.event, scope);
    default:
      return NOBODY;
  }
}

function idIn({ components }: Scope, wanted: { kind: string; name: string }): ComponentId {
  return components.findIndex(({ kind, name }) => kind === wanted.kind && name === wanted.name);
}
