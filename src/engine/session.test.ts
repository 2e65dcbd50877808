import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ComponentSpec } from "../model/component.ts";
import { component } from "../model/component.ts";
import { eventKind, messageKind } from "../model/kinds.ts";
import { START } from "../model/lifecycle.ts";
import type { RunResult } from "../model/verdict.ts";
import { run } from "./run.ts";
import { Arena, Session } from "./session.ts";
import { event, expectation, power, violated } from "./testing/expressions.ts";
import { BEGIN, device, ECHO, operation, SWITCH, workload } from "./testing/lab.ts";
import type { Script } from "./testing/scenario.ts";
import { OPTIONS, planOf, play, worldOf } from "./testing/scenario.ts";
import { conclude } from "./verdict/conclude.ts";
import { endedOf } from "./verdict/operations.ts";

/** A session over a script, and what it comes to when it is played on from where it stands. */
function open(script: Script): { readonly session: Session; readonly finish: () => RunResult } {
  const options = { ...OPTIONS, recording: true, maxEvents: 500 };
  const session = new Session(new Arena(), planOf(script), worldOf(script), options);
  const finish = (): RunResult => {
    session.run();
    session.close(endedOf(session));
    return conclude(session);
  };
  return { session, finish };
}

const statement = fc.record({
  when: fc.record({ kind: fc.constant("at" as const), time: fc.nat(60) }),
  does: fc.array(
    fc.record({
      to: fc.nat(1),
      kind: fc.constantFrom(SWITCH, ECHO),
      a: fc.nat(3),
      b: fc.nat(9),
    }),
    { maxLength: 2 },
  ),
});

const script: fc.Arbitrary<Script> = fc
  .record({ statements: fc.array(statement, { maxLength: 8 }), answersAfter: fc.nat(20) })
  .map(({ statements, answersAfter }) => ({
    parts: [
      device("d0", { answersAfter }),
      device("d1"),
      operation("op", 0),
      workload("w", { on: 0, every: 7 }),
    ],
    initially: [{ to: 3, kind: BEGIN }],
    timeline: [
      { when: { kind: "at", time: 30 }, does: [{ to: 2, kind: START }], label: "op" },
      ...statements,
      { when: { kind: "when", condition: event("echoed") }, does: [{ to: 1, kind: SWITCH, a: 0 }] },
    ],
    expectations: [
      expectation("always", power("d0", "on"), { while: power("d1", "on") }),
      expectation("before", power("d0", "off"), { other: power("d1", "off") }),
      expectation("end", violated("LAB-OFF")),
    ],
  }));

