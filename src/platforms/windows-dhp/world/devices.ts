import { textIn } from "../../../kit/args.ts";
import { behavioursOf } from "../../../kit/behaviours.ts";
import type { FaultPlan } from "../../../kit/faults.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { DEVICE_CLASS } from "../components/device.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import { deviceAt } from "../components/device-state.ts";
import type { Options } from "../knobs.ts";
import type { TreeNode } from "../operations/cast.ts";
import type { DeviceDraft } from "./drafts.ts";
import type { Roster } from "./roster.ts";
import { KERNEL } from "./roster.ts";

export interface Setting {
  readonly roster: Roster;
  readonly options: Options;
  readonly faults: FaultPlan;
  /** Workloads whose time begins with the dispatch. */
  readonly dispatchTimed: readonly ComponentId[];
}

/** What the stack's drivers say, the function driver's first; one array for all stacks of the same drivers. */
function saidBy(drivers: readonly string[], { drivers: said }: Roster): readonly Fact[] {
  const [only, ...filters] = drivers;
  const own = only === undefined ? undefined : said.get(only);
  if (filters.length === 0) return own ?? NOTHING;
  return drivers.flatMap((driver) => said.get(driver) ?? NOTHING);
}

const NOTHING: readonly Fact[] = [];

/** Whether power IRPs come to the stack at any IRQL: what lies below must stay awake as long as it. */
export function nonpageable(devices: readonly DeviceDraft[]): readonly boolean[] {
  const marked = devices.map(({ traits }) =>
    traits.some(({ form }) => form === "nonpageable" || form === "paging-path"),
  );
  for (const [index, { parent }] of [...devices.entries()].reverse())
    if (marked[index] === true && parent >= 0) marked[parent] = true;
  return marked;
}

/** The device tree as operations walk it. */
export function treeOf({ devices, first }: Roster): readonly TreeNode[] {
  const marked = nonpageable(devices);
  return devices.map(({ parent, unit, depth }, index) => ({
    id: first.device + index,
    parent: parent < 0 ? NOBODY : first.device + parent,
    depth,
    isPageable: marked[index] !== true,
    unit: unit < 0 ? NOBODY : first.unit + unit,
  }));
}

export function deviceComponents(setting: Setting): readonly ComponentSpec[] {
  const { devices, units } = setting.roster;
  const boot = bootProcessors(setting.roster);
  const children: ComponentId[][] = devices.map(() => []);
  for (const [index, { parent }] of devices.entries())
    children[parent]?.push(setting.roster.first.device + index);
  const marked = nonpageable(devices);
  return devices.map((draft, index) => {
    const place = {
      index,
      boot,
      children: children[index] ?? [],
      isPageable: marked[index] !== true,
    };
    const config = configOf(draft, place, setting);
    const isAbsent = draft.unit >= 0 && units[draft.unit]?.isSpare === true;
    const initial = deviceAt(isAbsent ? "absent" : "started", boot.length);
    return component({ name: draft.name, kind: "device", class: DEVICE_CLASS, config, initial });
  });
}

/** Windows' numbers of the processors that are in the partition from the beginning. */
const bootProcessors = ({ units }: Roster): readonly number[] =>
  units
    .filter(({ isSpare }) => !isSpare)
    .flatMap(({ processors }) => processors.map(({ number }) => number))
    .sort((one, other) => one - other);

function configOf(
  draft: DeviceDraft,
  place: Pick<DeviceConfig, "children" | "isPageable"> & {
    readonly index: number;
    readonly boot: readonly number[];
  },
  { roster, options, faults, dispatchTimed }: Setting,
): DeviceConfig {
  const { traits, parent } = draft;
  const has = (form: string): boolean => traits.some((fact) => fact.form === form);
  const said = traits.filter(({ form }) => form === "buffers-in");
  const buffers =
    said.length > 0
      ? said.map(({ args }) => roster.idOf("unit", textIn(args, "unit")))
      : roster.units.flatMap((unit, at) =>
          unit.traits.has("memory") ? [roster.first.unit + at] : [],
        );
  return {
    name: draft.name,
    kind: draft.kind,
    behaviours: faults.behavioursOf(draft.name, saidBy(draft.drivers, roster)),
    options,
    kernel: KERNEL,
    buffers,
    page: place.index,
    parent: parent < 0 ? NOBODY : roster.first.device + parent,
    children: place.children,
    isPageable: place.isPageable,
    inrush: has("inrush"),
    armed: has("armed"),
    inPagingPath: has("paging-path"),
    dispatchTimed,
    processors: place.boot,
  };
}

/** Names of the processors that a stack may ever be bound to. */
export function bindingsOf({ behaviours }: Pick<DeviceConfig, "behaviours">): readonly string[] {
  return [
    ...behavioursOf(behaviours, [], "binds"),
    ...behaviours.faults.map(({ behaviour }) => behaviour).filter(({ form }) => form === "binds"),
  ].map(({ args }) => textIn(args, "cpu"));
}
