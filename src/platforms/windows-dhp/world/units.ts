import { numberIn, textOr } from "../../../kit/args.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { CHIPSET_CLASS, IDLE_CHIPSET } from "../components/chipset.ts";
import { ABSENT_PROCESSOR, PROCESSOR_CLASS, RUNNING_PROCESSOR } from "../components/processor.ts";
import type { UnitConfig, UnitSpec } from "../components/unit.ts";
import { UNIT_CLASS, unitAt } from "../components/unit.ts";
import type { Options } from "../knobs.ts";
import type { UnitDraft } from "./drafts.ts";
import type { Roster } from "./roster.ts";
import { KERNEL } from "./roster.ts";

/** What a unit consists of. */
export const specOf = ({ name, processors, traits, bridges }: UnitDraft): UnitSpec => {
  const memory = traits.get("memory");
  return {
    name,
    processors: processors.map(({ number }) => number),
    memory: memory === undefined ? 0 : numberIn(memory, "size"),
    bridges,
    model: textOr(traits.get("model") ?? {}, "model", ""),
  };
};

/** `bindings` gives, for each device, the names of the processors that it may be bound to. */
export function unitComponents(
  roster: Roster,
  options: Options,
  chipset: readonly Fact[],
  bindings: ReadonlyMap<ComponentId, readonly string[]>,
): readonly ComponentSpec[] {
  const { units, devices, first } = roster;
  const specs = new Map(units.map((draft, index) => [first.unit + index, specOf(draft)]));
  return units.map((draft) => {
    const spec = specOf(draft);
    const names = new Set(spec.processors.map((number) => `cpu${number}`));
    const bound = [...bindings].flatMap(([id, cpus]) =>
      cpus.some((cpu) => names.has(cpu)) ? [id] : [],
    );
    const config: UnitConfig = {
      spec,
      specs,
      kernel: KERNEL,
      bound,
      pages: devices.length,
      bandwidth: Math.max(1, options["copy-bandwidth"]),
      dirtyRate: options["dirty-rate"],
      workingSet: options["working-set"],
      mirrors: chipset.some(({ form }) => form === "mirrors"),
    };
    const place = draft.traits.has("absent") ? "absent" : draft.isSpare ? "spare" : "in-use";
    const initial = unitAt(place, !draft.traits.has("not-ready"));
    const name = draft.name;
    return component({ name, kind: "unit", class: UNIT_CLASS, config, initial });
  });
}

export function processorComponents({
  processors,
  units,
  devices,
  first,
}: Roster): readonly ComponentSpec[] {
  const all = devices.map((_, index) => first.device + index);
  return processors.map(({ number, traits, unit }) =>
    component({
      name: `cpu${number}`,
      kind: "cpu",
      class: PROCESSOR_CLASS,
      config: { number, traits, devices: all },
      initial: units[unit]?.isSpare === true ? ABSENT_PROCESSOR : RUNNING_PROCESSOR,
    }),
  );
}

export const chipsetComponent = (traits: readonly Fact[], options: Options): ComponentSpec =>
  component({
    name: "chipset",
    kind: "chipset",
    class: CHIPSET_CLASS,
    config: { traits, times: { Swap: options["swap-time"] } },
    initial: IDLE_CHIPSET,
  });
