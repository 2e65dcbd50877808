import type { ComponentClass, ComponentId } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";

/** An interrupt line that several functions share: a level that nobody handles drowns the others. [MDI1] */
export interface LineState {
  /** Functions whose level nobody handles. */
  readonly asserted: readonly ComponentId[];
  /** Interrupts that nobody has seen meanwhile. */
  readonly waiting: readonly (readonly [instance: ComponentId, serial: number])[];
}

export const LINE_CLASS: ComponentClass<LineState, null> = {
  name: "interrupt-line",
  on: [
    [
      Msg.assert,
      (state, { from }, fx) => {
        if (state.asserted.length === 0) fx.emit(Ev.storm);
        return { ...state, asserted: [...state.asserted, from] };
      },
    ],
    [
      Msg.clear,
      (state, { from }, fx) => {
        const asserted = state.asserted.filter((one) => one !== from);
        if (asserted.length > 0) return { ...state, asserted };
        for (const [instance, serial] of state.waiting) fx.send(instance, Msg.interrupt, serial);
        return { asserted, waiting: [] };
      },
    ],
    [
      Msg.passOn,
      (state, { a, b }, fx) => {
        if (state.asserted.length > 0) return { ...state, waiting: [...state.waiting, [b, a]] };
        fx.send(b, Msg.interrupt, a);
        return state;
      },
    ],
  ],
};

export const QUIET_LINE: LineState = { asserted: [], waiting: [] };
