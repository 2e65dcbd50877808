import type { ComponentId } from "../../../model/component.ts";
import { Msg } from "../protocol.ts";
import { each } from "./asks.ts";
import type { Cast } from "./cast.ts";
import type { SunOperation } from "./operation.ts";
import { view } from "./operation.ts";
import type { Options } from "./options.ts";

/** Brings a processor online or takes it offline, for which nobody may be bound to it. [FHC, CPU] */
export function psradmOperation(
  what: "online" | "offline",
  cpu: ComponentId,
  cast: Cast,
  options: Options,
): SunOperation {
  const message = what === "online" ? Msg.online : Msg.offline;
  return {
    title: `psradm ${what === "online" ? "-n" : "-f"} ${cast.cpuNumber(cpu)}`,
    phases: [
      {
        id: `psradm-${what}`,
        title: `the processor goes ${what}`,
        ask: each([cpu], message, { parameter: 0, error: "BUSY" }),
        source: "FHC, CPU",
      },
    ],
    watchdog: options.watchdog,
    conclude: (conclusion) => view(conclusion, { verb: "psradm", isBank: false, cast, options }),
    verb: "psradm",
    slots: [],
    profileQuiesceOn: options["quiesce-on"],
    thawed: [],
  };
}
