import { expect, test } from "vitest";
import { AvoidingGraph } from "../../explore/untimed/avoiding.ts";
import type { PathStep } from "../../explore/untimed/breadth-first.ts";
import type { Lasso } from "../../explore/untimed/fair-cycles.ts";
import { fairLasso } from "../../explore/untimed/fair-cycles.ts";
import { Space } from "../../explore/untimed/space.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { World } from "../../model/platform.ts";
import type { Fact } from "../../model/vocabulary.ts";
import { handshake } from "./index.ts";
import { Ev } from "./protocol.ts";

// What comes eventually in every fair run of the handshake, and that a run for ever that never comes to it is one.

const SPAN = { file: "a.drs", start: 0, end: 0 };

function worldOf(devices: number, faults: number): World {
  const body = Array.from(
    { length: devices },
    (_, index): Fact => ({ form: "device", args: { name: `d${index}` }, body: [], span: SPAN }),
  );
  const built = handshake.build({
    options: { "max-io": 2, faults, latency: 1, period: 1, service: 1 },
    declarations: [{ form: "topology", args: {}, body, span: SPAN }],
    timeline: [],
  });
  if ("problems" in built) throw new Error("the handshake cannot be built");
  return built.world;
}

const phase = (value: string): TypedExpr => ({
  op: "==",
  type: "boolean",
  span: SPAN,
  left: {
    op: "field",
    kind: "coordinator",
    name: "coordinator",
    field: "phase",
    type: { enum: [] },
    span: SPAN,
  },
  right: { op: "literal", type: { enum: [] }, value, span: SPAN },
});
const or = (left: TypedExpr, right: TypedExpr): TypedExpr => ({
  op: "or",
  type: "boolean",
  span: SPAN,
  left,
  right,
});
const happens = (event: (typeof Ev)[keyof typeof Ev], name: string): TypedExpr => ({
  op: "event",
  event,
  name,
  span: SPAN,
});

function eventually(what: TypedExpr, other?: TypedExpr): ExpectationPlan {
  if (other === undefined) return { mode: "eventually", what, text: "", span: SPAN };
  return { mode: "leads-to", what, other, text: "", span: SPAN };
}

/** The graph of all that avoids it, and a run for ever in it, if there is one. */
function avoid(world: World, what: TypedExpr, other?: TypedExpr) {
  const space = new Space(world, handshake, [eventually(what, other)]);
  const [goal] = space.conditions.eventualities(space.automata);
  if (goal === undefined) throw new Error("this is not judged in the long run");
  const graph = new AvoidingGraph(space, goal);
  while (!graph.isComplete) graph.expand(10_000);
  return { space, graph, lasso: graph.deadEnd >= 0 ? undefined : fairLasso(graph) };
}

const GOALS = {
  "it resumes": phase("resumed"),
  "it resumes or rolls back": or(phase("resumed"), phase("rolled-back")),
  "the hardware is replaced": happens(Ev.replaced, "replaced"),
  "it is replaced or rolled back": or(
    happens(Ev.replaced, "replaced"),
    happens(Ev.rolledBack, "rolled-back"),
  ),
  "a device completes something": happens(Ev.transfer, "transfer"),
  "a device falls quiet": happens(Ev.quiet, "quiet"),
} as const;

// biome-ignore format: a table is read by rows and columns
test.each([
  { goal: "it resumes",                    devices: 2, faults: 0, comes: true },
  { goal: "it resumes",                    devices: 2, faults: 1, comes: false },
  { goal: "it resumes or rolls back",      devices: 2, faults: 1, comes: true },
  { goal: "it resumes or rolls back",      devices: 3, faults: 2, comes: true },
  { goal: "the hardware is replaced",      devices: 2, faults: 0, comes: true },
  { goal: "the hardware is replaced",      devices: 1, faults: 1, comes: false },
  { goal: "it is replaced or rolled back", devices: 2, faults: 1, comes: true },
  { goal: "a device completes something",  devices: 2, faults: 1, comes: true },
  { goal: "a device falls quiet",          devices: 2, faults: 1, comes: false },
  { goal: "a device falls quiet",          devices: 2, faults: 0, comes: true },
] as const)("$devices devices, $faults faults: $goal eventually: $comes", ({ goal, devices, faults, comes }) => {
  const { lasso, space } = avoid(worldOf(devices, faults), GOALS[goal]);
  expect(lasso === undefined).toBe(comes);
  if (lasso !== undefined) expectFairRun(lasso, space);
});

const busy = (op: "==" | ">"): TypedExpr => ({
  op,
  type: "boolean",
  span: SPAN,
  left: { op: "field", kind: "device", name: "d0", field: "busy", type: "number", span: SPAN },
  right: { op: "literal", type: "number", value: 0, span: SPAN },
});

// biome-ignore format: a table is read by rows and columns
test.each([
  { text: "draining leads to replaced",   what: GOALS["the hardware is replaced"], other: phase("draining"),    comes: true },
  { text: "hearing leads to resumed",     what: GOALS["it resumes"],               other: phase("hearing"),     comes: false },
  { text: "cancelling leads to the end",  what: phase("rolled-back"),              other: phase("cancelling"),  comes: true },
  { text: "replaced leads to resumed",    what: GOALS["it resumes"],  other: GOALS["the hardware is replaced"], comes: true },
  { text: "idle leads to busy",           what: busy(">"),                         other: busy("=="),           comes: true },
  { text: "busy leads to idle",           what: busy("=="),                        other: busy(">"),            comes: false },
  { text: "the end leads to a beginning", what: phase("asking"),                   other: phase("rolled-back"), comes: false },
])("$text: $comes", ({ what, other, comes }) => {
  const { lasso, space } = avoid(worldOf(2, 1), what, other);
  expect(lasso === undefined).toBe(comes);
  if (lasso !== undefined) expectFairRun(lasso, space);
});

/** Plays it: the loop leads back to where it begins, and what is open all the way round is taken on it. */
function expectFairRun({ stem, loop }: Lasso, space: Space): void {
  const row = space.initial.slice();
  const follow = (path: readonly PathStep[], visit: (way: string) => void = () => undefined) => {
    for (const { component, edge } of path) {
      visit(wayOf(space, component, edge));
      expect(space.follow(row, component, edge)).toBe("fine");
    }
  };
  follow(stem);
  const before = row.slice();
  const taken = new Set<string>();
  let always: ReadonlySet<string> | undefined;
  follow(loop, (way) => {
    taken.add(way);
    const open = openIn(space, row);
    always = new Set([...(always ?? open)].filter((one) => open.has(one)));
  });
  expect(loop.length).toBeGreaterThan(0);
  expect(row).toEqual(before);
  expect([...(always ?? [])].filter((way) => !taken.has(way))).toEqual([]);
}

function openIn({ automata, components }: Space, row: Int32Array): ReadonlySet<string> {
  const open = new Set<string>();
  for (let component = 0; component < components; component += 1) {
    const cell = row[component] as number;
    if ((automata.first[cell] as number) < 0) automata.expand(cell);
    const first = automata.first[cell] as number;
    for (let at = 0; at < (automata.count[cell] as number); at += 1) {
      open.add(wayOf({ automata } as Space, component, first + at));
    }
  }
  return open;
}

function wayOf({ automata }: Space, component: number, edge: number): string {
  const label = automata.labels[edge];
  return `${component} ${label?.isTimer === true ? `timer ${label.parcel.kind}` : label?.parcel.from}`;
}
