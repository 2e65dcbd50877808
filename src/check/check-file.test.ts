import { describe, expect, test } from "vitest";
import { checkBody, checkText, planOf } from "./testing/check-text.ts";
import { showFact } from "./testing/show-fact.ts";

describe("platforms", () => {
  const SCENARIO = 'scenario "s" { expect panic }';

  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["platform fixture",                                  []],
    ["platform fixtur",                                   ["DRS2009 fixtur"]],
    ["platform fixture\nplatform fixture",                ["DRS4002 fixture"]],
    ["platform fixture { watchdog 5s; policy go-on }",    []],
    ["platform fixture { watchdg 5s }",                   ["DRS4003 watchdg"]],
    ["platform fixture { watchdog 5 }",                   ["DRS3001 5"]],
    ["platform fixture { policy stop }",                  ["DRS2007 stop"]],
    ["platform fixture { strict 1 }",                     ["DRS3010 1"]],
    ["platform fixture { profile slow }",                 ["DRS4004 slow"]],
    ["platform fixture { watchdog 5s; watchdog 6s }",     ["DRS4005 watchdog"]],
    ["platform fixture { watchdog: 5s }",                 ["DRS4006 watchdog: 5s"]],
    ["platform fixture { watchdog }",                     ["DRS4006 watchdog"]],
    ["platform fixture { watchdog 5s..6s }",              []],
    ["platform fixture { watchdog 5s..6m }",              ["DRS3003 6m"]],
    ["platform fixture { policy one of [go-on, stop] }",  ["DRS2007 stop"]],
    ["let t = one of [5s, 6s]\nplatform fixture { watchdog t }", []],
    ["platform fixture { watchdog (-5s) }",               ["DRS3006 (-5s)"]],
  ];

  test.each(CASES)("%s", (text, found) => {
    expect(checkText(`${text}\n${SCENARIO}`).found).toEqual(found);
  });

  test("have options over the profile's over the defaults", () => {
    const text =
      "let t = 5s\nplatform fixture { profile hasty; strict true; width 7; watchdog 2 * t }";
    const plain = text.replace("2 * t", "t");
    expect(planOf(checkText(`${plain}\n${SCENARIO}`)).options).toEqual({
      watchdog: 5_000_000_000,
      policy: "abort",
      strict: true,
      width: 7,
    });
    expect(planOf(checkText(`platform fixture { profile hasty }\n${SCENARIO}`)).options).toEqual({
      watchdog: 1_000_000_000,
      policy: "abort",
      strict: false,
      width: 2,
    });
  });

  test("are needed where there are scenarios, and only there", () => {
    const around = { imports: { "lab.drs": "machine { device d1 }" } };
    expect(checkText("# platform\n", around).found).toEqual([]);
    const { found } = checkText('import "platform"\nscenario "s" { expect panic }', around);
    expect(found).toEqual([]);
  });
});

