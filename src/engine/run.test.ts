import { describe, expect, test } from "vitest";
import { CoreEvent } from "../model/event.ts";
import { START } from "../model/lifecycle.ts";
import type { Delivery } from "../model/platform.ts";
import { record } from "./run.ts";
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
  violated,
} from "./testing/expressions.ts";
import {
  BEGIN,
  CRASH,
  device,
  ECHO,
  NONSENSE,
  operation,
  SWITCH,
  workload,
} from "./testing/lab.ts";
import type { Script } from "./testing/scenario.ts";
import { at, complaints, OPTIONS, planOf, play, worldOf } from "./testing/scenario.ts";

const off = (to: number, echoAfter = 0): Delivery => ({ to, kind: SWITCH, a: 0, b: echoAfter });
const on = (to: number): Delivery => ({ to, kind: SWITCH, a: 1 });
const start = (to: number): Delivery => ({ to, kind: START });

/** `d0` is off from 10 to 20; `op` asks it from 30 to 35. */
const DAY: Script = {
  parts: [device("d0", { answersAfter: 5 }), operation("op", 0)],
  timeline: [at(10, off(0)), at(20, on(0)), { ...at(30, start(1)), label: "op" }],
  expectations: [expectation("end", violated("LAB-OFF"))],
};

const day = (...expectations: NonNullable<Script["expectations"]>): Script => ({
  ...DAY,
  expectations: [...(DAY.expectations ?? []), ...expectations],
});

const IS_OFF = power("d0", "off");
const OP_END = field("operation", "op", "end");

describe("the end of a run", () => {
  test("comes when statements and operations are over", () => {
    const result = play(DAY);
    expect(complaints(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: "passed", virtualTime: 35, assertions: 1, seed: 1 });
  });

  test("waits for workloads to drain, which are stopped at that instant", () => {
    const script: Script = {
      parts: [device("d0", { answersAfter: 12 }), workload("w", { on: 0, every: 10 })],
      initially: [{ to: 1, kind: BEGIN }],
      timeline: [at(25)],
      expectations: [
        expectation("end", binary(field("workload", "w", "issued"), "==", literal(3))),
        expectation("end", field("workload", "w", "drained")),
      ],
    };
    expect(play(script)).toMatchObject({ verdict: "passed", virtualTime: 32 });
  });

  test("comes at `run for`, whatever is going on", () => {
    const script: Script = {
      parts: [device("d0"), workload("w", { on: 0, every: 10 })],
      initially: [{ to: 1, kind: BEGIN }],
      runFor: 95,
      expectations: [
        expectation("end", binary(field("workload", "w", "issued"), "==", literal(10))),
      ],
    };
    expect(play(script)).toMatchObject({ verdict: "passed", virtualTime: 95 });
    expect(play({ ...DAY, runFor: 1000 })).toMatchObject({ verdict: "passed", virtualTime: 1000 });
  });

  test("includes everything of its last instant", () => {
    const script: Script = {
      parts: [device("d0"), operation("op", 0), device("d1")],
      timeline: [{ ...at(30, start(1), { to: 2, kind: ECHO }), label: "op" }],
      expectations: [
        expectation("end", binary(field("device", "d1", "echoes"), "==", literal(1))),
        expectation("end", violated("LAB-ECHO")),
      ],
    };
    expect(complaints(play(script))).toEqual([]);
  });

  test("comes at once when nobody can answer any more", () => {
    const script: Script = {
      parts: [device("d0", { answersAfter: "never" }), operation("op", 0)],
      timeline: [{ ...at(30, start(1)), label: "op" }],
    };
    const result = play(script);
    expect(complaints(result)).toEqual(["deadlock: op has hung"]);
    expect(result.failures[0]?.span.start).toBe(0);
    expect(result.virtualTime).toBe(30);
    const owned = { ...script, expectations: [expectation("end", outcome("op", "hung"))] };
    expect(play(owned).verdict).toBe("passed");
    const hang = { ...script, expectations: [expectation("end", event("hang"))] };
    expect(play(hang).verdict).toBe("passed");
    const other = { ...script, expectations: [expectation("end", outcome("op", "succeeded"))] };
    expect(complaints(play(other))).toEqual([
      "deadlock: op has hung",
      "expectation: end: op.outcome was hung",
    ]);
  });

  test("gives up requests that nobody answers", () => {
    const script: Script = {
      parts: [device("d0", { answersAfter: "never" }), workload("w", { on: 0, every: 10 })],
      initially: [{ to: 1, kind: BEGIN }],
      timeline: [at(25)],
      expectations: [expectation("end", binary(field("workload", "w", "lost"), "==", literal(3)))],
    };
    expect(play(script)).toMatchObject({ verdict: "passed", virtualTime: 25 });
  });

  test("is inconclusive at a bound, and names the statements that still wait", () => {
    const script: Script = {
      parts: [device("d0"), workload("w", { on: 0, every: 10 })],
      initially: [{ to: 1, kind: BEGIN }],
      timeline: [{ when: { kind: "when", condition: IS_OFF }, does: [on(0)] }],
    };
    const result = play(script);
    expect(result.verdict).toBe("inconclusive");
    expect(complaints(result)).toEqual(["limit: the run reached its limit: 10000 events"]);
    expect(result.failures[0]?.notes).toEqual(["still waiting for the moment of: step 0"]);
    expect(complaints(play(script, { maxTime: 1000 }))).toEqual([
      "limit: the run reached its limit: 1us of virtual time",
    ]);
    expect(complaints(play(script, { wallExpired: () => true }))).toEqual([
      "wall-timeout: the run took longer than its wall timeout",
    ]);
    const failing = { ...script, expectations: [expectation("always", IS_OFF)] };
    expect(play(failing).verdict).toBe("failed");
  });
});

