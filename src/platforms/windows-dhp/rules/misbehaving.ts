import type { ComponentId } from "../../../model/component.ts";
import type { Seen } from "../../../model/rule.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import { isBreaking } from "../vocabulary/behaviours.ts";

/** Configurations that were looked at: they are asked about at many events. */
const KNOWN = new WeakMap<DeviceConfig, boolean>();

/** Whether a device's drivers break a rule, always or for a time: then no invariant is promised of it. */
export function misbehaves(id: ComponentId, seen: Seen): boolean {
  const config = seen.config(id) as DeviceConfig;
  const known = KNOWN.get(config);
  if (known !== undefined) return known;
  const { own, faults } = config.behaviours;
  const found =
    Object.keys(own).some(isBreaking) || faults.some(({ behaviour }) => isBreaking(behaviour.form));
  KNOWN.set(config, found);
  return found;
}
