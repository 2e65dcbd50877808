import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainSearch } from "../../explore/testing/plain-search.ts";
import { BreadthFirst } from "../../explore/untimed/breadth-first.ts";
import { DepthFirst } from "../../explore/untimed/depth-first.ts";
import { ReducedSearch } from "../../explore/untimed/reduction/reduced-search.ts";
import { Skeleton } from "../../explore/untimed/reduction/skeleton.ts";
import { Space } from "../../explore/untimed/space.ts";
import { Unlike } from "../../explore/untimed/symmetry/alike.ts";
import { Symmetry } from "../../explore/untimed/symmetry/symmetry.ts";
import type { World } from "../../model/platform.ts";
import type { Fact } from "../../model/vocabulary.ts";
import { handshake } from "./index.ts";
import { Ev } from "./protocol.ts";

// The handshake with any timing: how many states it has, and that the search visits exactly those that a plain one does.

interface Setting {
  readonly devices: number;
  readonly maxIo: number;
  readonly faults: number;
  /** How many of the devices drain too early. */
  readonly early: number;
}

const SPAN = { file: "a.drs", start: 0, end: 0 };

function worldOf({ devices, maxIo, faults, early }: Setting, tells = "in-turn"): World {
  const device = (index: number): Fact => ({
    form: "device",
    args: { name: `d${index}`, ...(index < early ? { "drains-too-early": true } : {}) },
    body: [],
    span: SPAN,
  });
  const body = Array.from({ length: devices }, (_, index) => device(index));
  const built = handshake.build({
    options: { "max-io": maxIo, faults, latency: 1, period: 1, service: 1, tells },
    declarations: [{ form: "topology", args: {}, body, span: SPAN }],
    timeline: [],
  });
  if ("problems" in built) throw new Error("the handshake cannot be built");
  return built.world;
}

function search(setting: Setting): DepthFirst {
  const found = new DepthFirst(new Space(worldOf(setting), handshake, []));
  while (found.waiting > 0 && found.wrong === undefined) found.expand(10_000);
  return found;
}

// biome-ignore format: a table is read by rows and columns
test.each([
  // The counts of the same protocol in other tools.
  { devices: 3, maxIo: 2, faults: 1, states: 9_234,   transitions: 50_256 },
  { devices: 4, maxIo: 2, faults: 1, states: 111_132, transitions: 784_701 },
])("$devices devices: $states states", ({ states, transitions, ...setting }) => {
  const found = search({ ...setting, early: 0 });
  expect([found.states, found.transitions, found.wrong]).toEqual([states, transitions, undefined]);
});

// biome-ignore format: a table is read by rows and columns
test.each([
  // Orders that make no difference are left out, devices are told apart; and the other way round, both told at once.
  { devices: 3, tells: "in-turn",  names: false, states: 1_609 },
  { devices: 4, tells: "in-turn",  names: false, states: 7_442 },
  { devices: 4, tells: "together", names: true,  states: 6045 },
])("$devices devices told $tells: $states states of all", ({ states, devices, tells, names }) => {
  const setting = { devices, maxIo: 2, faults: 1, early: 0 };
  const space = new Space(worldOf(setting, tells), handshake, []);
  const symmetry = names ? Symmetry.of(space, new Unlike()) : undefined;
  const skeleton = names ? undefined : Skeleton.of(space);
  const found = new ReducedSearch(space, { skeleton, symmetry });
  found.expand(1e7);
  expect([found.states, found.waiting, found.wrong]).toEqual([states, 0, undefined]);
});

test("states that are kept whole are just as many", () => {
  const space = new Space(worldOf({ devices: 3, maxIo: 2, faults: 1, early: 0 }), handshake, []);
  const found = new BreadthFirst(space);
  found.expand(1e6);
  expect([found.states, found.transitions, found.waiting]).toEqual([9_234, 50_256, 0]);
});

test("nothing is expanded beyond a depth", () => {
  const space = new Space(worldOf({ devices: 2, maxIo: 2, faults: 1, early: 0 }), handshake, []);
  const sizes = [1, 2, 3].map((depth) => {
    const found = new BreadthFirst(space, depth);
    found.expand(1e6);
    expect(found.isTooDeep).toBe(true);
    return found.states;
  });
  // Who can move at first: the coordinator, and the users of both devices.
  expect(sizes[0]).toBe(4);
  expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
});

test("a device that drains too early is found by the shortest way", () => {
  const space = new Space(worldOf({ devices: 1, maxIo: 2, faults: 0, early: 1 }), handshake, []);
  const found = new BreadthFirst(space);
  found.expand(1e6);
  expect(found?.wrong).toMatchObject({ kind: "rule", violation: { rule: "HS-01" } });
  expect(found?.path).toHaveLength(8);
});

const isWrong = (kind: number, value: number): boolean =>
  kind === Ev.lost || (kind === Ev.transfer && value === 1);

describe("a plain search", () => {
  test("visits the same states by the same transitions, and finds the same", () => {
    const setting = fc.record({
      devices: fc.integer({ min: 1, max: 3 }),
      maxIo: fc.integer({ min: 1, max: 2 }),
      faults: fc.integer({ min: 0, max: 2 }),
      early: fc.integer({ min: 0, max: 2 }),
    });
    const agrees = (one: Setting): void => {
      if (one.devices === 3 && one.maxIo === 2) return;
      const plain = plainSearch(worldOf(one), isWrong);
      const found = search(one);
      expect(found.wrong !== undefined).toBe(plain.isWrong);
      if (plain.isWrong) return;
      expect([found.states, found.transitions]).toEqual([plain.states, plain.transitions]);
    };
    fc.assert(fc.property(setting, agrees), { numRuns: 60 });
  });
});
