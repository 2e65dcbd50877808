import type { ComponentId } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import { Msg } from "../protocol.ts";
import type { Cast } from "./asks.ts";
import { each, step, undoing } from "./asks.ts";

// The sequences of a slot: hot-add, removal, the button. [HOT; PTF; HW-RM; LNX]

/** A3 to A5: power, the function list, a record for each function. What fails leaves the slot off. */
export const powerOnPhases = (slot: ComponentId, { instances }: Cast): readonly Phase[] => [
  step(
    "A2-capable",
    "a slot that is made for it",
    "HPS",
    { ask: each([slot], Msg.checkCapable) },
    "A2",
  ),
  step("A2-see", "HPCI looks at the tree", "HPL", { ask: each([slot], Msg.see) }, "A2"),
  step(
    "A3-check",
    "a card, a closed interlock, no power yet",
    "LNX",
    { ask: each([slot], Msg.checkReady) },
    "A3",
  ),
  step(
    "A3-power",
    "modify_callback(POWER_ON = 1)",
    "HPM; PTF",
    {
      ask: each([slot], Msg.powerOn),
      undo: [undoing(each([slot], Msg.backOut))],
    },
    "A3",
  ),
  step("A4", "the function list, hpci_confupdate(CONFIGURE)", "HPC", {
    ask: each([slot], Msg.scan),
  }),
  step("A5", "a record for each function: cm_newkey, cm_addval, cm_end_trans", "[seed]; CMN", {
    ask: each(instances, Msg.record, slot),
  }),
];

/** A6 to A9 for every function of the card. What fails leaves the record, and the function as it is. */
export const addAllPhases = (slot: ComponentId, { instances }: Cast): readonly Phase[] => [
  step("A6", "Add Driver: MODNAME is set", "PTF; MGU", { ask: each(instances, Msg.bind, slot) }),
  loadPhase(instances, slot),
  step("A8", "config(CFG_ADD)", "CFG; PORT", { ask: each(instances, Msg.add, slot) }),
  step("A9", "specfs makes the device nodes", "HOT", {
    ask: each(instances, Msg.node, slot, { onRefusal: "note" }),
  }),
];

/** A7: _load and drv_attach, where that has not happened. */
export const loadPhase = (instances: readonly ComponentId[], slot = -1): Phase =>
  step("A7", "_load, drv_attach", "PORT; DRV", { ask: each(instances, Msg.load, slot) });

/** D2: every instance on the card; who was suspended before another one failed stays so. */
export const suspendAllPhases = (
  slot: ComponentId,
  { instances }: Cast,
  unbindsFirst: boolean,
): readonly Phase[] => {
  const unbind = step("S5", "the driver's name goes from the key", "HW-SUSP", {
    ask: each(instances, Msg.unbind, slot),
  });
  const rebind = {
    undo: [undoing({ ...each([], Msg.bindBack), who: "done" })],
  };
  return [
    step("S1", "may they be suspended?", "HW-SUSP; HW-RM", {
      ask: each(instances, Msg.checkActive, slot),
    }),
    ...(unbindsFirst ? [{ ...unbind, ...rebind }] : []),
    step("S2", "config(CFG_SUSPEND)", "CFGS; MDS", { ask: each(instances, Msg.suspend, slot) }),
    ...(unbindsFirst ? [] : [unbind]),
  ];
};

/** D3: refused while an instance is active; deconfigured, then without power. */
export const powerOffPhases = (
  slot: ComponentId,
  { instances }: Cast,
  isForced: boolean,
): readonly Phase[] => [
  step(
    "D3-capable",
    "a slot that is made for it",
    "HPS",
    { ask: each([slot], Msg.checkCapable) },
    "D3",
  ),
  step("D3-on", "there is power to be taken", "LNX", { ask: each([slot], Msg.checkOn) }, "D3"),
  ...(isForced
    ? []
    : [
        step(
          "D3-check",
          "every instance on it is suspended",
          "HW-SUSP",
          { ask: each(instances, Msg.checkQuiet, slot) },
          "D3",
        ),
      ]),
  step(
    "D3-deconfigure",
    "hpci_confupdate(DECONFIGURE), before anything is freed",
    "HPC",
    { ask: each([slot], Msg.deconfigure) },
    "D3",
  ),
  step(
    "D3-records",
    "records of functions that no instance has are deleted",
    "HPC; [inference]",
    { ask: each(instances, Msg.forget, slot) },
    "D3",
  ),
  step(
    "D3-power",
    "modify_callback(POWER_ON = 0)",
    "HPM",
    { ask: each([slot], Msg.powerOff) },
    "D3",
  ),
];

/** The attention button: five seconds to call it off, then on or off. [LNX] */
export const buttonPhases = (slot: ComponentId, cast: Cast): readonly Phase[] => {
  const over = step("B9", "done", "LNX", {});
  return [
    step("B1", "the lamp blinks", "LNX", { ask: each([slot], Msg.press), skipTo: "B9" }),
    step("B2", "is it off?", "LNX", { ask: each([slot], Msg.isOff), skipTo: "B3" }),
    ...powerOnPhases(slot, cast),
    step("B4", "it is on", "LNX", { ask: each([slot], Msg.isOver), skipTo: "B9" }),
    step("B3", "it is on: it goes off", "LNX", {}),
    ...powerOffPhases(slot, cast, false),
    over,
  ];
};
