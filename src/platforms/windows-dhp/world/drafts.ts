import { rangeIn, textIn, textOr } from "../../../kit/args.ts";
import type { Args, Fact } from "../../../model/vocabulary.ts";

// The topology as it is written, before anything has a number.

export interface UnitDraft {
  readonly name: string;
  readonly isSpare: boolean;
  readonly processors: readonly ProcessorDraft[];
  readonly traits: ReadonlyMap<string, Args>;
  readonly bridges: number;
}

export interface ProcessorDraft {
  readonly number: number;
  readonly unit: number;
  readonly traits: ReadonlyMap<string, Args>;
}

export interface DeviceDraft {
  readonly name: string;
  readonly kind: string;
  /** The function driver, then the filters above it. */
  readonly drivers: readonly string[];
  /** Position of its bus; −1 at the root. */
  readonly parent: number;
  readonly depth: number;
  /** Position of the unit whose host bridge it is behind; −1: of none. */
  readonly unit: number;
  readonly traits: readonly Fact[];
}

export interface Drafts {
  readonly units: readonly UnitDraft[];
  /** Parents before children. */
  readonly devices: readonly DeviceDraft[];
}

/** The leaf statements of a block by form; of a repeated one the last counts. */
export const traitsOf = (body: readonly Fact[]): ReadonlyMap<string, Args> =>
  new Map(body.map(({ form, args }) => [form, args]));

/** Reads every `topology` block. */
export function draftsOf(declarations: readonly Fact[]): Drafts {
  const units: UnitDraft[] = [];
  const devices: DeviceDraft[] = [];
  for (const topology of declarations) {
    if (topology.form !== "topology") continue;
    for (const fact of topology.body) {
      if (fact.form === "device") addDevice(fact, { parent: -1, unit: -1, depth: 0 }, devices);
      else addUnit(fact, units, devices);
    }
  }
  return { units, devices };
}

function addUnit({ form, args, body }: Fact, units: UnitDraft[], devices: DeviceDraft[]): void {
  const unit = units.length;
  const bridges = body.filter((fact) => fact.form === "bridge");
  units.push({
    name: textIn(args, "name"),
    isSpare: form === "spare",
    processors: body
      .filter((fact) => fact.form === "processor")
      .flatMap((fact) => processorsOf(fact, unit)),
    traits: traitsOf(body),
    bridges: bridges.length,
  });
  for (const bridge of bridges)
    for (const fact of bridge.body) addDevice(fact, { parent: -1, unit, depth: 0 }, devices);
}

function processorsOf({ args, body }: Fact, unit: number): readonly ProcessorDraft[] {
  const { from, to } = rangeIn(args, "numbers");
  const traits = traitsOf(body);
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    number: from + index,
    unit,
    traits,
  }));
}

function addDevice(
  { args, body }: Fact,
  { parent, unit, depth }: Pick<DeviceDraft, "parent" | "unit" | "depth">,
  devices: DeviceDraft[],
): void {
  const index = devices.length;
  const filters = body
    .filter(({ form }) => form === "filter")
    .map((fact) => textIn(fact.args, "driver"));
  devices.push({
    name: textIn(args, "name"),
    kind: textIn(args, "kind"),
    drivers: [textOr(args, "driver", ""), ...filters].filter((driver) => driver !== ""),
    parent,
    depth,
    unit,
    traits: body.filter(({ form }) => form !== "device" && form !== "filter"),
  });
  for (const fact of body)
    if (fact.form === "device") addDevice(fact, { parent: index, unit, depth: depth + 1 }, devices);
}
