import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenScenario } from "../../model/choice.ts";
import { checkBody, checkText, MACHINE, planOf } from "../testing/check-text.ts";
import { showExpr } from "../testing/show-expr.ts";

const END = "; expect panic";

function open(body: string): OpenScenario {
  const { scenarios, diagnostics } = checkBody(body + END);
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error(diagnostics[0]?.message);
  return scenario;
}

const points = (scenario: OpenScenario) =>
  scenario.choices.map(({ span: _, text: __, ...point }) => point);

describe("choices", () => {
  test("a scenario without any is one plan, made once", () => {
    const scenario = open("at 1s kill tar");
    expect(scenario.choices).toEqual([]);
    expect(scenario.settle([])).toBe(scenario.settle([]));
  });

  test("a range is answered in base units", () => {
    const scenario = open("at 0ms..5ms kill tar");
    expect(points(scenario)).toEqual([{ kind: "range", from: 0, to: 5_000_000 }]);
    const plan = scenario.settle([2_113_000]);
    expect(plan.timeline[0]?.moment).toEqual({ kind: "at", time: 2_113_000 });
    expect(plan.choices.map(({ text, answer }) => [text, answer])).toEqual([
      ["0ms..5ms", "2.113ms"],
    ]);
  });

  test("one of several is answered by its place", () => {
    const scenario = open("at 1s stop one of [d1, t1] as a; expect a.ended");
    expect(points(scenario)).toEqual([{ kind: "one-of", options: ["d1", "t1"] }]);
    expect(scenario.settle([1]).timeline[0]?.action.args).toMatchObject({ who: "t1" });
    expect(scenario.settle([0]).choices[0]?.answer).toBe("d1");
  });

  test("`any` lies between 0 and the last stated time", () => {
    const scenario = open("at 2s stop; after 3s stop; at any kill tar");
    expect(points(scenario)).toEqual([{ kind: "any", latest: 5_000_000_000 }]);
    expect(scenario.settle([7]).timeline[2]?.moment).toEqual({ kind: "at", time: 7 });
    expect(points(open("run for 9s; at any kill tar"))).toEqual([
      { kind: "any", latest: 9_000_000_000 },
    ]);
  });

  test("`maybe` decides whether a statement is there", () => {
    const scenario = open('at 1s maybe kill tar; maybe note "a"');
    expect(points(scenario)).toEqual([{ kind: "maybe" }, { kind: "maybe" }]);
    const formsOf = (answers: readonly number[]) => {
      const { timeline, declarations } = scenario.settle(answers);
      return [timeline.length, declarations.some(({ form }) => form === "note")];
    };
    expect([formsOf([0, 0]), formsOf([1, 0]), formsOf([0, 1])]).toEqual([
      [0, false],
      [1, false],
      [0, true],
    ]);
    expect(scenario.settle([1, 0]).choices.map(({ answer }) => answer)).toEqual([
      "there",
      "not there",
    ]);
  });

  test("a replacement that is not there leaves the file's statement in force", () => {
    const scenario = open("maybe process tar { opens d1 }");
    const opened = (answer: number) =>
      scenario.settle([answer]).declarations.find(({ form }) => form === "process")?.body[0]?.args[
        "device"
      ];
    expect([opened(0), opened(1)]).toEqual(["t1", "d1"]);
  });

  test("a value is one choice, however often it is used", () => {
    const scenario = open(
      "let t = 1s..2s; at t kill tar; at t + 1s stop; expect first(panic) > 2 * t",
    );
    expect(scenario.choices).toHaveLength(1);
    const { timeline, expectations } = scenario.settle([1_500_000_000]);
    expect(timeline.map(({ moment }) => moment)).toEqual([
      { kind: "at", time: 1_500_000_000 },
      { kind: "at", time: 2_500_000_000 },
    ]);
    expect(expectations[0] && showExpr(expectations[0].what)).toBe("(first panic() > 3s)");
  });

  test("names and texts may be chosen", () => {
    const body = `let who = one of [d1, t1]
      let what = one of ["a", "b"]
      at 1s run "{what} on {who}" as a
      expect { who.open; dma(who) before panic; rule FIX-01 by who; a.culprit == who; contains(a.message, what) }`;
    const plan = open(body).settle([1, 0]);
    expect(plan.timeline[0]?.action.args).toMatchObject({ command: "a on t1" });
    expect(plan.expectations.slice(0, 5).map(({ what }) => showExpr(what))).toEqual([
      "device t1.open",
      "dma(device t1)",
      "rule FIX-01 by device t1",
      "(operation a.culprit == device t1)",
      'operation a.message contains "a"',
    ]);
  });

  test("choices nest", () => {
    const scenario = open("at one of [1s, 2s..3s] kill tar");
    expect(points(scenario)).toEqual([
      { kind: "one-of", options: ["1s", "2s..3s"] },
      { kind: "range", from: 2_000_000_000, to: 3_000_000_000 },
    ]);
    const times = [
      [0, 2_500_000_000],
      [1, 2_500_000_000],
    ].map((answers) => scenario.settle(answers));
    expect(times.map(({ timeline }) => timeline[0]?.moment)).toEqual([
      { kind: "at", time: 1_000_000_000 },
      { kind: "at", time: 2_500_000_000 },
    ]);
  });

  test("in blocks, in phrases in place, in limits and durations", () => {
    const body = `fault d1 takes 1ms..2ms from 1s..2s
      process p { opens d1 at 3ms..4ms }
      run for 5s..6s
      expect eventually quiesced within one-second of 0s
      let one-second = 1s..2s
      expect first(panic) < one-second`;
    const scenario = open(body);
    expect(scenario.choices.map(({ text }) => text)).toEqual([
      "1ms..2ms",
      "1s..2s",
      "3ms..4ms",
      "5s..6s",
      "1s..2s",
    ]);
    const plan = scenario.settle([2e6, 2e9, 4e6, 6e9, 2e9]);
    const [fault, process] = plan.declarations.slice(3);
    expect([
      fault?.args["from"],
      process?.body[0]?.args["at"] ?? process?.body[0]?.args["time"],
    ]).toEqual([2e9, 4e6]);
    expect(fault?.args["what"]).toMatchObject({ form: "takes", args: { time: 2e6 } });
    expect([plan.runFor, plan.expectations[0]?.within]).toEqual([6e9, 2e9]);
  });

  test("of the file belong to each scenario that uses it", () => {
    const text = `machine { device d1 }
let speed = 100/s..200/s
workload db on d1 { rate speed }
scenario "a" { expect panic }
scenario "b" { workload db on d1 { every 1ms }; at 0s..1s stop; expect panic }`;
    const { scenarios, found } = checkText(text);
    expect(found).toEqual([]);
    expect(scenarios.map(({ choices }) => choices.map((choice) => choice.text))).toEqual([
      ["100/s..200/s"],
      ["0s..1s"],
    ]);
    expect(scenarios[0]?.settle([150]).declarations[1]?.body[0]?.args["rate"]).toBe(150);
  });

  test("settling changes nothing that was there before", () => {
    const scenario = open("let t = 0s..9s; at t kill tar; maybe process tar { opens d1 at t }");
    const before = JSON.stringify(scenario.settle([0, 0]));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9e9 }),
        fc.integer({ min: 0, max: 1 }),
        (time, there) => {
          const plan = scenario.settle([time, there]);
          expect(plan.timeline[0]?.moment).toEqual({ kind: "at", time });
          expect(JSON.stringify(scenario.settle([time, there]))).toBe(JSON.stringify(plan));
          expect(JSON.stringify(scenario.settle([0, 0]))).toBe(before);
        },
      ),
    );
  });

  // biome-ignore format: a table is read by rows and columns
  const WRONG: readonly (readonly [string, readonly string[]])[] = [
    ["at 1s maybe stop as a; expect a.ended",                         ["DRS4023 a"]],
    ["maybe process p { opens d1 }; at 1s kill p",                    ["DRS4023 p"]],
    ["at one of [1s, d1] kill tar",                                   ["DRS3011 d1"]],
    ["at 1s stop one of [d1, tar]",                                   ["DRS3011 tar"]],
    ["at 1s stop one of [d1, d9]",                                    ["DRS2001 d9"]],
    ["at [1s, 2s] kill tar",                                          ["DRS3016 [1s, 2s]"]],
    ["at 1s stop (first(panic))",                                     ["DRS3011 first(panic)"]],
  ];

  test.each(WRONG)("%s", (body, found) => {
    expect(checkBody(body + END).found).toEqual(found);
  });

  test("the plan of a scenario with choices has them in the order of the text", () => {
    const text = `${MACHINE}scenario "s" { expect panic; at 1s..2s stop; interval 3ms..4ms }`;
    expect(planOf(checkText(text)).choices.map((choice) => choice.text)).toEqual([
      "1s..2s",
      "3ms..4ms",
    ]);
  });
});
