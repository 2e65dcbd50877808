import type { ComponentId } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import type { Options } from "../knobs.ts";
import { Msg } from "../protocol.ts";
import { each, step, undoing } from "./asks.ts";
import { loadPhase } from "./slots.ts";

// What the operator does with one instance: add, suspend, resume, modify, delete. [HW-INST; HW-SUSP; CFG]

export const addPhases = (instance: ComponentId): readonly Phase[] => [
  step("A6", "Add Driver: MODNAME is set", "PTF; MGU", { ask: each([instance], Msg.bind) }),
  loadPhase([instance]),
  step("A8", "config(CFG_ADD)", "CFG; PORT", { ask: each([instance], Msg.add) }),
  step("A9", "specfs makes the device nodes", "HOT", {
    ask: each([instance], Msg.node, -1, { onRefusal: "note" }),
  }),
];

/** The driver's name goes from the key after the driver has agreed, or before it is asked. [HW-SUSP] */
export function suspendPhases(instance: ComponentId, options: Options): readonly Phase[] {
  const isFirst = options["hpci-unbind"] === "before";
  const unbind = step("S5", "the driver's name goes from the key", "HW-SUSP", {
    ask: each([instance], Msg.unbind),
    ...(isFirst ? { undo: [undoing(each([instance], Msg.bindBack))] } : {}),
  });
  return [
    step("S1", "may it be suspended?", "HW-SUSP; HW-RM", {
      ask: each([instance], Msg.checkActive),
    }),
    ...(isFirst ? [unbind] : []),
    step("S2", "config(CFG_SUSPEND)", "CFGS; MDS", { ask: each([instance], Msg.suspend) }),
    ...(isFirst ? [] : [unbind]),
  ];
}

/** What one resume is about. */
export interface ResumeWish {
  readonly instance: ComponentId;
  /** The function that it is to have; −1: its own. */
  readonly onto: number;
  readonly isForced: boolean;
}

/** R2 to R5; what fails leaves the instance suspended. CFG_MODIFY comes first where the key is another one. [CFG] */
export const resumePhases = ({ instance, onto, isForced }: ResumeWish): readonly Phase[] => [
  step("R1", "it is suspended", "HW-INST", { ask: each([instance], Msg.checkParked) }),
  ...(isForced
    ? []
    : [
        step(
          "R2-check",
          "a free key of the same driver",
          "HW-INST; HW-NIC",
          { ask: each([instance], Msg.checkOnto, onto) },
          "R2",
        ),
        step(
          "R2-bind",
          "MODNAME is set",
          "[inference]",
          {
            ask: each([instance], Msg.rebind, onto),
            undo: [undoing(each([instance], Msg.unbind))],
          },
          "R2",
        ),
      ]),
  ...(onto < 0
    ? []
    : [
        step("R3", "config(CFG_MODIFY)", "CFG", {
          ask: each([instance], Msg.modify, onto),
        }),
      ]),
  step("R4", "config(CFG_RESUME)", "CFGS; MDR", { ask: each([instance], Msg.resume) }),
];

export const modifyPhases = (instance: ComponentId): readonly Phase[] => [
  step("R1", "it is suspended", "HW-INST", { ask: each([instance], Msg.checkParked) }),
  step("R3", "config(CFG_MODIFY) with its own key", "CFG", {
    ask: each([instance], Msg.modify),
  }),
];

export const verifyPhases = (instance: ComponentId): readonly Phase[] => [
  step("V1", "config(CFG_VERIFY)", "CFG", { ask: each([instance], Msg.verify) }),
];

/** D5 to D7: only what is suspended is deleted. [HW-INST; HW-RM] */
export const deletePhases = (instance: ComponentId): readonly Phase[] => [
  step("D5", "it is suspended", "HW-INST", { ask: each([instance], Msg.checkParked) }),
  step("D6", "config(CFG_REMOVE)", "CFGS; SDD", { ask: each([instance], Msg.remove) }),
  step("D7", "its record and its nodes go", "[inference]", {
    ask: each([instance], Msg.unrecord),
  }),
];

export const channelPhases = (what: ComponentId, isOpening: boolean): readonly Phase[] => [
  step(isOpening ? "O1" : "O2", isOpening ? "open" : "close", "DEVI; MDR", {
    ask: each([what], isOpening ? Msg.open : Msg.close),
  }),
];

/** SFB_PAUSE, SFB_RM_DEV or SFB_ADD_DEV, SFB_CONTINUE. [SDH; SDIRM] */
export const targetPhases = (target: ComponentId, isRemoving: boolean): readonly Phase[] => [
  step("T1", "SFB_PAUSE", "SDH", {
    ask: each([target], Msg.pause),
    finally: [undoing(each([target], Msg.goOnTarget))],
  }),
  step("T2", isRemoving ? "SFB_RM_DEV" : "SFB_ADD_DEV", "SDH", {
    ask: each([target], isRemoving ? Msg.removeTarget : Msg.addTarget),
  }),
];
