import type { ComponentId } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Ask, Phase, Undo } from "../../../model/phase.ts";
import type { SlotTestName } from "../components/slot-tests.ts";
import { SLOT_TESTS, slotTestIndex } from "../components/slot-tests.ts";
import type { ErrorName } from "../errors.ts";
import { Msg } from "../protocol.ts";

type Extra = Partial<Pick<Ask, "onRefusal" | "parameter" | "limit">> & {
  readonly error?: ErrorName;
};

/** Asks them one after the other; the first refusal ends the phase. */
export const each = (
  who: readonly ComponentId[],
  message: MessageKind,
  extra: Extra = {},
): Ask => ({
  who,
  message,
  order: "each",
  onRefusal: "abort",
  ...extra,
});

/** Asks them all at once and waits for every answer. */
export const all = (who: readonly ComponentId[], message: MessageKind, extra: Extra = {}): Ask => ({
  ...each(who, message, extra),
  order: "all",
});

/** Undoes those who had answered *done*, last first. */
export const undoEach = (message: MessageKind, extra: Extra = {}): Undo => ({
  ask: { who: "done", message, order: "each", onRefusal: "ignore", ...extra },
});

/** Asks these in an undo, whatever they had answered. */
export const undoAll = (
  who: readonly ComponentId[],
  message: MessageKind,
  extra: Extra = {},
): Undo => ({
  ask: { who, message, order: "each", onRefusal: "ignore", ...extra },
});

/** One phase for each precondition of a slot, in order; each cites its source. */
export function slotTests(
  prefix: string,
  slot: ComponentId,
  names: readonly SlotTestName[],
): readonly Phase[] {
  return names.map((name) => {
    const test = SLOT_TESTS[slotTestIndex(name)];
    return {
      id: `${prefix}-${name}`,
      title: test?.title ?? name,
      ask: each([slot], Msg.check, { parameter: slotTestIndex(name) }),
      source: test?.source ?? "SDR",
    };
  });
}
