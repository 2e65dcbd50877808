import { expect, test } from "vitest";
import type { ComponentClass } from "../model/component.ts";
import { component } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import { messageKind } from "../model/kinds.ts";
import type { BuildInput } from "../model/platform.ts";
import type { Args, Fact, Form } from "../model/vocabulary.ts";
import type { Behaviours, Overlay } from "./behaviours.ts";
import { behaves, behaviour, behavioursOf, faultHandlers, felt, NO_FAULTS } from "./behaviours.ts";
import { faultAction, faultDeclaration, planFaults } from "./faults.ts";
import { FakeWorld } from "./testing/fake-effects.ts";

const POKE = messageKind("test-poke");
const SPAN = { file: "test.drs", start: 0, end: 0 };

const fact = (form: string, args: Args = {}): Fact => ({ form, args, body: [], span: SPAN });
const fault = (target: string, args: Args): Fact => fact("fault", { target, ...args });
const refuses = fact("refuses", {});

interface State {
  readonly faults: Overlay;
}

interface Config {
  readonly behaviours: Behaviours;
}

/** Refuses when poked, if that is its behaviour, and says what it did. */
const DEVICE: ComponentClass<State, Config> = {
  name: "device",
  on: [
    ...faultHandlers<State, Config>(),
    [
      POKE,
      (state, _, fx, { behaviours }) => {
        const refusing = behaviour(behaviours, state.faults, "refuses");
        fx.emit(CoreEvent.console, fx.self, 0, refusing === undefined ? "-" : "refuses");
        return { faults: felt(behaviours, state.faults, "refuses", fx) };
      },
    ],
  ],
};

const FORMS: readonly Form[] = [
  { id: "refuses", pattern: "refuses", doc: "", example: "refuses", breaks: "R-1" },
  { id: "takes", pattern: "takes <time:duration>", doc: "", example: "takes 1s" },
];

const WORDS = { forms: FORMS, context: "driver", targets: "device", example: "fault d refuses" };

function input(declarations: readonly Fact[], timeline: readonly Fact[] = []): BuildInput {
  return {
    options: {},
    declarations,
    timeline: timeline.map((action) => ({ action, label: "" })),
  };
}

/** Pokes the device at 1, 3, 5 … and tells each time whether it refused. */
function pokes(given: BuildInput, own: readonly Fact[] = [], nows: readonly number[] = []): string {
  const plan = planFaults(given, FORMS);
  const config = { behaviours: plan.behavioursOf("d", own) };
  const initial = { faults: NO_FAULTS };
  const world = new FakeWorld([
    component({ name: "d", kind: "device", class: DEVICE, config, initial }),
  ]);
  for (const { to, kind, a } of plan.initially(() => 0)) world.send(to, kind, a);
  world.run(0);
  for (const [index, time] of nows.entries()) {
    for (const { to, kind, a } of plan.statement(index, () => 0)) {
      world.sendAfter(time, to, kind, a);
    }
  }
  for (const time of [1, 3, 5, 7]) world.sendAfter(time, 0, POKE);
  world.run();
  return world.events
    .filter(({ kind }) => kind === "console")
    .map(({ text }) => (text === "refuses" ? "R" : text))
    .join("");
}

// biome-ignore format: a table is read by rows and columns
const EXTENTS = [
  // extent                   pokes at 1, 3, 5, 7
  [{},                        "RRRR"],
  [{ from: 3 },               "-RRR"],
  [{ from: 2, until: 6 },     "-RR-"],
  [{ until: 3 },              "R---"],
  [{ once: true },            "R---"],
  [{ times: 2, from: 2 },     "-RR-"],
  [{ once: true, until: 1 },  "----"],
] as const;

for (const [extent, expected] of EXTENTS) {
  test(`a declared fault ${JSON.stringify(extent)}`, () => {
    expect(pokes(input([fault("d", { behaviour: refuses, ...extent })]))).toBe(expected);
  });
}

test("a fault of the timeline comes with its statement and goes like any other", () => {
  const now = (args: Args) => fact("fault-now", { target: "d", behaviour: refuses, ...args });
  expect(pokes(input([], [now({}), now({})]), [], [2])).toBe("-RRR");
  expect(pokes(input([], [now({ until: 4 }), now({ once: true })]), [], [2, 6])).toBe("-R-R");
});

test("faults befall their target only", () => {
  expect(pokes(input([fault("e", { behaviour: refuses })]))).toBe("----");
});

test("a driver's own behaviour always holds, and a fault hides it", () => {
  expect(pokes(input([]), [refuses])).toBe("RRRR");
  const own = fact("takes", { time: 1 });
  const two = fact("takes", { time: 2 });
  const plan = planFaults(input([fault("d", { behaviour: two })]), FORMS);
  const all = plan.behavioursOf("d", [own]);
  expect(behaviour(all, NO_FAULTS, "takes")).toBe(own);
  expect(behaviour(all, [{ fault: 0, left: 0 }], "takes")).toBe(two);
  expect(behavioursOf(all, [{ fault: 0, left: 0 }], "takes")).toEqual([two, own]);
  expect(behaves(all, NO_FAULTS, "refuses")).toBe(false);
});

test("the trace tells when a fault comes, is felt and goes", () => {
  const given = input([fault("d", { behaviour: refuses, once: true })]);
  const plan = planFaults(given, FORMS);
  const config = { behaviours: plan.behavioursOf("d", []) };
  const world = new FakeWorld([
    component({ name: "d", kind: "device", class: DEVICE, config, initial: { faults: NO_FAULTS } }),
  ]);
  for (const { to, kind, a } of plan.initially(() => 0)) world.send(to, kind, a);
  world.send(0, POKE);
  world.run();
  const kinds = world.events.map(({ kind }) => kind);
  expect(kinds).toEqual(["fault", "console", "fault-felt", "fault-ended"]);
});

test("a world is faulted by a fault, or by a driver that breaks a rule", () => {
  const faulted = (given: BuildInput, own: readonly Fact[]) =>
    planFaults(given, FORMS).isFaulted(own);
  expect(faulted(input([]), [fact("takes")])).toBe(false);
  expect(faulted(input([]), [refuses])).toBe(true);
  expect(faulted(input([fault("d", { behaviour: fact("takes") })]), [])).toBe(true);
});

test("an extent that makes no sense is said to make none", () => {
  const { check } = faultDeclaration(WORDS);
  expect(check?.({ once: true, times: 2 })?.message).toContain("exclude");
  expect(check?.({ times: 0 })?.message).toContain("at least");
  expect(check?.({ from: 5, until: 5 })?.message).toContain("over before");
  expect(check?.({ from: 5, until: 6, times: 3 })).toBeUndefined();
  expect(faultAction(WORDS).pattern).toContain("<behaviour:phrase driver>");
});
