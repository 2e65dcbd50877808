import fc from "fast-check";
import { expect, test } from "vitest";
import { binary, event, field, literal, SPAN } from "../../../engine/testing/expressions.ts";
import type { ComponentClass, Effects, Message } from "../../../model/component.ts";
import { component } from "../../../model/component.ts";
import type { ExpectationPlan, TypedExpr } from "../../../model/expression.ts";
import { eventKind, messageKind } from "../../../model/kinds.ts";
import { START } from "../../../model/lifecycle.ts";
import type { Platform, World } from "../../../model/platform.ts";
import { monitor } from "../../../model/rule.ts";
import { DepthFirst } from "../depth-first.ts";
import { Space } from "../space.ts";
import { ReducedSearch } from "./reduced-search.ts";
import { Skeleton } from "./skeleton.ts";

// Worlds of components that do whatever a table says, searched in full and reduced: what can go wrong, where they can end and what
// is seen must be the same.

const KINDS = [0, 1, 2].map((n) => messageKind(`lab-kind-${n}`));
const EVENTS = [0, 1].map((n) => eventKind(`lab-event-${n}`));

/** What a component does about one kind of message in one of its modes. */
interface Act {
  readonly mode: number;
  readonly sends: readonly (readonly [to: number, kind: number])[];
  readonly timer: number | null;
  readonly emit: number | null;
  readonly spend: boolean;
  readonly waits: "defers" | "recalls" | "discards" | null;
  readonly halts: boolean;
}

interface Part {
  /** By mode, then by kind. */
  readonly acts: readonly (readonly Act[])[];
  /** By mode: the kinds that it takes. */
  readonly takes: readonly (readonly boolean[])[];
  readonly begins: number | null;
}

interface State {
  readonly mode: number;
  /** It can still do so much. */
  readonly fuel: number;
}

interface Lab {
  readonly parts: readonly Part[];
  readonly fuel: number;
  readonly rules: readonly ("alone" | "remembers")[];
  readonly expects: readonly ("never both" | "never while" | "sometimes")[];
  readonly faults: number;
}

const MODES = 2;

const act = (parts: number): fc.Arbitrary<Act> =>
  fc.record({
    mode: fc.nat({ max: MODES - 1 }),
    sends: fc.array(fc.tuple(fc.nat({ max: parts - 1 }), fc.nat({ max: 2 })), { maxLength: 2 }),
    timer: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
    emit: fc.option(fc.nat({ max: 1 }), { freq: 2 }),
    spend: fc.boolean(),
    waits: fc.option(fc.constantFrom("defers", "recalls", "discards"), { freq: 1 }),
    halts: fc.integer({ min: 0, max: 20 }).map((one) => one === 0),
  });

const part = (parts: number): fc.Arbitrary<Part> => {
  const byKind = fc.array(act(parts), { minLength: 3, maxLength: 3 });
  const taken = fc.array(
    fc.integer({ min: 0, max: 4 }).map((one) => one > 0),
    {
      minLength: 3,
      maxLength: 3,
    },
  );
  return fc.record({
    acts: fc.array(byKind, { minLength: MODES, maxLength: MODES }),
    takes: fc.array(taken, { minLength: MODES, maxLength: MODES }),
    begins: fc.option(fc.nat({ max: 2 }), { freq: 4 }),
  });
};

const labs: fc.Arbitrary<Lab> = fc.integer({ min: 2, max: 3 }).chain((count) =>
  fc.record({
    parts: fc.array(part(count), { minLength: count, maxLength: count }),
    fuel: fc.integer({ min: 1, max: 3 }),
    rules: fc.array(fc.constantFrom("alone", "remembers"), { maxLength: 1 }),
    expects: fc.array(fc.constantFrom("never both", "never while", "sometimes"), { maxLength: 2 }),
    faults: fc.integer({ min: 0, max: 2 }),
  }),
);

function perform(act: Act, { kind }: Message, effects: Effects, state: State): State {
  if (act.waits === "defers" && kind !== KINDS[0]) {
    effects.defer();
    return { ...state, fuel: state.fuel - 1 };
  }
  if (act.waits === "recalls") effects.recall();
  if (act.waits === "discards") effects.discard();
  const isFaulty = act.spend && effects.spend(0);
  for (const [to, sent] of act.sends) effects.send(to, KINDS[sent] as Message["kind"]);
  if (act.timer !== null) effects.startTimer(KINDS[act.timer] as Message["kind"], 1);
  if (act.emit !== null) effects.emit(EVENTS[act.emit] as (typeof EVENTS)[number]);
  if (act.halts) effects.halt();
  // Only what others notice is limited: what a part does by itself may go round for ever.
  const cost = act.sends.length > 0 || act.waits !== null ? 1 : 0;
  return { mode: isFaulty ? 0 : act.mode, fuel: state.fuel - cost };
}