describe("the timeline", () => {
  test("goes by times, ends of operations, moments and conditions", () => {
    const result = record(
      planOf({
        parts: [device("d0", { answersAfter: 5 }), operation("op", 0)],
        timeline: [
          { when: { kind: "after", delay: 3 }, does: [] },
          { when: { kind: "after", delay: 4 }, does: [start(1)], label: "op" },
          { when: { kind: "after", delay: 6 }, does: [off(0)] },
          {
            when: { kind: "after", moment: field("operation", "op", "start"), delay: 1 },
            does: [],
          },
          { when: { kind: "after", moment: OP_END, delay: 100 }, does: [] },
          { when: { kind: "when", condition: IS_OFF }, does: [on(0)] },
          { when: { kind: "when", condition: event("switched") }, does: [] },
          { when: { kind: "when", condition: literal(true) }, does: [] },
        ],
        expectations: [expectation("end", violated("LAB-OFF"))],
      }),
      worldOf({
        parts: [device("d0", { answersAfter: 5 }), operation("op", 0)],
        timeline: [at(0), at(0, start(1)), at(0, off(0)), at(0), at(0), at(0, on(0)), at(0), at(0)],
      }),
      OPTIONS,
    );
    const statements = result.trace.filter(({ kind }) => kind === CoreEvent.statement);
    expect(statements.map(({ time, value }) => `${time}: ${value}`)).toEqual([
      "0: 7",
      "3: 0",
      "7: 1",
      "8: 3",
      "18: 2",
      "18: 5",
      "18: 6",
      "112: 4",
    ]);
    expect(result.result.verdict).toBe("passed");
  });

  test("keeps the written order of one instant, unless an order says otherwise", () => {
    const labelled = ["a", "b", "c"].map((label) => ({ ...at(5), label }));
    const told = (orders: Script["orders"] = []): readonly number[] => {
      const script = { parts: [operation("x", 0)], timeline: labelled, orders };
      const { trace } = record(planOf(script), worldOf({ ...script, parts: [] }), OPTIONS);
      return trace.map(({ value }) => value);
    };
    const label = (name: string) => ({ ...field("operation", name, "end"), name });
    expect(told()).toEqual([0, 1, 2]);
    expect(told([[label("c"), label("a")]])).toEqual([1, 2, 0]);
    expect(
      told([
        [label("c"), label("b")],
        [label("b"), label("a")],
      ]),
    ).toEqual([2, 1, 0]);
    expect(
      told([
        [label("b"), label("a")],
        [label("a"), label("b")],
      ]),
    ).toEqual([2, 0, 1]);
    expect(told([[label("nobody"), label("a")]])).toEqual([0, 1, 2]);
  });

  test("says which statements were never carried out", () => {
    const timeline = [{ when: { kind: "when", condition: IS_OFF } as const, does: [on(0)] }];
    const result = play({ parts: [device("d0")], timeline });
    expect(result.verdict).toBe("passed");
    expect(result.vacuous.map(({ message }) => message)).toEqual(["its moment never came: step 0"]);
  });
});

