import type { ComponentClass, ComponentId } from "../../../model/component.ts";
import { Msg } from "../protocol.ts";

/** A bus runs at one speed: that of the slowest of its cards. [HPS; LNX] */
export interface BusState {
  /** MHz. */
  readonly speed: number;
  /** Slots that have power. */
  readonly users: readonly ComponentId[];
}

export interface BusConfig {
  readonly fastest: number;
}

export const BUS_CLASS: ComponentClass<BusState, BusConfig> = {
  name: "bus",
  on: [
    [
      // A card that is slower than the others is refused; an empty bus is slowed down for it.
      Msg.join,
      ({ speed, users }, { from, a }, fx, { fastest }) => {
        const isAlone = users.length === 0;
        const mayJoin = isAlone || a >= speed;
        fx.send(from, Msg.joined, mayJoin ? 1 : 0);
        if (!mayJoin) return { speed, users };
        return { speed: isAlone ? Math.min(fastest, a) : speed, users: [...users, from] };
      },
    ],
    [
      Msg.leave,
      ({ speed, users }, { from }) => ({ speed, users: users.filter((one) => one !== from) }),
    ],
  ],
};
