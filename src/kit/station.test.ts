import { expect, test } from "vitest";
import type { ComponentClass, ComponentSpec } from "../model/component.ts";
import { component } from "../model/component.ts";
import { eventKind, messageKind } from "../model/kinds.ts";
import { REQUEST, REQUEST_DONE } from "../model/lifecycle.ts";
import type { Service, Station } from "./station.ts";
import { accept, hold, IDLE_STATION, recallAll, release, SERVED, served } from "./station.ts";
import { FakeWorld } from "./testing/fake-effects.ts";

const HOLD = messageKind("test-hold");
const RELEASE = messageKind("test-release");
const GIVE_UP = messageKind("test-give-up");
const ANSWER = eventKind("test-answer");

const DEVICE: ComponentClass<Station, Service> = {
  name: "device",
  on: [
    [REQUEST, accept],
    [SERVED, served],
    [HOLD, hold],
    [RELEASE, (station, m, fx, service) => release(station, fx, service, m.a)],
    [
      GIVE_UP,
      (station, _, fx) => {
        recallAll(fx);
        return station;
      },
    ],
  ],
};

const CLIENT: ComponentClass<null, null> = {
  name: "client",
  on: [
    [
      REQUEST_DONE,
      (state, m, fx) => {
        fx.emit(ANSWER, fx.self, m.a, m.b === 0 ? `${m.a}@${fx.now}` : `${m.a} failed@${fx.now}`);
        return state;
      },
    ],
  ],
};

/** Plays what comes at which time to a device; gives the answers as `request@time`. */
function play(
  service: Partial<Service>,
  script: readonly (readonly [
    time: number,
    what: "request" | "hold" | "release" | "give up",
    n?: number,
  ])[],
): { readonly answers: string; readonly station: Station } {
  const config = { width: 1, whileHeld: "wait", ...service } as const;
  const specs: readonly ComponentSpec[] = [
    component({ name: "device", kind: "device", class: DEVICE, config, initial: IDLE_STATION }),
    component({ name: "client", kind: "client", class: CLIENT, config: null, initial: null }),
  ];
  const world = new FakeWorld(specs);
  world.self = 1;
  const kinds = { request: REQUEST, hold: HOLD, release: RELEASE, "give up": GIVE_UP };
  for (const [time, what, n = 0] of script) {
    world.sendAfter(time, 0, kinds[what], n, what === "request" ? 10 : 0, time);
  }
  world.run();
  const answers = world.events.map(({ text }) => text).join(" ");
  return { answers, station: world.state("device") };
}

test("serves first come, first served, one at a time", () => {
  const { answers, station } = play({}, [
    [1, "request", 1],
    [1, "request", 2],
    [2, "request", 3],
  ]);
  expect(answers).toBe("1@11 2@21 3@31");
  expect(station).toEqual(IDLE_STATION);
});

test("serves as many at a time as it is wide", () => {
  const requests = [1, 2, 3, 4, 5].map((n) => [1, "request", n] as const);
  expect(play({ width: 2 }, requests).answers).toBe("1@11 2@11 3@21 4@21 5@31");
});

test("nobody overtakes a request that waits, not even at the very instant of its turn", () => {
  const { answers } = play({}, [
    [1, "request", 1],
    [2, "request", 2],
    [11, "request", 3],
  ]);
  expect(answers).toBe("1@11 2@21 3@31");
});

test("held, it ends what is under way and keeps the rest for later", () => {
  const script = [
    [1, "request", 1],
    [2, "request", 2],
    [3, "hold"],
    [4, "request", 3],
    [50, "release"],
  ] as const;
  expect(play({}, script).answers).toBe("1@11 2@60 3@70");
});

// biome-ignore format: a table is read by rows and columns
const WHILE_HELD = [
  ["wait",  "1@12 2@60"],
  ["drop",  "1@12"],
  ["fail",  "2 failed@4 1@12"],
  ["serve", "1@12 2@22"],
] as const;

for (const [whileHeld, expected] of WHILE_HELD) {
  test(`a request that comes while it is held: ${whileHeld}`, () => {
    const script = [
      [2, "request", 1],
      [3, "hold"],
      [4, "request", 2],
      [50, "release"],
    ] as const;
    expect(play({ whileHeld }, script).answers).toBe(expected);
  });
}

test("released, a wide station takes up as many as it can at once", () => {
  const script = [
    [1, "hold"],
    [2, "request", 1],
    [2, "request", 2],
    [2, "request", 3],
    [50, "release"],
  ] as const;
  expect(play({ width: 2 }, script).answers).toBe("1@60 2@60 3@70");
});

test("may carry out the first held request twice", () => {
  const script = [
    [1, "hold"],
    [2, "request", 1],
    [2, "request", 2],
    [50, "release", 1],
  ] as const;
  expect(play({}, script).answers).toBe("1@60 1@70 2@80");
});

test("a release with nothing held repeats nothing later", () => {
  const script = [
    [1, "hold"],
    [2, "release", 1],
    [3, "request", 1],
  ] as const;
  expect(play({}, script).answers).toBe("1@13");
});

test("requests that wait can be brought back, to fail", () => {
  const script = [
    [1, "request", 1],
    [2, "request", 2],
    [3, "request", 3],
    [4, "hold"],
    [5, "give up"],
  ] as const;
  expect(play({ whileHeld: "fail" }, script).answers).toBe("2 failed@5 3 failed@5 1@11");
});
