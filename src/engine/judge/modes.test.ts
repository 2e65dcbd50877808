import { describe, expect, test } from "vitest";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import { START } from "../../model/lifecycle.ts";
import type { RunResult } from "../../model/verdict.ts";
import {
  binary,
  event,
  expectation,
  field,
  literal,
  measure,
  not,
  outcome,
  power,
  ticks,
} from "../testing/expressions.ts";
import { device, operation, SWITCH } from "../testing/lab.ts";
import { at, play } from "../testing/scenario.ts";

/** Device `d0` is off from 10 to 20 and from 40 to 50, `d1` from 20 to 30; `op` runs from 60 to 65. */
function judge(what: ExpectationPlan): RunResult {
  const turn = (to: number, a: number) => ({ to, kind: SWITCH, a });
  return play({
    parts: [device("d0", { answersAfter: 5 }), device("d1"), operation("op", 0)],
    timeline: [
      at(10, turn(0, 0)),
      at(20, turn(0, 1), turn(1, 0)),
      at(30, turn(1, 1)),
      at(40, turn(0, 0)),
      at(50, turn(0, 1)),
      { ...at(60, { to: 2, kind: START }), label: "op" },
    ],
    // The rule against switching off is expected to be broken.
    expectations: [
      {
        ...expectation("end", literal(true)),
        what: { op: "violation", rule: "LAB-OFF", only: false, span: what.span },
      },
      what,
    ],
  });
}

/** `passed`, or why not, or why it tested nothing. */
function verdict(
  mode: ExpectationPlan["mode"],
  what: TypedExpr,
  rest: Partial<ExpectationPlan> = {},
): string {
  const result = judge(expectation(mode, what, rest));
  const [failure] = result.failures;
  const [empty] = result.vacuous;
  if (failure !== undefined) return `${failure.time} ${failure.message.replace(`${mode}: `, "")}`;
  return empty === undefined
    ? result.verdict
    : `vacuous: ${empty.message.replace(`${mode}: `, "")}`;
}

const D0_OFF = power("d0", "off");
const D1_OFF = power("d1", "off");
const D0_SWITCHED = event("switched", "d0");
const D1_SWITCHED = event("switched", "d1");
const OP_END = field("operation", "op", "end");
const ASKED = event("asked", "d0");
const ECHOED = event("echoed", "d0");

