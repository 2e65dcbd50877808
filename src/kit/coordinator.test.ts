import { expect, test } from "vitest";
import type { ComponentSpec } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import { DEADLOCKED, START } from "../model/lifecycle.ts";
import type { Ask, Conclusion, OperationConfig, Passes, Phase } from "../model/phase.ts";
import { operation } from "./coordinator.ts";
import type { OperationState } from "./operation-state.ts";
import { FakeWorld } from "./testing/fake-effects.ts";
import type { Manner } from "./testing/participants.ts";
import { Did, Do, participant } from "./testing/participants.ts";

const SECOND = 1_000_000_000;
const WATCHDOG = 600 * SECOND;

interface Setting {
  /** Participants 0, 1, 2 …, named a, b, c …. */
  readonly manners: readonly Manner[];
  readonly phases: (all: readonly number[]) => readonly Partial<Phase>[];
  readonly watchdog?: number;
}

interface Played {
  readonly world: FakeWorld;
  readonly end: OperationState;
  readonly conclusion: Conclusion | undefined;
  /** Suspensions, resumptions and phases in order: `+a`, `-a`, `P1`, `undo P1`, `finish P1`. */
  readonly story: readonly string[];
}

const MARKS: Readonly<Record<string, string>> = {
  "test-suspended": "+",
  "test-resumed": "-",
  "test-cleared": "~",
};
const PHASE_MARKS = ["", "undo ", "finish "];

function playOut({ manners, phases, watchdog = WATCHDOG }: Setting): Played {
  const all = manners.map((_, index) => index);
  let conclusion: Conclusion | undefined;
  const config: OperationConfig = {
    title: "test",
    watchdog,
    phases: phases(all).map((row, index) => ({ id: `P${index}`, title: "", source: "", ...row })),
    conclude: (given) => {
      conclusion = given;
      const detail = given.reason?.detail ?? "";
      const isWell = given.outcome === "succeeded";
      return { exit: isWell ? 0 : 1, message: detail, error: given.reason?.error ?? "" };
    },
  };
  const names = manners.map((manner, index): ComponentSpec => participant(nameOf(index), manner));
  const world = new FakeWorld([...names, operation("op", config)]);
  world.send(world.id("op"), START);
  const { idle } = world.run();
  if (idle && !world.halted) {
    world.send(world.id("op"), DEADLOCKED);
    world.run();
  }
  const story = world.events.flatMap(({ kind, subject, text, value }) => {
    if (kind === "phase") return [`${PHASE_MARKS[value]}${text}`];
    const mark = MARKS[kind];
    return mark === undefined ? [] : [`${mark}${subject}`];
  });
  return { world, end: world.state("op"), conclusion, story };
}

const nameOf = (index: number): string => String.fromCharCode(97 + index);
const say = (played: Played): string =>
  played.story.filter((word) => !word.includes("P")).join(" ");

const suspendAll = (who: readonly number[], more: Partial<Ask> = {}): Partial<Phase> => ({
  ask: { who, message: Do.suspend, order: "each", onRefusal: "abort", ...more },
  undo: [{ ask: { who: "done", message: Do.resume, order: "each", onRefusal: "panic" } }],
});

const UNWIND = { unwind: "P0" } as const;

test("phases run in order, and unwinding undoes them last first", () => {
  const played = playOut({
    manners: [{}, {}, {}],
    phases: (all) => [suspendAll(all.slice(0, 2)), suspendAll(all.slice(2)), UNWIND, {}],
  });
  expect(played.story).toEqual([
    "P0",
    "+a",
    "+b",
    "P1",
    "+c",
    "P2",
    "undo P1",
    "-c",
    "undo P0",
    "-b",
    "-a",
    "P3",
  ]);
  expect(played.end).toMatchObject({ state: "ended", outcome: "succeeded", exit: 0, error: "" });
  expect(played.conclusion).toMatchObject({ outcome: "succeeded", culprit: -1, notes: [] });
});

test("unwinding leaves earlier phases alone", () => {
  const played = playOut({
    manners: [{}, {}],
    phases: (all) => [suspendAll(all.slice(0, 1)), suspendAll(all.slice(1)), { unwind: "P1" }],
  });
  expect(say(played)).toBe("+a +b -b");
});

