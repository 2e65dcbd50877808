import type { ComponentId } from "../../../model/component.ts";
import { Msg } from "../protocol.ts";
import { each } from "./asks.ts";
import type { Cast } from "./cast.ts";
import type { SunOperation } from "./operation.ts";
import { view } from "./operation.ts";
import type { Options } from "./options.ts";

/** `b` of `Msg.unload`. */
export const Unload = { ask: 0, carryOut: 1 } as const;

/** Unloads a driver: every instance in the machine must be closed. A driver that is not loaded is not asked to suspend. [GJ, E10b] */
export function modunloadOperation(
  driver: string,
  instances: readonly ComponentId[],
  cast: Cast,
  options: Options,
): SunOperation {
  return {
    title: `modunload ${driver}`,
    phases: [
      {
        id: "unload-ask",
        title: "every instance is closed",
        ask: each(instances, Msg.unload, { parameter: Unload.ask, error: "BUSY" }),
        source: "GJ, E10b",
      },
      {
        id: "unload",
        title: "the module is unloaded",
        ask: each(instances, Msg.unload, { parameter: Unload.carryOut, error: "BUSY" }),
        source: "GJ, E10b",
      },
    ],
    watchdog: options.watchdog,
    conclude: (conclusion) => view(conclusion, { verb: "modunload", isBank: false, cast, options }),
    verb: "modunload",
    slots: [],
    profileQuiesceOn: options["quiesce-on"],
    thawed: [],
  };
}