// biome-ignore format: a table is read by rows and columns
const CASES: readonly (readonly [string, string, ExpectationPlan["mode"], TypedExpr, Partial<ExpectationPlan>?])[] = [
  ["end: true",                        "passed", "end", outcome("op", "succeeded")],
  ["end: an event has happened",       "passed", "end", ASKED],
  ["end: an event has not happened",   "65 echoed(d0) never happened", "end", ECHOED],
  ["end: how often",                   "passed", "end", binary(measure("count", D0_SWITCHED), "==", literal(4))],
  ["end: how often, of anybody",       "passed", "end", binary(measure("count", event("switched")), "==", literal(6))],
  ["end: when first and last",         "passed", "end", binary(binary(measure("last", D0_SWITCHED), "-", measure("first", D0_SWITCHED)), "==", ticks(40))],
  ["end: a moment that never came",    "65 first(echoed(d0)) was not known", "end", binary(measure("first", ECHOED), "<", ticks(100))],
  ["end: nor is it unequal",           "65 first(echoed(d0)) was not known", "end", binary(measure("first", ECHOED), "!=", ticks(100))],
  ["end: negated",                     "65 op.outcome was succeeded", "end", not(outcome("op", "succeeded"))],
  ["end: either",                      "65 op.outcome was succeeded and d0.power was on", "end", binary(outcome("op", "hung"), "or", D0_OFF)],

  ["leads-to: it comes",               "passed", "leads-to", D0_OFF, { other: D1_OFF }],
  ["leads-to: it is so already",       "passed", "leads-to", power("d0", "on"), { other: power("d0", "on") }],
  ["leads-to: not the second time",    "65 it did not come after d0.power == off at 40ns", "leads-to", D1_OFF, { other: D0_OFF }],
  ["leads-to: an event, each time",    "passed", "leads-to", D0_SWITCHED, { other: D1_SWITCHED }],
  ["leads-to: nothing follows it",     "65 it did not come after switched(d0) at 40ns", "leads-to", D1_SWITCHED, { other: D0_SWITCHED }],
  ["leads-to: never owed",             "vacuous: echoed(d0) never came", "leads-to", D1_OFF, { other: ECHOED }],

  ["always: holds",                    "passed", "always", binary(power("d0", "on"), "or", power("d1", "on"))],
  ["always: fails when seen",          "20 d1.power was off, seen at 20ns", "always", power("d1", "on")],
  ["always while: holds",              "passed", "always", power("d1", "on"), { while: D0_OFF }],
  ["always while: fails",              "20 d0.power was on, seen at 20ns", "always", D0_OFF, { while: D1_OFF }],
  ["always while: nothing tested",     "vacuous: op.outcome == hung was never true", "always", D0_OFF, { while: outcome("op", "hung") }],
  ["always: no event ever",            "10 switched(d0) happened at 10ns, seen at 10ns", "always", not(D0_SWITCHED)],

  ["never: holds",                     "passed", "never", binary(D0_OFF, "and", D1_OFF)],
  ["never: an event",                  "20 switched(d1) happened at 20ns, seen at 20ns", "never", D1_SWITCHED],
  ["never while: event at a bad time", "40 switched(d0) happened 3 times, first at 10ns, last at 40ns, seen at 40ns", "never", D0_SWITCHED, { while: binary(measure("count", D0_SWITCHED), ">", literal(2)) }],
  ["never while: nothing tested",      "vacuous: op.outcome == hung was never true", "never", D0_SWITCHED, { while: outcome("op", "hung") }],
  ["never while: event elsewhere",     "passed", "never", D1_SWITCHED, { while: binary(OP_END, ">", ticks(0)) }],

  ["sometimes: holds",                 "passed", "sometimes", D1_OFF],
  ["sometimes: fails",                 "65 it never was; in the end d0.power was on", "sometimes", binary(D0_OFF, "and", D1_OFF)],

  ["eventually: holds",                "passed", "eventually", D0_OFF],
  ["eventually: fails",                "65 it never was; in the end echoed(d0) never happened", "eventually", ECHOED],
  ["within: in time",                  "passed", "eventually", D0_OFF, { within: 20, anchor: measure("first", D1_SWITCHED) }],
  ["within: at the last moment",       "passed", "eventually", power("d0", "on"), { within: 10, anchor: measure("first", D0_SWITCHED) }],
  ["within: too late",                 "29 until 29ns it was not so; d1.power was off", "eventually", power("d1", "on"), { within: 9, anchor: D1_OFF }],
  ["within: was true before only",     "64 until 64ns it was not so; d0.power was on", "eventually", D0_OFF, { within: 4, anchor: field("operation", "op", "start") }],
  ["within: event before counts",      "passed", "eventually", D0_SWITCHED, { within: 4, anchor: field("operation", "op", "start") }],
  ["within: no such moment",           "65 first(echoed(d0)) never came", "eventually", D0_OFF, { within: 5, anchor: measure("first", ECHOED) }],
  ["within: run over too early",       "65 in the end d0.power was on", "eventually", D0_OFF, { within: 5, anchor: OP_END }],

  ["before: holds",                    "passed", "before", D0_SWITCHED, { other: D1_SWITCHED }],
  ["before: fails",                    "20 switched(d1) came first at 20ns, switched(d0) at 10ns", "before", D1_SWITCHED, { other: D0_SWITCHED }],
  ["before: states",                   "passed", "before", D0_OFF, { other: D1_OFF }],
  ["before: event, then its state",    "passed", "before", D0_SWITCHED, { other: D0_OFF }],
  ["before: state, then its event",    "10 d0.power == off came first at 10ns, switched(d0) at 10ns", "before", D0_OFF, { other: D0_SWITCHED }],
  ["before: absent",                   "65 echoed(d0) never happened", "before", D0_OFF, { other: ECHOED }],
  ["before: both absent",              "65 echoed(d0) and op.outcome == hung never happened", "before", ECHOED, { other: outcome("op", "hung") }],
  ["after: holds",                     "passed", "after", D1_SWITCHED, { other: D0_SWITCHED }],
  ["after: fails",                     "20 d0.power == off came first at 10ns, d1.power == off at 20ns", "after", D0_OFF, { other: D1_OFF }],

  ["until: holds",                     "passed", "until", power("d1", "on"), { other: D0_OFF }],
  ["until: fails",                     "10 d0.power was off, seen at 10ns", "until", power("d0", "on"), { other: D1_OFF }],
  ["until: what never comes",          "vacuous: echoed(d0) never came", "until", binary(power("d0", "on"), "or", power("d1", "on")), { other: ECHOED }],

  ["at: a time",                       "passed", "at", D1_OFF, { other: ticks(25) }],
  ["at: all of that instant",          "passed", "at", D1_OFF, { other: ticks(20) }],
  ["at: a time, fails",                "45 d0.power was off at 45ns", "at", power("d0", "on"), { other: ticks(45) }],
  ["at: a moment",                     "passed", "at", power("d0", "on"), { other: OP_END }],
  ["at: a moment and more",            "passed", "at", D0_OFF, { other: binary(measure("first", D1_SWITCHED), "+", ticks(25)) }],
  ["at: a moment in the past",         "65 55ns was over when it became known", "at", D0_OFF, { other: binary(OP_END, "-", ticks(10)) }],
  ["at: after the end",                "65 the run ended at 65ns", "at", D0_OFF, { other: ticks(100) }],
  ["at: never",                        "65 first(echoed(d0)) never came", "at", D0_OFF, { other: measure("first", ECHOED) }],
  ["at: each event",                   "passed", "at", power("d0", "on"), { other: D1_SWITCHED }],
  ["at: each event, fails later",      "20 d0.power was on, seen at 20ns", "at", D0_OFF, { other: D0_SWITCHED }],
  ["at: a state beginning",            "passed", "at", power("d0", "on"), { other: D1_OFF }],
  ["at: an event that never came",     "65 echoed(d0) never came", "at", D0_OFF, { other: ECHOED }],
];

describe("expectations", () => {
  for (const [says, wanted, mode, what, rest] of CASES) {
    test(says, () => {
      expect(verdict(mode, what, rest)).toBe(wanted);
    });
  }

  test("that wait for an absent side are vacuous besides failing", () => {
    const { vacuous } = judge(expectation("before", D0_OFF, { other: ECHOED }));
    expect(vacuous.map(({ message }) => message)).toEqual(["before: echoed(d0) never happened"]);
  });

  test("with a time say so when it was missed", () => {
    const within = { within: 9, anchor: D1_OFF };
    const [late] = judge(expectation("eventually", power("d1", "on"), within)).failures;
    expect(late?.kind).toBe("deadline");
    const [early] = judge(expectation("at", D0_OFF, { other: ticks(100) })).failures;
    expect(early?.notes).toEqual([
      "the run ended before that time was over; `run for` makes it longer",
    ]);
  });
});