for (const order of ["each", "all"] as const) {
  test(`a refusal undoes exactly those who had done it: ${order}`, () => {
    const played = playOut({
      manners: [{}, { suspend: "skips" }, { suspend: "refuses" }, {}],
      phases: (all) => [suspendAll(all, { order }), UNWIND],
    });
    expect(say(played)).toBe(order === "each" ? "+a -a" : "+a +d -d -a");
    expect(played.end).toMatchObject({ outcome: "refused", error: "BUSY", culprit: 2, exit: 1 });
    expect(played.conclusion).toMatchObject({ phase: "P0", reason: { detail: "open" } });
    expect(played.world.seen(CoreEvent.refused)).toEqual(["c BUSY: open"]);
    expect(played.world.seen(CoreEvent.console)).toEqual(["op open"]);
  });
}

test("what was unwound is not undone again by a later refusal", () => {
  const played = playOut({
    manners: [{}, { suspend: "refuses" }],
    phases: (all) => [suspendAll(all.slice(0, 1)), UNWIND, suspendAll(all.slice(1))],
  });
  expect(say(played)).toBe("+a -a");
  expect(played.end.outcome).toBe("refused");
});

test("the undo of a failing operation is told so", () => {
  const parameters = (manners: readonly Manner[]) =>
    playOut({ manners, phases: (all) => [suspendAll(all), UNWIND] })
      .world.events.filter(({ kind }) => kind === "test-resumed")
      .map(({ value }) => value);
  expect(parameters([{}, {}])).toEqual([0, 0]);
  expect(parameters([{}, { suspend: "refuses" }])).toEqual([1]);
});

test("a refusal that is noted or ignored lets the phase go on", () => {
  for (const onRefusal of ["note", "ignore"] as const) {
    const played = playOut({
      manners: [{}, { suspend: "refuses" }, {}],
      phases: (all) => [suspendAll(all, { onRefusal }), UNWIND],
    });
    expect(say(played)).toBe("+a +c -c -a");
    expect(played.end.outcome).toBe("succeeded");
    const notes = onRefusal === "note" ? [{ error: "BUSY", detail: "open", who: 1 }] : [];
    expect(played.conclusion?.notes).toEqual(notes);
  }
});

test("further refusals of one joint ask become notes", () => {
  const { conclusion } = playOut({
    manners: [{ suspend: "refuses" }, {}, { suspend: "refuses" }],
    phases: (all) => [suspendAll(all, { order: "all" })],
  });
  expect(conclusion).toMatchObject({ outcome: "refused", culprit: 0, notes: [{ who: 2 }] });
});

test("a panic halts the world where it stands", () => {
  const played = playOut({
    manners: [{}, { resume: "refuses" }, {}],
    phases: (all) => [suspendAll(all), UNWIND],
  });
  expect(say(played)).toBe("+a +b +c -c");
  expect(played.world.halted).toBe(true);
  expect(played.end).toMatchObject({ outcome: "panicked", culprit: 1, state: "ended" });
  expect(played.world.seen(CoreEvent.panic)).toEqual(["op open"]);
});

test("a refused undo that may not panic makes the operation fail and undoing go on", () => {
  const undo = [
    { ask: { who: "done", message: Do.resume, order: "each", onRefusal: "abort" } },
  ] as const;
  const played = playOut({
    manners: [{}, {}, { resume: "refuses" }, {}],
    phases: (all) => [
      suspendAll(all.slice(0, 1)),
      { ...suspendAll(all.slice(1)), undo },
      { unwind: "P1" },
      {},
    ],
  });
  expect(say(played)).toBe("+a +b +c +d -d -b -a");
  expect(played.end).toMatchObject({ outcome: "failed", culprit: 2 });
  expect(played.story).not.toContain("P3");
});

test("skipping on goes on at the named phase when everybody skipped", () => {
  const skipping = (manners: readonly Manner[]) =>
    playOut({
      manners,
      phases: (all) => [{ ...suspendAll(all), skipTo: "P2" }, {}, {}],
    }).story.filter((word) => word.startsWith("P"));
  expect(skipping([{ suspend: "skips" }, { suspend: "skips" }])).toEqual(["P0", "P2"]);
  expect(skipping([{ suspend: "skips" }, {}])).toEqual(["P0", "P1", "P2"]);
  expect(skipping([])).toEqual(["P0", "P2"]);
});