describe("a session", () => {
  test("comes to the same, message by message or in one go", () => {
    fc.assert(
      fc.property(script, (one) => {
        const whole = open(one).finish();
        const { session, finish } = open(one);
        while (session.step());
        expect(finish()).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test("goes on from a snapshot to the same trace and verdict", () => {
    fc.assert(
      fc.property(script, fc.nat(40), fc.nat(40), (one, before, beyond) => {
        const { session, finish } = open(one);
        for (let step = 0; step < before; step += 1) session.step();
        const snapshot = session.snapshot();
        for (let step = 0; step < beyond; step += 1) session.step();
        session.restore(snapshot);
        const whole = finish();
        expect(whole).toEqual(open(one).finish());
        session.restore(snapshot);
        expect(finish()).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test("that always takes the first of what is enabled plays as written", () => {
    fc.assert(
      fc.property(script, (one) => {
        const { session, finish } = open(one);
        for (;;) {
          const [first] = session.enabled();
          if (first === undefined || !session.take(first)) break;
        }
        expect(finish()).toEqual(open(one).finish());
      }),
      { numRuns: 60 },
    );
  });

  test("can take what is enabled in any order", () => {
    const { session } = open({
      parts: [device("d0"), device("d1")],
      timeline: [0, 1].map((to) => ({
        when: { kind: "at", time: 5 },
        does: [{ to, kind: ECHO }],
      })),
    });
    const classes = (): readonly string[] => session.enabled().map((one) => one.class);
    expect(classes()).toEqual(["statement", "statement"]);
    const snapshot = session.snapshot();
    const traces = [0, 1].map((choice) => {
      session.restore(snapshot);
      const enabled = session.enabled()[choice];
      if (enabled !== undefined) session.take(enabled);
      session.run();
      return session.kernel.announcer.digits();
    });
    expect(new Set(traces).size).toBe(2);
  });
});

describe("random numbers", () => {
  const DRAW = messageKind("draw");
  const DRAWN = eventKind("drawn");

  const drawer = (name: string, purposes: readonly number[]): ComponentSpec =>
    component<null, readonly number[]>({
      name,
      kind: "drawer",
      class: {
        name: "Drawer",
        on: [
          [
            DRAW,
            (state, _, effects, config) => {
              for (const purpose of config) {
                effects.emit(DRAWN, effects.self, effects.random(purpose), String(purpose));
              }
              return state;
            },
          ],
        ],
      },
      config: purposes,
      initial: null,
    });

  /** What each drawer draws for each purpose, in order. */
  function drawn(
    parts: readonly ComponentSpec[],
    seed = 1,
  ): ReadonlyMap<string, readonly number[]> {
    const initially = parts.map((_, to) => ({ to, kind: DRAW }));
    const one = { parts, initially };
    const options = { ...OPTIONS, seed, recording: true };
    const session = new Session(new Arena(), planOf(one), worldOf(one), options);
    const streams = new Map<string, number[]>();
    for (const { subject, text, value } of session.kernel.announcer.recorded ?? []) {
      const key = `${parts[subject]?.name} ${text}`;
      streams.set(key, [...(streams.get(key) ?? []), value]);
    }
    return streams;
  }

  test("of one component and purpose are disturbed by no other", () => {
    const alone = drawn([drawer("a", [0, 0, 0])]);
    const among = drawn([drawer("b", [1, 0]), drawer("a", [1, 0, 5, 0, 0])]);
    expect(among.get("a 0")).toEqual(alone.get("a 0"));
    expect(new Set([...among.values()].flat()).size).toBe(7);
  });

  test("come from the seed", () => {
    expect(drawn([drawer("a", [0])], 1)).not.toEqual(drawn([drawer("a", [0])], 2));
    expect(drawn([drawer("a", [0])], 7)).toEqual(drawn([drawer("a", [0])], 7));
  });

  test("are spread evenly over 32 bits", () => {
    const values = drawn([drawer("a", new Array<number>(20_000).fill(0))]).get("a 0") ?? [];
    const mean = values.reduce((sum, value) => sum + value / values.length, 0) / 2 ** 32;
    expect(mean).toBeGreaterThan(0.49);
    expect(mean).toBeLessThan(0.51);
    expect(Math.max(...values)).toBeGreaterThan(0.999 * 2 ** 32);
    for (let bit = 0; bit < 32; bit += 1) {
      const ones = values.filter((value) => Math.floor(value / 2 ** bit) % 2 === 1).length;
      expect(Math.abs(ones / values.length - 0.5)).toBeLessThan(0.02);
    }
  });
});

describe("the checking mode", () => {
  const POKE = messageKind("poke");

  function poked(
    handler: (state: { count: number }, calls: number) => { count: number },
  ): RunResult {
    let calls = 0;
    const part = component<{ count: number }, null>({
      name: "p",
      kind: "part",
      class: { name: "Part", on: [[POKE, (state) => handler(state, ++calls)]] },
      config: null,
      initial: { count: 0 },
    });
    return play({ parts: [part], initially: [{ to: 0, kind: POKE }] });
  }

  test("lets pure handlers pass", () => {
    expect(poked(({ count }) => ({ count: count + 1 })).verdict).toBe("passed");
  });

  test("sees a handler that remembers", () => {
    const [failure] = poked((_, calls) => ({ count: calls })).failures;
    expect(failure?.message).toContain("Part at poke gives another state when it is played again");
  });

  test("sees a handler that changes its state in place", () => {
    const [failure] = poked((state) => {
      state.count += 1;
      return state;
    }).failures;
    expect(failure).toMatchObject({ kind: "engine" });
    expect(failure?.message).toContain("read only");
  });
});

test("a run leaves nothing behind for the next", () => {
  fc.assert(
    fc.property(script, script, (one, other) => {
      const plain = { ...OPTIONS, checking: false };
      const alone = run(planOf(one), worldOf(one), plain);
      run(planOf(other), worldOf(other), plain);
      expect(run(planOf(one), worldOf(one), plain)).toEqual(alone);
    }),
    { numRuns: 40 },
  );
});
