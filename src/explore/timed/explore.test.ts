import fc from "fast-check";
import { expect, test } from "vitest";
import { expectation, power } from "../../engine/testing/expressions.ts";
import { BEGIN, device, ECHO, operation, SWITCH, workload } from "../../engine/testing/lab.ts";
import type { Script } from "../../engine/testing/scenario.ts";
import { at, OPTIONS, planOf, worldOf } from "../../engine/testing/scenario.ts";
import type { ChoicePoint } from "../../model/choice.ts";
import { START } from "../../model/lifecycle.ts";
import type { OpenWorld, TimedExplored } from "./explore.ts";
import { exploreTimed } from "./explore.ts";

// Ranges that are explored by their orders, against trying every single value.

const SPAN = { file: "lab.drs", start: 0, end: 0 };
const SETTINGS = { ...OPTIONS, checking: false, maxEvents: 400 };
const BOUNDS = { statesMax: 1e6, stop: () => undefined };

const range = (from: number, to: number): ChoicePoint => ({
  kind: "range",
  from,
  to,
  span: SPAN,
  text: `${from}..${to}`,
});

function worldFrom(
  script: (answers: readonly number[]) => Script,
  to: readonly number[],
): OpenWorld {
  return {
    choices: to.map((end) => range(0, end)),
    answered: (answers) => ({
      plan: planOf(script(answers)),
      world: worldOf(script(answers)),
      platform: OPTIONS.platform,
    }),
  };
}

function explored(open: OpenWorld): TimedExplored {
  const search = exploreTimed(open, SETTINGS, BOUNDS);
  let next = search.next();
  while (next.done !== true) next = search.next();
  return next.value;
}

/** Whether some order fails with just these answers. */
function failsWith(open: OpenWorld, answers: readonly number[]): boolean {
  const closed: OpenWorld = { choices: [], answered: () => open.answered(answers) };
  return explored(closed).failing !== undefined;
}

const settings = fc.record({
  fixed: fc.integer({ min: 1, max: 30 }),
  answersAfter: fc.integer({ min: 0, max: 9 }),
  period: fc.integer({ min: 3, max: 20 }),
  echo: fc.integer({ min: 0, max: 12 }),
  judged: fc.constantFrom(
    expectation("before", power("d0", "off"), { other: power("d1", "off") }),
    expectation("never", power("d0", "off"), { while: power("d1", "on") }),
    expectation("always", power("d0", "on"), { while: power("d1", "off") }),
  ),
});

type Setting = typeof settings extends fc.Arbitrary<infer T> ? T : never;

/** The first value is a moment or a latency, the second another moment. */
function scriptOf({
  fixed,
  answersAfter,
  period,
  echo,
  judged,
}: Setting): (answers: readonly number[]) => Script {
  return ([one = 0, other = fixed]) => ({
    parts: [
      device("d0", { answersAfter: answersAfter }),
      device("d1"),
      operation("op", 0),
      workload("w", { on: 0, every: period }),
    ],
    initially: [{ to: 3, kind: BEGIN }],
    timeline: [
      { when: { kind: "at", time: 2 }, does: [{ to: 2, kind: START }], label: "op" },
      at(one, { to: 0, kind: SWITCH, a: 0, b: echo }),
      at(other, { to: 1, kind: SWITCH, a: 0 }, { to: 1, kind: ECHO, a: one }),
    ],
    runFor: 45,
    expectations: [judged],
  });
}

test("one range: what fails and where is the same as for every value by itself", () => {
  let failing = 0;
  fc.assert(
    fc.property(settings, (setting) => {
      const open = worldFrom(scriptOf(setting), [30]);
      const values = Array.from({ length: 31 }, (_, value) => value);
      const wanted = values.filter((value) => failsWith(open, [value]));
      const { sweep, failing: found } = explored(open);
      const parts = (sweep?.parts ?? []).filter(({ verdict }) => verdict === "failed");
      const seen = values.filter((value) =>
        parts.some(({ from, to }) => from <= value && value <= to),
      );
      expect(seen).toEqual(wanted);
      expect(found !== undefined).toBe(wanted.length > 0);
      if (wanted.length > 0) failing += 1;
    }),
    { numRuns: 120 },
  );
  expect(failing).toBeGreaterThan(20);
});

test("two ranges: the verdict is the same as for every pair of values", () => {
  fc.assert(
    fc.property(settings, (setting) => {
      const open = worldFrom(scriptOf(setting), [8, 8]);
      const values = Array.from({ length: 81 }, (_, at) => [Math.floor(at / 9), at % 9]);
      const isFailing = values.some((pair) => failsWith(open, pair));
      expect(explored(open).failing !== undefined).toBe(isFailing);
    }),
    { numRuns: 40 },
  );
});
