import fc from "fast-check";
import { expect, test } from "vitest";
import type { ComponentClass } from "../model/component.ts";
import { component, NEVER } from "../model/component.ts";
import { REQUEST, START, STOP } from "../model/lifecycle.ts";
import { Clock, DISPATCHED, EXPIRED, FREEZE, THAW } from "./patience.ts";
import type { Station } from "./station.ts";
import { accept, IDLE_STATION, SERVED, served, USUAL_SERVICE } from "./station.ts";
import { FakeWorld } from "./testing/fake-effects.ts";
import { workload } from "./workload.ts";
import type { WorkloadConfig, WorkloadState } from "./workload-state.ts";

/** Serves one request at a time, and says so when one begins. */
const DEVICE: ComponentClass<Station, null> = {
  name: "device",
  on: [
    [
      REQUEST,
      (state, m, fx) => {
        const next = accept(state, m, fx, USUAL_SERVICE);
        if (next !== state) fx.send(m.from, DISPATCHED, m.a);
        return next;
      },
    ],
    [SERVED, (state, m, fx) => served(state, m, fx, USUAL_SERVICE)],
    [EXPIRED, (state) => state],
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

interface Stop {
  readonly from: number;
  readonly to: number;
  readonly clocks: number;
}

/** What becomes of the requests issued until a moment, with some of the clocks standing still for a while. */
function play(config: Partial<WorkloadConfig>, until: number, stop?: Stop) {
  const device = component({
    name: "d",
    kind: "device",
    class: DEVICE,
    config: null,
    initial: IDLE_STATION,
  });
  const world = new FakeWorld([workload("w", { ...USUAL, ...config }), device]);
  world.send(0, START);
  // So that time passes even while nothing else does.
  world.sendAfter(10_000, 1, EXPIRED);
  if (stop !== undefined) {
    world.run(stop.from);
    world.send(0, FREEZE, 0, stop.clocks);
    world.run(stop.to);
    world.send(0, THAW, 0, stop.clocks);
  }
  world.run(until);
  world.send(0, STOP);
  world.run();
  const times = (kind: string) =>
    world.events.filter((event) => event.kind === kind).map(({ time }) => time);
  const { ledger } = world.state<WorkloadState>("w");
  return {
    ledger,
    issued: times("io-issued"),
    gone: times("io-timed-out"),
    again: times("io-retried"),
  };
}

const config = fc.record({
  arrival: fc.oneof(
    fc.record({ kind: fc.constant("every" as const), period: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant("closed" as const) }),
  ),
  outstanding: fc.integer({ min: 1, max: 5 }),
  takes: fc.integer({ min: 1, max: 40 }),
  timeOut: fc.integer({ min: 1, max: 90 }),
  count: fc.integer({ min: 1, max: 30 }),
});

test("patience of the usual kind changes nothing", () => {
  const same = (given: Partial<WorkloadConfig>): void => {
    const patience = { basis: "arrival", retries: 0 } as const;
    expect(play({ ...given, patience }, 300)).toEqual(play(given, 300));
  };
  fc.assert(fc.property(config, same), { numRuns: 300, seed: 3 });
});

test("while the clock of arrivals stands still nothing comes, and then all comes later", () => {
  const patience = { basis: "arrival", retries: 0 } as const;
  const stop = { from: 25, to: 65, clocks: Clock.arrivals };
  expect(play({ patience }, 100, stop).issued).toEqual([10, 20, 70, 80, 90, 100]);
});

test("while the clock of time-outs stands still no patience is lost", () => {
  const given = { patience: { basis: "arrival", retries: 0 }, timeOut: 30, takes: 100 } as const;
  expect(play({ ...given, count: 2 }, 200).gone).toEqual([40, 50]);
  const stop = { from: 25, to: 65, clocks: Clock.timers };
  expect(play({ ...given, count: 2 }, 200, stop).gone).toEqual([80, 90]);
});

test("a retry begins the time anew", () => {
  const given = { patience: { basis: "arrival", retries: 2 }, timeOut: 30, takes: 100 } as const;
  const { gone, again, ledger } = play({ ...given, count: 1 }, 200);
  expect([again, gone, ledger.retried, ledger.timedOut]).toEqual([[40, 70], [100], 2, 1]);
});

test("timed from the dispatch, waiting costs nothing", () => {
  const given = {
    arrival: { kind: "closed" },
    outstanding: 4,
    takes: 20,
    timeOut: 25,
    count: 4,
  } as const;
  const from = (basis: "arrival" | "dispatch") =>
    play({ ...given, patience: { basis, retries: 0 } }, 300);
  expect(from("arrival").gone).toEqual([25, 25, 25]);
  expect(from("dispatch").gone).toEqual([]);
  expect(from("dispatch").ledger.completed).toBe(4);
});
