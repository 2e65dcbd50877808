import type { ComponentId } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Ask, Phase, Undo } from "../../../model/phase.ts";

/** Whom operations ask. */
export interface Cast {
  readonly machine: ComponentId;
  readonly slots: readonly ComponentId[];
  readonly instances: readonly ComponentId[];
}

/** Asks one after the other; the first refusal ends the phase. `parameter` −1: wherever they are. */
export const each = (
  who: readonly ComponentId[],
  message: MessageKind,
  parameter = -1,
  extra: Partial<Ask> = {},
): Ask => ({ who, message, order: "each", onRefusal: "abort", parameter, ...extra });

/** The same on the way back: what goes wrong there stops nothing. */
export const undoing = (
  ask: Omit<Ask, "who"> & { readonly who: readonly ComponentId[] | "done" },
): Undo => ({ ask: { ...ask, onRefusal: "ignore" } });

/** A step of a phase that expectations know by one name. */
export const step = (
  id: string,
  title: string,
  source: string,
  rest: Partial<Phase>,
  name = id,
): Phase => ({ id, name, title, source, ...rest });
