import fc from "fast-check";
import { binary, event, field, literal, SPAN } from "../../engine/testing/expressions.ts";
import type { ComponentClass, Effects, Message } from "../../model/component.ts";
import { component } from "../../model/component.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";
import { START } from "../../model/lifecycle.ts";
import type { Platform, World } from "../../model/platform.ts";
import { monitor } from "../../model/rule.ts";

// Worlds of components that do whatever a table says: for tests that search them in more than one way.

const KINDS = [0, 1, 2].map((n) => messageKind(`lab-kind-${n}`));
export const EVENTS = [0, 1].map((n) => eventKind(`lab-event-${n}`));

/** What a component does about one kind of message in one of its modes. */
export interface Act {
  readonly mode: number;
  /** To whom: a number, or `BACK` or `TO_ALL`. */
  readonly sends: readonly (readonly [to: number, kind: number])[];
  readonly timer: number | null;
  readonly emit: number | null;
  readonly spend: boolean;
  readonly waits: "defers" | "recalls" | "discards" | null;
  readonly halts: boolean;
  /** It notes who has sent what is handled. */
  readonly notes: boolean;
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
  readonly noted: number;
}

export interface Lab {
  readonly parts: readonly Part[];
  readonly fuel: number;
  readonly rules: readonly ("alone" | "remembers" | "remembers who")[];
  readonly expects: readonly ("never both" | "never while" | "sometimes")[];
  readonly faults: number;
}

const MODES = 2;

/** To whoever has sent what is handled (itself, when that is a timer). */
export const BACK = -1;
/** To everybody else. */
const TO_ALL = -2;
/** To whom it has noted, if anybody. */
export const TO_NOTED = -3;

const act = (receivers: number): fc.Arbitrary<Act> =>
  fc.record({
    mode: fc.nat({ max: MODES - 1 }),
    sends: fc.array(
      fc.tuple(fc.integer({ min: TO_NOTED, max: receivers - 1 }), fc.nat({ max: 2 })),
      {
        maxLength: 2,
      },
    ),
    timer: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
    emit: fc.option(fc.nat({ max: 1 }), { freq: 2 }),
    spend: fc.boolean(),
    waits: fc.option(fc.constantFrom("defers", "recalls", "discards"), { freq: 1 }),
    halts: fc.integer({ min: 0, max: 20 }).map((one) => one === 0),
    notes: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  });

const part = (receivers: number): fc.Arbitrary<Part> => {
  const byKind = fc.array(act(receivers), { minLength: 3, maxLength: 3 });
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

const IDLE: Act = {
  mode: 0,
  sends: [],
  timer: null,
  emit: null,
  spend: false,
  waits: null,
  halts: false,
  notes: false,
};

/** A part that does the same in every mode, by kind, and takes everything. */
export function plainPart(acts: readonly Partial<Act>[], begins: number | null): Part {
  const ofEach = KINDS.map((_, kind) => ({ ...IDLE, ...acts[kind] }));
  const all = KINDS.map(() => true);
  return { acts: [ofEach, ofEach], takes: [all, all], begins };
}

const rest = {
  fuel: fc.integer({ min: 1, max: 3 }),
  rules: fc.array(fc.constantFrom("alone", "remembers", "remembers who"), { maxLength: 1 }),
  expects: fc.array(fc.constantFrom("never both", "never while", "sometimes"), { maxLength: 2 }),
  faults: fc.integer({ min: 0, max: 2 }),
} as const;

/** Two or three parts, each of its own kind. */
export const labs: fc.Arbitrary<Lab> = fc
  .integer({ min: 2, max: 3 })
  .chain((count) =>
    fc.record({ parts: fc.array(part(count), { minLength: count, maxLength: count }), ...rest }),
  );

/** A part and two or three others that are all of one kind. */
export const labsOfTwins: fc.Arbitrary<Lab> = fc
  .record({
    hub: part(1),
    twin: part(1),
    twins: fc.integer({ min: 2, max: 3 }),
    ...rest,
    fuel: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ hub, twin, twins, ...others }) => ({
    ...others,
    parts: [hub, ...Array.from({ length: twins }, () => twin)],
  }));

