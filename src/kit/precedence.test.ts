import fc from "fast-check";
import { expect, test } from "vitest";
import type { ComponentSpec } from "../model/component.ts";
import { START } from "../model/lifecycle.ts";
import type { OperationConfig } from "../model/phase.ts";
import { operation } from "./coordinator.ts";
import type { OperationState } from "./operation-state.ts";
import { FakeWorld } from "./testing/fake-effects.ts";
import type { Manner } from "./testing/participants.ts";
import { Do, participant } from "./testing/participants.ts";

interface Setting {
  readonly after: readonly (readonly number[])[];
  readonly width: number;
  readonly manners: readonly Manner[];
  readonly limit?: number;
}

interface Played {
  readonly end: OperationState;
  /** When each participant had done it; absent: it never had. */
  readonly done: ReadonlyMap<number, number>;
}

const CONFIG = { title: "test", watchdog: 0 } as const;

function playOut({ after, width, manners, limit }: Setting): Played {
  const who = manners.map((_, index) => index);
  const order = { after, width };
  const ask = { who, message: Do.suspend, order, onRefusal: "abort" as const };
  const timed = limit === undefined ? ask : { ...ask, limit };
  const config: OperationConfig = {
    ...CONFIG,
    phases: [{ id: "P", title: "", source: "", ask: timed }],
    conclude: ({ reason }) => ({ exit: 0, message: "", error: reason?.error ?? "" }),
  };
  const parts = manners.map((manner, index): ComponentSpec => participant(`p${index}`, manner));
  const world = new FakeWorld([...parts, operation("op", config)]);
  world.send(world.id("op"), START);
  world.run();
  const done = new Map(
    world.events.flatMap(({ kind, subject, time }) =>
      kind === "test-suspended" ? [[Number(subject.slice(1)), time] as const] : [],
    ),
  );
  return { end: world.state("op"), done };
}

/** A random order without cycles: each waits for some of those after it in the list. */
const setting: fc.Arbitrary<Setting> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    after: fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.subarray(Array.from({ length: count - index - 1 }, (_, more) => index + 1 + more)),
      ),
    ),
    width: fc.integer({ min: 1, max: 6 }),
    manners: fc.array(fc.record({ takes: fc.integer({ min: 1, max: 50 }) }), {
      minLength: count,
      maxLength: count,
    }),
  }),
);

test("nobody begins before those that it waits for, and no more than may be at a time", () => {
  const holds = ({ after, width, manners }: Setting): void => {
    const { end, done } = playOut({ after, width, manners });
    expect(end.outcome).toBe("succeeded");
    const begun = (index: number): number => (done.get(index) ?? 0) - (manners[index]?.takes ?? 0);
    for (const [index, needed] of after.entries())
      for (const other of needed) expect(begun(index)).toBeGreaterThanOrEqual(done.get(other) ?? 0);
    for (const index of manners.keys()) {
      const isOpen = (other: number): boolean =>
        begun(other) <= begun(index) && begun(index) < (done.get(other) ?? 0);
      expect([...manners.keys()].filter(isOpen).length).toBeLessThanOrEqual(width);
    }
  };
  fc.assert(fc.property(setting, holds), { numRuns: 300, seed: 13 });
});

test("with nobody in the way, each begins as soon as the last that it waits for is done", () => {
  const holds = ({ after, manners }: Setting): void => {
    const { done } = playOut({ after, width: manners.length, manners });
    for (const [index, needed] of after.entries()) {
      const free = Math.max(0, ...needed.map((other) => done.get(other) ?? 0));
      expect(done.get(index)).toBe(free + (manners[index]?.takes ?? 0));
    }
  };
  fc.assert(fc.property(setting, holds), { numRuns: 300, seed: 14 });
});

test("a refusal lets those answer that were asked, and asks nobody else", () => {
  const after = [[1], [2], [], []];
  const manners = [{}, { suspend: "refuses" as const }, { takes: 5 }, { takes: 9 }];
  const { end, done } = playOut({ after, manners, width: 4 });
  expect([end.outcome, end.culprit, end.end]).toEqual(["refused", 1, 9]);
  expect([...done.keys()].sort()).toEqual([2, 3]);
});

test("each has its own time to answer", () => {
  const after = [[1], [], []];
  const manners = [{ suspend: "never answers" as const }, { takes: 30 }, { takes: 90 }];
  const { end } = playOut({ after, manners, width: 4, limit: 100 });
  expect([end.outcome, end.culprit, end.end]).toEqual(["failed", 0, 130]);
});