describe("titles, tags and rows", () => {
  test("identify a scenario", () => {
    const text = `@tape @smoke\nscenario "of {limit}\\tand more" {
  examples {
    | limit | outcome   |
    | 5s    | refused   |
    | 2*1s  | refused   |
  }
  at 1s stop as first
  expect first.elapsed < limit and first.outcome == outcome
}`.replace("2*1s ", "(2s)");
    const { scenarios, found } = checkText(text);
    expect(found).toEqual([]);
    expect(scenarios.map(({ head }) => head.name)).toEqual([
      "of {limit} and more [limit=5s, outcome=refused]",
      "of {limit} and more [limit=(2s), outcome=refused]",
    ]);
    expect(scenarios[0]?.head).toMatchObject({
      file: "main.drs",
      title: "of {limit} and more",
      row: [
        { name: "limit", value: "5s" },
        { name: "outcome", value: "refused" },
      ],
      tags: ["tape", "smoke"],
      line: 3,
      platform: "fixture",
    });
  });

  test("equal rows are told apart", () => {
    const text = 'scenario "s" { examples { | t |\n| 1s |\n| 1s | }\n at t stop; expect panic }';
    expect(checkText(text).scenarios.map(({ identity }) => identity.name)).toEqual([
      "s [t=1s]",
      "s [t=1s] #2",
    ]);
  });

  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["examples { | t | t |\n| 1s | 2s | }; at t stop",       ["DRS2015 t"]],
    ["examples { | t |\n| 1s | 2s | }; at t stop",           ["DRS4018 | 1s | 2s |"]],
    ["examples { | t |\n}; at t stop",                       ["DRS4020 examples { | t |"]],
    ["examples { | t |\n| 1s |\n}",                          ["DRS2013 t"]],
    ["examples { | t |\n| 1s |\n| 5 |\n}; at t stop",        ["DRS3001 5"]],
    ["examples { | t |\n| 1s | }; let t = 5s; at t stop",    ["DRS2002 t"]],
    ["examples { | t |\n| 1s | }; examples { | u |\n| 1s | }; at t stop", ["DRS4019 examples"]],
    ["examples { | who |\n| d1 |\n| d9 | }; at 1s stop who", ["DRS2001 d9"]],
    ["expect failure \"a\"; expect failure \"b\"",           ["DRS4019 expect failure"]],
  ];

  test.each(CASES)("%s", (body, found) => {
    expect(checkBody(`${body}\nexpect panic`).found).toEqual(found);
  });

  test("a mistake in a cell is shown in the cell, with the place of its use", () => {
    const { diagnostics } = checkBody("examples { | t |\n| 5 | }\n at t stop; expect panic");
    expect(diagnostics[0]?.related).toMatchObject([{ message: "used here" }]);
  });

  test("a title is there and not used twice", () => {
    const { found } = checkText(
      'scenario "a" { expect panic }\nscenario "a" { expect panic }\nscenario " " { expect panic }',
    );
    expect(found).toEqual(['DRS2012 "a"', 'DRS2012 " "']);
  });

  test("a known failure is noted", () => {
    expect(planOf(checkBody('expect failure "not yet"; expect panic')).expectFailure).toBe(
      "not yet",
    );
  });
});

describe("imports and definitions", () => {
  const LAB =
    "platform fixture { watchdog 5s; width 3 }\nlet period = 5ms\nmachine { device d1 using dd }\ndriver dd { takes 1ms }\ndriver spare\n";

  test("imported declarations are the file's", () => {
    const text =
      'import "lab.drs"\nplatform fixture { width 4 }\nworkload db on d1 { every period }\nscenario "s" { expect panic }';
    const checked = checkText(text, { imports: { "lab.drs": LAB } });
    expect(checked.found).toEqual([]);
    const plan = planOf(checked);
    expect(plan.declarations.map(({ form }) => form)).toEqual([
      "machine",
      "driver",
      "driver",
      "workload",
    ]);
    expect(plan.options).toMatchObject({ watchdog: 5_000_000_000, width: 4 });
    expect(plan.declarations[0]?.span.file).toBe("lab.drs");
  });

  test("scenarios of an imported file do not run", () => {
    const imports = { "lab.drs": `${LAB}scenario "there" { expect panic }` };
    const checked = checkText('import "lab.drs"\nscenario "here" { expect panic }', { imports });
    expect(checked.found).toEqual(['DRS4007 "there"']);
    expect(checked.scenarios.map(({ identity }) => identity.name)).toEqual(["here"]);
  });

  test("mistakes of imported files come after those of the file", () => {
    const imports = { "lab.drs": "driver dd { takes 5 }" };
    const { found } = checkText('import "lab.drs"\nlet x = 5sec\nscenario "s" { expect panic }', {
      imports,
    });
    expect(found).toEqual(["DRS3003 5sec", "DRS3001 5"]);
  });

  test("an imported file is about the same platform", () => {
    const imports = { "lab.drs": "platform other" };
    expect(checkText('import "lab.drs"\nscenario "s" { expect panic }', { imports }).found).toEqual(
      ["DRS4002 fixture"],
    );
  });

  test("definitions replace values of the file", () => {
    const text =
      'let limit = 5s\nlet who = "me"\nnote "{who}"\nscenario "s" { at limit stop; expect panic }';
    const definitions = { limit: "2 * 4s", who: "you, too", other: "1" };
    const checked = checkText(text, { definitions });
    expect(checked.definitionsUsed).toEqual(["limit", "who"]);
    const plan = planOf(checked);
    expect(plan.timeline[0]?.moment).toEqual({ kind: "at", time: 8_000_000_000 });
    expect(plan.declarations.map(showFact)).toEqual(["note text=you, too"]);
  });

  test("a wrong definition is shown at the value that it replaces", () => {
    const text = 'let limit = 5s\nscenario "s" { at limit stop; expect panic }';
    expect(checkText(text, { definitions: { limit: "5" } }).found).toEqual(["DRS3001 5s"]);
  });
});