function receivers(
  to: number,
  { from }: Message,
  { noted }: State,
  self: number,
  parts: number,
): readonly number[] {
  if (to === BACK) return [from];
  if (to === TO_NOTED) return noted < 0 ? [] : [noted];
  if (to !== TO_ALL) return [to];
  return Array.from({ length: parts }, (_, id) => id).filter((id) => id !== self);
}

function hasWaited({ waits }: Act, { kind }: Message, effects: Effects): boolean {
  if (waits === "recalls") effects.recall();
  if (waits === "discards") effects.discard();
  if (waits !== "defers" || kind === KINDS[0]) return false;
  effects.defer();
  return true;
}

function perform(act: Act, message: Message, effects: Effects, state: State, parts: number): State {
  if (hasWaited(act, message, effects)) return { ...state, fuel: state.fuel - 1 };
  const isFaulty = act.spend && effects.spend(0);
  for (const [to, sent] of act.sends)
    for (const one of receivers(to, message, state, effects.self, parts))
      effects.send(one, KINDS[sent] as Message["kind"]);
  if (act.timer !== null) effects.startTimer(KINDS[act.timer] as Message["kind"], 1);
  if (act.emit !== null) effects.emit(EVENTS[act.emit] as (typeof EVENTS)[number]);
  if (act.halts) effects.halt();
  // Only what others notice is limited: what a part does by itself may go round for ever.
  const cost = act.sends.length > 0 || act.waits !== null ? 1 : 0;
  const noted = act.notes ? message.from : state.noted;
  return { mode: isFaulty ? 0 : act.mode, fuel: state.fuel - cost, noted };
}

function classOf({ acts, takes, begins }: Part): ComponentClass<State, number> {
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
      ...KINDS.map((kind, at): ComponentClass<State, number>["on"][number] => [
        kind,
        (state, message, effects, parts) => {
          const what = acts[state.mode]?.[at];
          return state.fuel === 0 || what === undefined
            ? state
            : perform(what, message, effects, state, parts);
        },
      ]),
    ],
  };
}

export function worldOf({ parts, fuel, faults }: Lab): World {
  const classes = new Map(parts.map((one) => [one, classOf(one)]));
  return {
    components: parts.map((one, id) =>
      component<State, number>({
        name: `p${id}`,
        kind: "part",
        class: classes.get(one) as ComponentClass<State, number>,
        config: parts.length,
        initial: { mode: 0, fuel, noted: -1 },
      }),
    ),
    deliveries: [],
    initially: parts.map((_, to) => ({ to, kind: START })),
    budgets: [faults],
    faulted: false,
  };
}

function isBroken(rule: Lab["rules"][number], heardOf: number | null, subject: number): boolean {
  if (rule === "alone") return subject !== 0;
  return heardOf !== null && (rule === "remembers" || heardOf !== subject);
}

/** A rule that one event breaks, or that a second event breaks after a first, or after a first of somebody else. */
export function platformOf({ rules }: Lab): Platform {
  const [first, second] = EVENTS;
  return {
    rules: rules.map((kind, at) => ({
      id: `LAB-${at}`,
      monitor: monitor<number | null>({
        scope: "run",
        kinds: EVENTS,
        initial: null,
        step: (heardOf, { kind: heard, subject }, seen) => {
          if (heard === second && isBroken(kind, heardOf, subject)) seen.violate(subject, "did it");
          if (kind === "alone" || heard !== first) return heardOf;
          return heardOf ?? subject;
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

export function expectationsOf({ expects }: Lab): readonly ExpectationPlan[] {
  const both = binary(mode("p0", 1), "and", mode("p1", 1));
  return expects.map((kind) => {
    if (kind === "never both") return { mode: "never", what: both, text: kind, span: SPAN };
    if (kind === "sometimes") return { mode: "sometimes", what: both, text: kind, span: SPAN };
    const what = event("lab-event-1");
    return { mode: "never", what, while: mode("p0", 1), text: kind, span: SPAN };
  });
}