describe("rules and invariants", () => {
  const broken: Script = { parts: [device("d0")] };

  test("fail a run that did not expect their breach", () => {
    const result = play({ ...broken, timeline: [at(10, off(0))] });
    expect(complaints(result)).toEqual([
      "rule: d0 broke LAB-OFF: switched off",
      "invariant: LAB-EVEN does not hold: d0: switched 1 times",
    ]);
    expect(result.failures[0]).toMatchObject({
      rule: "LAB-OFF",
      time: 10,
      notes: ["LAB-OFF: Nobody is switched off. [lab]"],
    });
    expect(play({ ...broken, timeline: [at(10, off(0))], faulted: true }).failures.length).toBe(1);
  });

  test("are noted when their breach was expected", () => {
    const { noted } = play(DAY);
    expect(noted).toEqual([
      { rule: "LAB-OFF", who: "d0", what: "switched off", time: 10, why: "expected" },
    ]);
    const byOther = { ...DAY, parts: [...DAY.parts, device("d1")] };
    const expectations = [expectation("end", violated("LAB-OFF", "d1"))];
    expect(complaints(play({ ...byOther, expectations }))).toEqual([
      "rule: d0 broke LAB-OFF: switched off",
      "expectation: end: rule LAB-OFF violated by d1 was not seen",
    ]);
  });

  test("forgive what follows from an expected breach, save with `only`", () => {
    const timeline = [at(10, off(0, 3)), at(20, on(0))];
    const follows = { ...DAY, parts: [device("d0")], timeline };
    expect(play(follows).noted.map(({ rule, why }) => `${rule} ${why}`)).toEqual([
      "LAB-OFF expected",
      "LAB-ECHO consequent",
    ]);
    expect(play(follows).verdict).toBe("passed");
    const only = {
      ...follows,
      expectations: [expectation("end", violated("LAB-OFF", "d0", true))],
    };
    expect(complaints(play(only))).toEqual(["rule: d0 broke LAB-ECHO: echoed"]);
    const unrelated = {
      ...follows,
      timeline: [...timeline.slice(1), at(25, { to: 0, kind: ECHO })],
    };
    expect(complaints(play({ ...unrelated, expectations: [] }))).toEqual([
      "rule: d0 broke LAB-ECHO: echoed",
    ]);
  });
});

describe("grave outcomes", () => {
  const crash: Script = {
    parts: [device("d0")],
    timeline: [at(10, { to: 0, kind: CRASH }), at(20, off(0))],
  };

  test("fail a run unless an expectation that held speaks of them", () => {
    expect(complaints(play(crash))).toEqual(["panic: the system panicked"]);
    expect(play({ ...crash, expectations: [expectation("end", event("panic"))] })).toMatchObject({
      verdict: "passed",
      virtualTime: 10,
      vacuous: [],
    });
    const never = { ...crash, expectations: [expectation("never", event("panic"))] };
    expect(complaints(play(never))).toEqual([
      "panic: the system panicked",
      "expectation: never: panic happened at 10ns, seen at 10ns",
    ]);
  });

  test("are turned round by `expect failure`", () => {
    expect(play({ ...crash, expectFailure: "known" })).toMatchObject({
      verdict: "passed",
      expectedFailure: "known",
      failures: [{ kind: "panic" }],
    });
    expect(play({ ...DAY, expectFailure: "known" })).toMatchObject({
      verdict: "failed",
      failures: [{ kind: "unexpected-pass" }],
    });
  });

  test("that are the program's own name the fault and harm no later run", () => {
    const faults: unknown[] = [];
    const result = play(
      { parts: [device("d0")], timeline: [at(10, { to: 0, kind: NONSENSE })], expectFailure: "x" },
      { onFault: (fault) => faults.push(fault) },
    );
    expect(complaints(result)).toEqual([
      "engine: lab-nonsense from the scenario reached device d0 (Device), which does not handle it",
    ]);
    expect(result.verdict).toBe("failed");
    expect(faults.length).toBe(1);
    expect(play(DAY).verdict).toBe("passed");
  });
});

describe("failures", () => {
  test("tell what led to them, and where it was asked for", () => {
    const [failure] = play(day(expectation("end", outcome("op", "hung")))).failures;
    expect(failure?.message).toBe("end: op.outcome was succeeded");
    expect(failure?.trail).toEqual([
      {
        time: 30,
        text: "the scenario says: step 2 as op",
        span: { file: "lab.drs", start: 2, end: 3 },
      },
      { time: 30, text: "op begins" },
      { time: 30, text: "d0: asked" },
      { time: 35, text: "op succeeds" },
    ]);
  });

  test("show the value of each part of the expectation", () => {
    const late = binary(
      OP_END,
      ">",
      binary(measure("last", event("switched", "d0")), "+", ticks(90)),
    );
    const [failure] = play(day(expectation("end", binary(not(IS_OFF), "and", late)))).failures;
    expect(failure?.message).toBe("end: op.end was 35ns and last(switched(d0)) + 90ns was 110ns");
    expect(failure?.parts.map(({ text, value }) => `${text} = ${value}`)).toEqual([
      "d0.power = on",
      "op.end = 35ns",
      "last(switched(d0)) + 90ns = 110ns",
      "last(switched(d0)) = 20ns",
    ]);
  });
});
