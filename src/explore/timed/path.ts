import type { Enabled } from "../../engine/kernel.ts";
import type { Ticks } from "../../model/component.ts";
import type { MessageKind } from "../../model/kinds.ts";

/** Something that happens at an instant, by what can be told of it beforehand. */
export type Happening = Pick<Enabled, "class" | "to" | "from"> & {
  /** Of a statement, its index in the timeline. */
  readonly kind: MessageKind;
};

/** A place at which a path leaves the way that a run would take. */
export interface Turn {
  readonly time: Ticks;
  /** How many steps come before it. */
  readonly step: number;
  readonly chosen: Happening;
  /** What would have come first otherwise, in that order. */
  readonly overtaken: readonly Happening[];
  /** What was decided about budgets in this step. */
  readonly spent: readonly boolean[];
}

/** What can be told of it beforehand. */
export function happeningOf({ class: kind, to, from, kind: message }: Enabled): Happening {
  return { class: kind, to, from, kind: message };
}

/** What an order is told apart by: who gets what from whom. */
export function labelOf({ class: kind, to, from, kind: message }: Happening): number {
  return ((to + 2) * 4099 + (from + 2)) * 4096 + message * 2 + (kind === "limit" ? 1 : 0);
}

/** Whether two components and messages are the same. */
export function isSame(one: Happening, other: Happening): boolean {
  return (
    one.class === other.class &&
    one.to === other.to &&
    one.from === other.from &&
    one.kind === other.kind
  );
}
