import type { ComponentId } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Ask, Phase, Undo } from "../../../model/phase.ts";
import type { CauseName } from "../causes.ts";
import { Msg } from "../protocol.ts";
import type { Ordered } from "./cast.ts";

type Extra = Partial<Pick<Ask, "onRefusal" | "onLimit" | "parameter" | "limit" | "order">> & {
  readonly error?: CauseName;
};

/** Asks one after the other; the first refusal ends the phase. */
export const each = (
  who: readonly ComponentId[],
  message: MessageKind,
  extra: Extra = {},
): Ask => ({ who, message, order: "each", onRefusal: "abort", ...extra });

/** Asks in an order of precedence. */
export const ordered = ({ who, order }: Ordered, message: MessageKind, extra: Extra = {}): Ask => ({
  ...each(who, message, extra),
  order,
});

/** The same on the way back: what goes wrong there stops nothing. */
export const undoing = (ask: Ask): Undo => ({ ask: { ...ask, onRefusal: "ignore" } });

/** Nobody else changes the partition, or the power of all devices, until the operation ends. */
export const acquire = (phase: string, kernel: ComponentId, parameter = 0): Phase =>
  step(phase, "acquire", "no other operation is in progress", "[inference]", {
    ask: each([kernel], Msg.acquire, { parameter }),
    finally: [undoing(each([kernel], Msg.release))],
  });

/** A step of a phase that expectations know by one name. */
export const step = (
  name: string,
  part: string,
  title: string,
  source: string,
  rest: Partial<Phase>,
): Phase => ({ id: part === "" ? name : `${name}-${part}`, name, title, source, ...rest });
