import { textIn } from "../../../kit/args.ts";
import type { ComponentId } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { DriverKind } from "../components/instance-state.ts";
import type { Drafts } from "./drafts.ts";
import { draftsOf } from "./drafts.ts";

export interface DriverDraft {
  readonly name: string;
  readonly kind: DriverKind;
  readonly body: readonly Fact[];
}

/** What has an id of its own, in the order of the ids. */
const KINDS = [
  "slot",
  "bus",
  "card",
  "function",
  "instance",
  "target",
  "line",
  "driver",
  "chain",
  "workload",
  "operation",
] as const;
type Kind = (typeof KINDS)[number];

/** Everything of a scenario: the resource manager, readings, the machine, then each kind in the order of `KINDS`. */
export interface Roster extends Drafts {
  /** Names of records, by their number. */
  readonly records: readonly string[];
  readonly readings: readonly string[];
  readonly signals: readonly string[];
  readonly drivers: readonly DriverDraft[];
  readonly lines: readonly string[];
  readonly chains: readonly Fact[];
  readonly workloads: readonly Fact[];
  readonly machine: ComponentId;
  readonly first: Readonly<Record<Kind, ComponentId>>;
  /** Id by kind and name; `NOBODY` when there is none. */
  idOf(kind: Kind, name: string): ComponentId;
}

/** The resource manager is the first component of every world. */
export const RESMGR: ComponentId = 0;

/** Calls the roll: who exists, and by which number. */
export function rosterOf(declarations: readonly Fact[]): Roster {
  const of = (form: string): readonly Fact[] => declarations.filter((fact) => fact.form === form);
  const drafts = draftsOf(declarations);
  const drivers = of("driver").map(
    ({ args, body }): DriverDraft => ({
      name: textIn(args, "name"),
      kind: textIn(args, "kind") as DriverKind,
      body,
    }),
  );
  const words = programWords(of("context"), drivers);
  const records = unique([
    ...of("record").map(({ args }) => textIn(args, "name")),
    ...drafts.functions.map(({ name }) => name),
    ...words.keys,
  ]);
  const lines = unique(
    drafts.functions.flatMap(({ traits }) =>
      traits.flatMap(({ form, args }) => (form === "on-line" ? [textIn(args, "line")] : [])),
    ),
  );
  const [chains, workloads] = [of("chain"), of("workload")];
  const machine = RESMGR + 1 + words.readings.length;
  const named = (facts: readonly Fact[]) => facts.map(({ args }) => textIn(args, "name"));
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  const members: Readonly<Record<Kind, readonly string[]>> = {
    slot: names(drafts.slots),
    bus: names(drafts.buses),
    card: names(drafts.cards),
    function: names(drafts.functions),
    instance: names(drafts.functions),
    target: names(drafts.targets),
    line: lines,
    driver: names(drivers),
    chain: named(chains),
    workload: named(workloads),
    operation: [],
  };
  const { first, ids } = numbered(members, machine + 1);
  return {
    ...drafts,
    ...words,
    records,
    drivers,
    lines,
    chains,
    workloads,
    machine,
    first,
    idOf: (kind, name) => ids.get(`${kind} ${name}`) ?? NOBODY,
  };
}

function numbered(members: Readonly<Record<Kind, readonly string[]>>, from: ComponentId) {
  const ids = new Map<string, ComponentId>();
  const first = {} as Record<Kind, ComponentId>;
  let next = from;
  for (const kind of KINDS) {
    first[kind] = next;
    for (const name of members[kind]) ids.set(`${kind} ${name}`, next++);
  }
  return { first, ids };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Names that programs introduce: of contexts, and of drivers in their entry points. */
function programWords(contexts: readonly Fact[], drivers: readonly DriverDraft[]) {
  const steps = [
    ...contexts.flatMap(({ body }) => body),
    ...drivers.flatMap(({ body }) =>
      body.flatMap((row) => (row.form === "during" ? row.body : [])),
    ),
  ];
  const named = (name: string, forms: readonly string[]): readonly string[] =>
    steps.flatMap(({ form, args }) =>
      forms.includes(form) && args[name] !== undefined ? [textIn(args, name)] : [],
    );
  return {
    keys: named("key", ["new-key"]),
    readings: named("reading", ["read", "count", "add", "delete"]),
    signals: unique(named("signal", ["await", "signal"])),
  };
}
