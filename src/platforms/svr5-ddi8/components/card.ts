import type { ComponentClass, ComponentId } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";

/** A card: in a slot, or on the shelf. */
export interface CardState {
  readonly slot: ComponentId;
}

export const CARD_CLASS: ComponentClass<CardState, null> = {
  name: "card",
  on: [
    [
      Msg.place,
      (state, { a }, fx) => {
        if (state.slot !== NOBODY) {
          fx.emit(Ev.ignored, a);
          return state;
        }
        fx.send(a, Msg.arrive, fx.self);
        return { slot: a };
      },
    ],
    [Msg.turnedAway, () => ({ slot: NOBODY })],
    [Msg.out, () => ({ slot: NOBODY })],
  ],
};