test("finally runs once for each entered phase, in reverse, good or bad", () => {
  const finish = (who: number) =>
    [{ ask: { who: [who], message: Do.resume, order: "each", onRefusal: "note" } }] as const;
  const phases = (all: readonly number[]) => [
    { ...suspendAll([0]), undo: [], finally: finish(0) },
    { ...suspendAll(all.slice(1)), undo: [], finally: finish(1) },
    { finally: finish(0) },
  ];
  const good = playOut({ manners: [{}, {}], phases });
  expect(good.story).toEqual([
    "P0",
    "+a",
    "P1",
    "+b",
    "P2",
    "finish P2",
    "-a",
    "finish P1",
    "-b",
    "finish P0",
  ]);
  const bad = playOut({ manners: [{}, { suspend: "refuses" }], phases });
  expect(bad.story).toEqual(["P0", "+a", "P1", "finish P1", "finish P0", "-a"]);
});

test("pauses take their time, in phases and in undo", () => {
  const played = playOut({
    manners: [{}],
    phases: (all) => [
      { ...suspendAll(all), wait: 2 * SECOND, undo: [{ wait: SECOND }] },
      { wait: 4 * SECOND },
      UNWIND,
    ],
  });
  expect(played.end.end - played.end.start).toBe(7 * SECOND);
});

test("an unanswered ask is given up after its limit, and a late answer ignored", () => {
  for (const order of ["each", "all"] as const) {
    const played = playOut({
      manners: [{ takes: SECOND }, { takes: 9 * SECOND }, { takes: SECOND }],
      phases: (all) => [suspendAll(all, { order, limit: 3 * SECOND, error: "LATE" }), UNWIND],
    });
    expect(played.end).toMatchObject({ outcome: "failed", error: "LATE", culprit: 1 });
    expect(say(played)).toBe(order === "each" ? "+a -a +b" : "+a +c -c -a +b");
  }
});

test("an answer at the limit is in time", () => {
  const played = playOut({
    manners: [{ takes: 3 * SECOND }],
    phases: (all) => [suspendAll(all, { limit: 3 * SECOND }), UNWIND],
  });
  expect(played.end.outcome).toBe("succeeded");
});

test("a second answer to one ask is ignored", () => {
  for (const order of ["each", "all"] as const) {
    const played = playOut({
      manners: [{ stutters: true }, { stutters: true }, { takes: SECOND }],
      phases: (all) => [suspendAll(all, { order }), UNWIND],
    });
    expect(say(played)).toBe("+a +b +c -c -b -a");
  }
});

test("without an answer the watchdog finds the operation hung", () => {
  for (const order of ["each", "all"] as const) {
    const played = playOut({
      manners: [{ takes: SECOND }, { suspend: "never answers" }, { takes: 5 * SECOND }],
      phases: (all) => [suspendAll(all, { order }), UNWIND],
    });
    const lastProgress = order === "each" ? SECOND : 5 * SECOND;
    expect(played.end).toMatchObject({
      outcome: "hung",
      culprit: 1,
      end: lastProgress + WATCHDOG,
    });
    expect(played.conclusion?.phase).toBe("P0");
    expect(played.world.events).toContainEqual({
      time: lastProgress + WATCHDOG,
      kind: "hang",
      subject: "op",
      value: 1,
      text: "P0",
    });
  }
});

test("a hung operation stays as it is", () => {
  const { world, end } = playOut({
    manners: [{ takes: 2 * WATCHDOG }, {}],
    phases: (all) => [suspendAll(all), UNWIND],
  });
  expect(end.outcome).toBe("hung");
  expect(world.seen(Did.suspend)).toEqual(["a"]);
  expect(world.seen(Did.resume)).toEqual([]);
});

test("without a watchdog the standstill of the world shows it", () => {
  const { end } = playOut({
    manners: [{ suspend: "never answers" }],
    phases: (all) => [suspendAll(all)],
    watchdog: 0,
  });
  expect(end).toMatchObject({ outcome: "hung", culprit: 0, end: 0 });
});

