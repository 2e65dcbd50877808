import type { ComponentId } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { Drafts, ProcessorDraft } from "./drafts.ts";
import { draftsOf } from "./drafts.ts";

/** Everything of a scenario, in the order of its component ids: kernel, chipset, units, processors, devices, peers, workloads. */
export interface Roster extends Drafts {
  readonly processors: readonly ProcessorDraft[];
  readonly peers: readonly Fact[];
  readonly workloads: readonly Fact[];
  /** What each driver's block says. */
  readonly drivers: ReadonlyMap<string, readonly Fact[]>;
  readonly first: Readonly<
    Record<"unit" | "processor" | "device" | "peer" | "workload" | "operation", ComponentId>
  >;
  /** Ids by kind and name. */
  idOf(kind: "unit" | "device" | "cpu", name: string): ComponentId;
}

export const KERNEL: ComponentId = 0;
export const CHIPSET: ComponentId = 1;
const FIXED = 2;

/** Calls the roll: who exists, and by which number. */
export function rosterOf(declarations: readonly Fact[]): Roster {
  const of = (form: string): readonly Fact[] => declarations.filter((fact) => fact.form === form);
  const drafts = draftsOf(declarations);
  const processors = drafts.units.flatMap((unit) => unit.processors);
  const [peers, workloads] = [of("peer"), of("workload")];
  const unit = FIXED;
  const processor = unit + drafts.units.length;
  const device = processor + processors.length;
  const peer = device + drafts.devices.length;
  const workload = peer + peers.length;
  const operation = workload + workloads.length;
  const ids = new Map<string, ComponentId>([
    ...drafts.units.map(({ name }, index) => [`unit ${name}`, unit + index] as const),
    ...processors.map(({ number }, index) => [`cpu cpu${number}`, processor + index] as const),
    ...drafts.devices.map(({ name }, index) => [`device ${name}`, device + index] as const),
  ]);
  return {
    ...drafts,
    processors,
    peers,
    workloads,
    drivers: new Map(of("driver").map(({ args, body }) => [String(args["name"]), body])),
    first: { unit, processor, device, peer, workload, operation },
    idOf: (kind, name) => ids.get(`${kind} ${name}`) ?? KERNEL,
  };
}
