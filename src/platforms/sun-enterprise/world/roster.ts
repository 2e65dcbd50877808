import { textIn } from "../../../kit/args.ts";
import type { ComponentId } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { BoardDraft, CpuDraft, DeviceDraft } from "./drafts.ts";
import { boardsOf } from "./drafts.ts";

/** The parts that every machine has, in the order of their ids. */
export const FIXED = [
  "machine",
  "power",
  "lock-manager",
  "sysctrl",
  "cyclics",
  "callouts",
  "watchdog",
] as const;
export type FixedPart = (typeof FIXED)[number];
export const fixedId = (part: FixedPart): ComponentId => FIXED.indexOf(part);

/** Of each kind of which a scenario has any number, the first id. */
type Firsts = Readonly<
  Record<
    | "slot"
    | "cpu"
    | "device"
    | "process"
    | "daemon"
    | "filesystem"
    | "workload"
    | "input"
    | "operation",
    ComponentId
  >
>;

type Counts = Readonly<Record<Exclude<keyof Firsts, "operation">, number>>;

/** The first id of each kind, when there are so many of each; they follow each other as they stand here. */
function numbered(counts: Counts): Firsts {
  const slot = FIXED.length;
  const cpu = slot + counts.slot;
  const device = cpu + counts.cpu;
  const process = device + counts.device;
  const daemon = process + counts.process;
  const filesystem = daemon + counts.daemon;
  const workload = filesystem + counts.filesystem;
  const input = workload + counts.workload;
  const operation = input + counts.input;
  return { slot, cpu, device, process, daemon, filesystem, workload, input, operation };
}

/** Everything of a scenario, in the order of its component ids: fixed parts, slots, processors, devices, processes, … */
export interface Roster {
  readonly boards: readonly BoardDraft[];
  readonly cpus: readonly { readonly draft: CpuDraft; readonly board: BoardDraft }[];
  readonly devices: readonly { readonly draft: DeviceDraft; readonly board: BoardDraft }[];
  readonly processes: readonly Fact[];
  readonly daemons: readonly Fact[];
  readonly filesystems: readonly Fact[];
  readonly workloads: readonly Fact[];
  readonly inputs: readonly DeviceDraft[];
  /** Id of the first of each kind; the others follow. */
  readonly first: Firsts;
  /** Ids by `kind name`. */
  readonly ids: ReadonlyMap<string, ComponentId>;
  readonly deviceIds: ReadonlyMap<DeviceDraft, ComponentId>;
  readonly drivers: ReadonlyMap<string, Fact>;
  /** The tunable that each driver needs, by driver. */
  readonly tunables: ReadonlyMap<string, string>;
}

/** The built-in process, first in thread order. */
export const INIT = "init";

/** Calls the roll: who exists, and by which number. */
export function rosterOf(declarations: readonly Fact[]): Roster {
  const of = (form: string): readonly Fact[] => declarations.filter((fact) => fact.form === form);
  const boards = boardsOf(declarations);
  const cpus = boards
    .flatMap((board) => board.cpus.map((draft) => ({ draft, board })))
    .sort((a, b) => a.draft.number - b.draft.number);
  const devices = boards.flatMap((board) => board.devices.map((draft) => ({ draft, board })));
  const processes = of("process");
  const daemons = of("daemon");
  const filesystems = of("filesystem");
  const workloads = of("workload");
  const inputs = devices.map((one) => one.draft).filter((draft) => draft.traits.has("input"));
  const first = numbered({
    slot: boards.length,
    cpu: cpus.length,
    device: devices.length,
    process: 1 + processes.length,
    daemon: daemons.length,
    filesystem: filesystems.length,
    workload: workloads.length,
    input: inputs.length,
  });
  const ids = new Map<string, ComponentId>();
  const deviceIds = new Map<DeviceDraft, ComponentId>();
  const call = (kind: string, from: ComponentId, facts: readonly Fact[]): void => {
    let id = from;
    for (const { args } of facts) ids.set(`${kind} ${textIn(args, "name")}`, id++);
  };
  let id = first.slot;
  for (const { name } of boards) ids.set(`slot ${name}`, id++);
  for (const { draft } of cpus) ids.set(`cpu cpu${draft.number}`, id++);
  for (const { draft } of devices) {
    ids.set(`device ${draft.name}`, id);
    deviceIds.set(draft, id++);
  }
  ids.set(`process ${INIT}`, id);
  call("process", first.process + 1, processes);
  call("daemon", first.daemon, daemons);
  call("filesystem", first.filesystem, filesystems);
  call("workload", first.workload, workloads);
  const drivers = new Map<string, Fact>();
  for (const fact of of("driver")) drivers.set(textIn(fact.args, "name"), fact);
  return {
    drivers,
    tunables: tunablesOf(drivers),
    boards,
    cpus,
    devices,
    processes,
    daemons,
    filesystems,
    workloads,
    inputs,
    first,
    ids,
    deviceIds,
  };
}

/** The id of a named thing; the checker has seen to it that it exists. */
export const idOf = (roster: Roster, kind: string, name: string): ComponentId =>
  roster.ids.get(`${kind} ${name}`) ?? NOBODY;

function tunablesOf(drivers: ReadonlyMap<string, Fact>): ReadonlyMap<string, string> {
  const tunables = new Map<string, string>();
  for (const [name, driver] of drivers) {
    const needs = driver.body.find((fact) => fact.form === "needs-tunable");
    if (needs !== undefined) tunables.set(name, textIn(needs.args, "tunable"));
  }
  return tunables;
}