// ---- passes

const PASSES: Passes = {
  waits: [0, SECOND, 4 * SECOND, 9 * SECOND],
  verify: { who: [], message: Do.verify, order: "each", onRefusal: "abort" },
};

const settling = (all: readonly number[], verify: Partial<Ask> = {}): Partial<Phase> => ({
  ask: { who: all, message: Do.mark, order: "each", onRefusal: "abort" },
  passes: { ...PASSES, verify: { ...PASSES.verify, who: all, ...verify } },
  undo: [{ ask: { who: "done", message: Do.clear, order: "each", onRefusal: "note" } }],
});

// biome-ignore format: a table is read by rows and columns
const SETTLING = [
  // settles after          outcome      ends after   why
  [[],                      "succeeded", 0,           "nobody to ask"],
  [[undefined],             "succeeded", 0,           "settled before"],
  [[SECOND / 2],            "succeeded", SECOND,      "asked twice, settled once: the wait of pass 1 runs out"],
  [[3 * SECOND],            "succeeded", 5 * SECOND,  "in pass 2"],
  [[20 * SECOND],           "refused",   14 * SECOND, "never, within four passes"],
] as const;

for (const [settlesAfter, outcome, elapsed, why] of SETTLING) {
  test(`passes: ${why}`, () => {
    const manners = settlesAfter.map((time) => (time === undefined ? {} : { settlesAfter: time }));
    const { end } = playOut({ manners, phases: (all) => [settling(all)] });
    expect([end.outcome, end.end - end.start]).toEqual([outcome, elapsed]);
  });
}

test("a wait ends early when everybody asked in it has settled", () => {
  const { end } = playOut({
    manners: [{ settlesAfter: SECOND / 2 }, { settlesAfter: SECOND / 4 }],
    phases: (all) => {
      const row = settling(all);
      return row.passes === undefined
        ? []
        : [{ ...row, passes: { ...row.passes, waits: [SECOND] } }];
    },
  });
  expect([end.outcome, end.end]).toEqual(["succeeded", SECOND / 2]);
});

test("who does not verify is undone with the others, and is the culprit", () => {
  const played = playOut({
    manners: [{ settlesAfter: SECOND }, { settlesAfter: 60 * SECOND }, { settlesAfter: SECOND }],
    phases: (all) => [settling(all)],
  });
  expect(say(played)).toBe("~c ~b ~a");
  expect(played.end).toMatchObject({ outcome: "refused", culprit: 1, error: "BUSY" });
  expect(played.world.seen(CoreEvent.refused)).toEqual(["b BUSY: open"]);
});

test("a joint verification names every offender of the last pass, once", () => {
  const { conclusion } = playOut({
    manners: [
      { settlesAfter: 60 * SECOND },
      { settlesAfter: SECOND },
      { settlesAfter: 60 * SECOND },
    ],
    phases: (all) => [settling(all, { order: "all" })],
  });
  expect(conclusion).toMatchObject({ culprit: 0, notes: [{ who: 2 }] });
});

test("a verification that nobody minds lets the phase go on", () => {
  const { end } = playOut({
    manners: [{ settlesAfter: 60 * SECOND }],
    phases: (all) => [settling(all, { onRefusal: "ignore" })],
  });
  expect([end.outcome, end.end]).toEqual(["succeeded", 14 * SECOND]);
});

// ---- size

test("a hundred thousand participants are asked and undone in moments", () => {
  for (const order of ["each", "all"] as const) {
    const manners = Array.from({ length: 100_000 }, () => ({}));
    const { story } = playOut({
      manners: [...manners, { suspend: "refuses" }],
      phases: (all) => [suspendAll(all, { order })],
    });
    expect(story.length).toBe(200_002);
  }
});

test("a phase that leads nowhere is a mistake of the platform", () => {
  const wrong: readonly Partial<Phase>[][] = [
    [{ skipTo: "P9" }],
    [{}, { skipTo: "P0" }],
    [{ unwind: "P0" }],
    [{ id: "P1" }, {}],
  ];
  for (const phases of wrong) {
    expect(() => playOut({ manners: [], phases: () => phases })).toThrow("does not fit");
  }
});
