import { textIn } from "../../../kit/args.ts";
import type { Effects } from "../../../model/component.ts";
import { Ev } from "../protocol.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";
import { does, feel, saying } from "./device-state.ts";

// What becomes of a power IRP on its way through the stack.

/** Whether power IRPs come to it. */
export const isManaged = ({ pnp }: DeviceState): boolean =>
  pnp !== "absent" && pnp !== "lost" && pnp !== "removed";

/** What becomes of a power IRP that does not reach the bus driver as it was sent. */
const LOST_IRPS = [
  ["swallows", Ev.swallowed],
  ["waits-for-itself", Ev.selfWait],
  ["mutates", Ev.mutated],
] as const;

/** The state after a power IRP that nobody will complete; nothing when it is handled as it should be. */
export function loseIrp(
  state: DeviceState,
  fx: Effects,
  config: DeviceConfig,
): DeviceState | undefined {
  for (const [id, event] of LOST_IRPS) {
    if (!does(id, state, config)) continue;
    fx.emit(event);
    return feel(id, state, fx, config);
  }
  return undefined;
}

/** Whether its drivers begin such an IRP and never end it. */
export const neverCompletes = (irp: string, state: DeviceState, config: DeviceConfig): boolean => {
  const args = saying("never-completes", state, config);
  return args !== undefined && textIn(args, "irp") === irp;
};
