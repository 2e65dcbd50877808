import type { ComponentId } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import { UNLOADING } from "../components/instance-returns.ts";
import type { Options } from "../knobs.ts";
import { Msg } from "../protocol.ts";
import type { Cast } from "./asks.ts";
import { each, step } from "./asks.ts";

/** _load, drv_attach, then config(CFG_ADD) for each key that is bound to it. [PORT; DRV] */
export const loadDriverPhases = (
  driver: ComponentId,
  instances: readonly ComponentId[],
): readonly Phase[] => [
  step("A7", "_load, drv_attach", "PORT; DRV", { ask: each([driver], Msg.load) }),
  step("A8", "config(CFG_ADD)", "PORT", {
    ask: each(instances, Msg.add, -1, { onRefusal: "note" }),
  }),
];

/** CFG_SUSPEND and CFG_REMOVE for every instance; a driver with one that refuses stays. [SDU] */
export const unloadPhases = (
  driver: ComponentId,
  instances: readonly ComponentId[],
): readonly Phase[] => [
  step("S2", "config(CFG_SUSPEND)", "SDU", { ask: each(instances, Msg.suspend) }),
  step("D6", "config(CFG_REMOVE)", "SDU", { ask: each(instances, Msg.remove, UNLOADING) }),
  step("U1", "_unload", "SDU", { ask: each([driver], Msg.unload) }),
];

/** CFG_SUSPEND may be the last call ever. [SDU] */
export const shutDownPhases = (
  { machine, instances }: Cast,
  options: Options,
): readonly Phase[] => [
  step("S2", "config(CFG_SUSPEND)", "SDU", {
    ask: each(instances, Msg.suspend, -1, { onRefusal: "note" }),
  }),
  ...(options["shutdown-removes"]
    ? [
        step("D6", "config(CFG_REMOVE)", "SDU", {
          ask: each(instances, Msg.remove, UNLOADING, { onRefusal: "note" }),
        }),
      ]
    : []),
  step("H1", "the system halts", "SDU", { ask: each([machine], Msg.shutDown) }),
];
