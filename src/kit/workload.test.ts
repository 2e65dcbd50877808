import fc from "fast-check";
import { expect, test } from "vitest";
import type { ComponentClass, FieldSpec } from "../model/component.ts";
import { component, NEVER } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import { messageKind } from "../model/kinds.ts";
import { ABANDON, REQUEST, REQUEST_DONE, RequestEnd, START, STOP } from "../model/lifecycle.ts";
import { arrivalTime } from "./arrivals.ts";
import type { Service, Station } from "./station.ts";
import { accept, IDLE_STATION, SERVED, served, USUAL_SERVICE } from "./station.ts";
import { FakeWorld } from "./testing/fake-effects.ts";
import { workload } from "./workload.ts";
import type { WorkloadConfig, WorkloadState } from "./workload-state.ts";
import { WORKLOAD_KIND } from "./workload-words.ts";

const DEVICE: ComponentClass<Station, Service> = {
  name: "device",
  on: [
    [REQUEST, accept],
    [SERVED, served],
  ],
};

/** Answers each request as often as its number is in the list, at once; never the others. */
const ORACLE: ComponentClass<null, readonly number[]> = {
  name: "oracle",
  on: [
    [
      REQUEST,
      (state, m, fx, answers) => {
        for (const n of answers.filter((wanted) => wanted === m.a)) {
          fx.sendAfter(m.b, m.from, REQUEST_DONE, n, RequestEnd.completed, m.data);
        }
        return state;
      },
    ],
  ],
};

const USUAL: WorkloadConfig = {
  device: 1,
  arrival: { kind: "every", period: 10 },
  takes: 2,
  exponential: false,
  timeOut: NEVER,
  from: 0,
  until: NEVER,
  count: 0,
  outstanding: 0,
};

interface Played {
  readonly world: FakeWorld;
  readonly read: (field: string) => unknown;
  /** Times at which requests were issued. */
  readonly issues: readonly number[];
}

function play(config: Partial<WorkloadConfig>, until: number, answers?: readonly number[]): Played {
  const device =
    answers === undefined
      ? component({
          name: "d",
          kind: "device",
          class: DEVICE,
          config: USUAL_SERVICE,
          initial: IDLE_STATION,
        })
      : component({ name: "d", kind: "device", class: ORACLE, config: answers, initial: null });
  const world = new FakeWorld([workload("w", { ...USUAL, ...config }), device]);
  world.send(0, START);
  world.run(until);
  world.send(0, STOP);
  if (world.run().idle) world.send(0, ABANDON);
  world.run();
  const issues = world.events.filter(({ kind }) => kind === "io-issued").map(({ time }) => time);
  const read = (field: string) => {
    const spec = WORKLOAD_KIND.fields[field] as FieldSpec<WorkloadState> | undefined;
    return spec?.read(world.state("w"), null as never);
  };
  return { world, read, issues };
}

test("the k-th request comes at exactly k periods", () => {
  expect(play({}, 35).issues).toEqual([10, 20, 30]);
  expect(play({ from: 100 }, 135).issues).toEqual([110, 120, 130]);
});

test("the k-th request of a rate comes at exactly k of its parts, however many there were", () => {
  const config = { ...USUAL, arrival: { kind: "rate", perSecond: 3 } as const };
  expect([1, 2, 3, 4].map((k) => arrivalTime(k, config))).toEqual([
    333_333_333, 666_666_667, 1_000_000_000, 1_333_333_333,
  ]);
  expect(arrivalTime(3_000_000, config)).toBe(1_000_000_000_000_000);
  expect(arrivalTime(3, { ...config, arrival: { kind: "rate", perSecond: 0.5 } })).toBe(6e9);
});

test("a rate of any whole number is kept exactly, once a second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(9000), (perSecond, seconds) => {
      const config = { ...USUAL, arrival: { kind: "rate", perSecond } as const };
      expect(arrivalTime(perSecond * seconds, config)).toBe(seconds * 1e9);
    }),
  );
});

test("it stops when told, at its own time, and after its count", () => {
  expect(play({ until: 30 }, 100).issues).toEqual([10, 20]);
  expect(play({ count: 2 }, 100).issues).toEqual([10, 20]);
  expect(play({}, 10).issues).toEqual([10]);
});

test("keeps its books", () => {
  const { read } = play({ arrival: { kind: "every", period: 1 } }, 3);
  const rows = [
    "issued",
    "completed",
    "in-flight",
    "latency-min",
    "latency-mean",
    "latency-max",
    "gap-max",
    "oldest",
  ];
  expect(rows.map(read)).toEqual([3, 3, 0, 2, 3, 4, 2, 0]);
  expect(read("drained")).toBe(true);
});