function classOf({ acts, takes, begins }: Part): ComponentClass<State, null> {
  return {
    name: "lab part",
    accepts: (state, kind) => kind === START || takes[state.mode]?.[KINDS.indexOf(kind)] === true,
    on: [
      [
        START,
        (state, _, effects) => {
          if (begins !== null) effects.startTimer(KINDS[begins] as Message["kind"], 1);
          return state;
        },
      ],
      ...KINDS.map((kind, at): ComponentClass<State, null>["on"][number] => [
        kind,
        (state, message, effects) => {
          const what = acts[state.mode]?.[at];
          return state.fuel === 0 || what === undefined
            ? state
            : perform(what, message, effects, state);
        },
      ]),
    ],
  };
}

function worldOf({ parts, fuel, faults }: Lab): World {
  return {
    components: parts.map((one, id) =>
      component<State, null>({
        name: `p${id}`,
        kind: "part",
        class: classOf(one),
        config: null,
        initial: { mode: 0, fuel },
      }),
    ),
    deliveries: [],
    initially: parts.map((_, to) => ({ to, kind: START })),
    budgets: [faults],
    faulted: false,
  };
}

/** A rule that one event breaks, or that a second event breaks after a first. */
function platformOf({ rules }: Lab): Platform {
  const [first, second] = EVENTS;
  return {
    rules: rules.map((kind, at) => ({
      id: `LAB-${at}`,
      monitor: monitor<boolean>({
        scope: "run",
        kinds: EVENTS,
        initial: false,
        step: (hasHeard, { kind: heard, subject }, seen) => {
          const isBroken = heard === second && (kind === "alone" ? subject === 1 : hasHeard);
          if (isBroken) seen.violate(subject, "did it");
          return kind === "remembers" && (hasHeard || heard === first);
        },
      }),
    })),
    invariants: [],
    vocabulary: {
      kinds: [
        {
          kind: "part",
          fields: { mode: { type: "number", read: ({ mode }: State) => mode } },
        },
      ],
      globals: [],
    },
  } as unknown as Platform;
}

const mode = (name: string, value: number): TypedExpr =>
  binary(
    { ...field("device", name, "power"), kind: "part", field: "mode" } as TypedExpr,
    "==",
    literal(value),
  );

function expectationsOf({ expects }: Lab): readonly ExpectationPlan[] {
  const both = binary(mode("p0", 1), "and", mode("p1", 1));
  return expects.map((kind) => {
    if (kind === "never both") return { mode: "never", what: both, text: kind, span: SPAN };
    if (kind === "sometimes") return { mode: "sometimes", what: both, text: kind, span: SPAN };
    const what = event("lab-event-1");
    return { mode: "never", what, while: mode("p0", 1), text: kind, span: SPAN };
  });
}

interface Found {
  readonly isWrong: boolean;
  readonly ends: readonly string[];
  readonly unseen: readonly string[];
  readonly states: number;
}

const STATES_MAX = 20_000;

/** What a search finds in a lab; nothing when it is too large. */
function found(lab: Lab, isReduced: boolean): Found | undefined {
  const space = new Space(worldOf(lab), platformOf(lab), expectationsOf(lab));
  const ends = new Set<string>();
  const atTheEnd = space.wrongAtTheEnd.bind(space);
  space.wrongAtTheEnd = (row) => {
    const cells = Array.from(row.subarray(0, space.components), (id) => space.automata.cell(id));
    ends.add(JSON.stringify(cells));
    return atTheEnd(row);
  };
  const skeleton = isReduced ? Skeleton.of(space) : undefined;
  if (isReduced && skeleton === undefined) return undefined;
  const search = skeleton ? new ReducedSearch(space, { skeleton }) : new DepthFirst(space);
  while (search.waiting > 0 && search.wrong === undefined && search.states < STATES_MAX)
    search.expand(1000);
  if (search.states >= STATES_MAX) return undefined;
  const isWrong = search.wrong !== undefined;
  return {
    isWrong,
    ends: isWrong ? [] : [...ends].sort(),
    unseen: isWrong ? [] : [...space.conditions.unseen].map(({ text }) => text).sort(),
    states: search.states,
  };
}

test("the reduced search comes to the same verdict, ends and sights as the full one", () => {
  const seen = { all: 0, wrong: 0, smaller: 0, full: 0, reduced: 0 };
  const agrees = (lab: Lab): void => {
    const full = found(lab, false);
    const reduced = found(lab, true);
    if (full === undefined || reduced === undefined) return;
    expect({ ...reduced, states: 0 }).toEqual({ ...full, states: 0 });
    seen.all += 1;
    seen.wrong += full.isWrong ? 1 : 0;
    if (full.isWrong) return;
    seen.full += full.states;
    seen.reduced += reduced.states;
    if (reduced.states < full.states) seen.smaller += 1;
  };
  fc.assert(fc.property(labs, agrees), { numRuns: 500 });
  expect(seen.all).toBeGreaterThan(400);
});
