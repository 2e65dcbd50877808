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

/** Kinds of components that a scenario has any number of, in the order of their ids; operations come last. */
const KINDS = [
  "slot",
  "cpu",
  "device",
  "process",
  "daemon",
  "filesystem",
  "workload",
  "input",
  "operation",
] as const;
type Firsts = Readonly<Record<(typeof KINDS)[number], ComponentId>>;

/** The first id of each kind, when there are so many of each. */
function numbered(counts: readonly number[]): Firsts {
  let id: ComponentId = FIXED.length;
  const first = KINDS.map((kind, index) => {
    const own = id;
    id += counts[index] ?? 0;
    return [kind, own] as const;
  });
  return Object.fromEntries(first) as Firsts;
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
  const counts = [
    boards.length,
    cpus.length,
    devices.length,
    1 + processes.length,
    daemons.length,
    filesystems.length,
    workloads.length,
    inputs.length,
  ];
  const first = numbered(counts);
  const ids = new Map<string, ComponentId>();
  const call = (kind: string, from: ComponentId, names: readonly string[]): void => {
    for (const [index, name] of names.entries()) ids.set(`${kind} ${name}`, from + index);
  };
  const named = (facts: readonly Fact[]): readonly string[] =>
    facts.map((fact) => textIn(fact.args, "name"));
  const numbers = cpus.map((one) => `cpu${one.draft.number}`);
  const names = boards.map((board) => board.name);
  const nodes = devices.map((one) => one.draft.name);
  call("slot", first.slot, names);
  call("cpu", first.cpu, numbers);
  call("device", first.device, nodes);
  call("process", first.process, [INIT, ...named(processes)]);
  call("daemon", first.daemon, named(daemons));
  call("filesystem", first.filesystem, named(filesystems));
  call("workload", first.workload, named(workloads));
  const deviceIds = new Map(
    devices.map(({ draft }, index) => [draft, first.device + index] as const),
  );
  const drivers = new Map(of("driver").map((fact) => [textIn(fact.args, "name"), fact] as const));
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