test("an answer that never comes is lost when nothing else can happen", () => {
  const { read, world } = play({}, 35, [1, 3]);
  expect(["issued", "completed", "lost", "in-flight"].map(read)).toEqual([3, 2, 1, 0]);
  expect(world.events).toContainEqual({
    time: 35,
    kind: "io-lost",
    subject: "w",
    value: 2,
    text: "",
  });
});

test("a second answer is a duplicate, and the request still ended once", () => {
  const { read, world } = play({}, 25, [1, 1, 1, 2]);
  expect(["completed", "duplicated"].map(read)).toEqual([2, 2]);
  expect(world.seen(CoreEvent.ioDuplicated)).toEqual(["w", "w"]);
});

for (const outstanding of [0, 9]) {
  test(`requests time out one by one, in the order of issue (${outstanding} under way at most)`, () => {
    const { read, world } = play({ timeOut: 25, outstanding }, 45, [2]);
    const times = world.events.filter(({ kind }) => kind === "io-timed-out");
    expect(times.map(({ time, value }) => [value, time])).toEqual([
      [1, 35],
      [3, 55],
      [4, 65],
    ]);
    expect(["completed", "timed-out", "lost"].map(read)).toEqual([1, 3, 0]);
  });
}

test("an answer at the deadline is in time, a later one is late", () => {
  const inTime = play({ takes: 25, timeOut: 25, count: 1 }, 100);
  expect(["completed", "timed-out", "late"].map(inTime.read)).toEqual([1, 0, 0]);
  const late = play({ takes: 26, timeOut: 25, count: 1 }, 100);
  expect(["completed", "timed-out", "late", "duplicated"].map(late.read)).toEqual([0, 1, 1, 0]);
});

test("no timer is left when the work is done", () => {
  const { world } = play({ timeOut: 1000 }, 25);
  expect(world.now).toBe(25);
});

test("a bound on requests under way holds back what is due", () => {
  const { issues, read } = play(
    { arrival: { kind: "every", period: 1 }, takes: 5, outstanding: 1 },
    12,
  );
  expect(issues).toEqual([1, 6, 11]);
  expect(read("issued")).toBe(3);
});

test("without arrivals the next request is always due", () => {
  const { issues } = play(
    { arrival: { kind: "closed" }, from: 7, takes: 5, outstanding: 2, count: 5 },
    99,
  );
  expect(issues).toEqual([7, 7, 12, 17, 22]);
});

test("random arrivals and services take their randomness from the world", () => {
  const world = new FakeWorld([
    workload("w", {
      ...USUAL,
      arrival: { kind: "poisson", mean: 1000 },
      takes: 100,
      exponential: true,
      from: 50,
    }),
    component({
      name: "d",
      kind: "device",
      class: DEVICE,
      config: USUAL_SERVICE,
      initial: IDLE_STATION,
    }),
  ]);
  world.randoms.push(0x7fff_ffff, 0x7fff_ffff, 0xffff_ffff);
  world.send(0, START);
  world.run(900);
  const seen = world.events.map(({ kind, time }) => `${kind}@${time}`);
  expect(seen).toEqual(["io-issued@743", "io-issued@743", "io-completed@812"]);
});

test("every request ends exactly once, whatever the device answers", () => {
  const answers = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });
  const configs = fc.record({
    timeOut: fc.constantFrom(NEVER, 3, 15, 40),
    takes: fc.constantFrom(1, 5, 30),
    outstanding: fc.constantFrom(0, 1, 3),
  });
  fc.assert(
    fc.property(answers, configs, (some, config) => {
      const { read, world } = play(config, 100, some);
      const ends = ["completed", "failed", "timed-out", "lost"].map((field) => Number(read(field)));
      expect(ends.reduce((sum, n) => sum + n, 0)).toBe(read("issued"));
      expect(read("in-flight")).toBe(0);
      const kinds = ["io-completed", "io-failed", "io-timed-out", "io-lost"];
      const ended = world.events
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ value }) => value);
      expect(new Set(ended).size).toBe(ended.length);
    }),
  );
});

test("only what is played costs anything", () => {
  const { issues } = play({ count: 1_000_000_000, arrival: { kind: "every", period: 1 } }, 5);
  expect(issues.length).toBe(5);
});

test("what is not known to a workload is refused by the world", () => {
  const { world } = play({}, 15);
  world.send(0, messageKind("test-nonsense"));
  expect(() => world.run()).toThrow("does not handle");
});
