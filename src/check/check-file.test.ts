import { describe, expect, test } from "vitest";
import type { Fact } from "../model/vocabulary.ts";
import { checkBody, checkText, MACHINE, planOf } from "./testing/check-text.ts";

const END = '\nscenario "s" { expect panic }\n';

/** A fact on one line: its form, its arguments, its block. */
function shown({ form, args, body }: Fact): string {
  const values = Object.entries(args).map(
    ([name, value]) =>
      ` ${name}=${JSON.stringify(value, (key, part) => (key === "span" ? undefined : part))}`,
  );
  const block = body.length === 0 ? "" : ` { ${body.map(shown).join("; ")} }`;
  return `${form}${values.join("")}${block}`.replaceAll('"', "");
}

const declarations = (text: string): readonly string[] =>
  planOf(checkText(text)).declarations.map(shown);

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
    ["platform fixture { watchdog 5s..6s }",              ["DRS3016 5s..6s"]],
    ["let t = one of [5s, 6s]\nplatform fixture { watchdog t }", ["DRS3016 t"]],
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

describe("names", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    // order does not matter, kinds have spaces of their own
    ["process p { opens d9 }\nmachine { device d9 }",                 []],
    ["machine { device d1; device d1 }",                              ["DRS2002 d1"]],
    ["machine { device x }\nprocess x { opens x }",                   []],
    ["machine { cpu 0..3; cpu 3..4 }",                                ["DRS2002 cpu 3..4"]],
    ["process p { opens d9 }",                                        ["DRS2001 d9"]],
    ["process p { opens d9 }\nprocess q { opens d9 }",                ["DRS2001 d9"]],
    ["process p { opens init }",                                      ["DRS2001 init"]],
    ["let a = 1s\nlet a = 2s",                                        ["DRS2002 a"]],
    // mentions
    ["machine { device d1 using dd }",                                []],
    ["machine { device d1 using one of [aa, bb] }\nworkload w on d1 { rate 1/s }", []],
    ["driver disk\nmachine { device d1 using dsk }",                  ["DRS2014 dsk"]],
    ["driver disk",                                                   ["DRS2013 disk"]],
    ["driver disk\nmachine { device d1 using disk }",                 []],
    ["process idle",                                                  ["DRS2013 idle"]],
    ["process busy { }",                                              []],
    ["let unused = 5s",                                               ["DRS2013 unused"]],
    ["let unused = 5sec",                                             ["DRS3003 5sec"]],
    // what a broken statement may have declared is not missed
    ["machine { devise d7 }\nprocess p { opens d7 }",                 ["DRS4008 devise"]],
    ["machine { device d7 usng x }\nprocess p { opens d7; opens d8 }", ["DRS4009 usng", "DRS2001 d8"]],
    ["procss p { opens d7 }",                                         ["DRS4008 procss"]],
    ["machine",                                                       ["DRS4012 machine"]],
    ["note \"a\" { }",                                                ["DRS4011 {"]],
    ["note \"a\" as x",                                               ["DRS4015 x"]],
    ["process p { reads d1 as x }\nmachine { device d1 }\nnote \"b\"", []],
  ];

  test.each(CASES)("%s", (text, found) => {
    expect(checkText(text + END).found).toEqual(found);
  });

  test("labels in blocks are entities and arguments", () => {
    const text = `machine { device d1 }\nprocess p { reads d1 as x }\nscenario "s" { expect x == 9 }`;
    expect(declarations(text)[1]).toBe("process name=p { reads device=d1 label=x }");
  });

  test("both places of a second declaration are shown", () => {
    const [problem] = checkText(`process p { }\nprocess p { }${END}`).diagnostics;
    expect(problem?.related?.[0]).toMatchObject({ message: "first declared here" });
  });
});

describe("scenarios and their file", () => {
  const scenario = (body: string): string => `${MACHINE}scenario "s" { ${body}; expect panic }`;
  const FILE = declarations(scenario(""));

  test("a scenario adds to the file's declarations", () => {
    expect(declarations(scenario("process ls { opens d1 }"))).toEqual([
      ...FILE,
      "process name=ls { opens device=d1 }",
    ]);
  });

  test("it replaces those about the same thing, in their place", () => {
    const found = declarations(scenario("process tar { opens d1 }"));
    expect(found).toEqual([FILE[0], "process name=tar { opens device=d1 }", FILE[2]]);
  });

  test("forms that merge add their blocks, replacing only what is inside", () => {
    const [machine] = declarations(scenario("machine { device t1 : disk; device d2 }"));
    expect(machine).toBe(
      "machine { device name=d1 class=disk driver=dd; device name=t1 class=disk; cpu ids={from:6,to:7}; device name=d2 }",
    );
  });

  test("what may stand side by side is never replaced", () => {
    const text = 'note "a"\nscenario "s" { note "b"; interval 5ms; expect panic }';
    expect(declarations(`interval 1ms\n${text}`)).toEqual(
      ["interval 5ms", "note text=a", "note text=b"].map((line) =>
        line === "interval 5ms" ? "single interval=5000000" : line,
      ),
    );
  });

  test("a name that a replacement takes away is not known any more", () => {
    const text = `bench { device b1 }\nprocess p { opens b1 }\nscenario "s" { bench { device b2 }; expect b2.open }`;
    expect(checkText(text).found).toEqual(["DRS4022 bench"]);
    const unused = 'bench { device b1 }\nscenario "s" { bench { device b2 }; expect b1.open }';
    expect(checkText(unused).found).toEqual(["DRS2004 b1"]);
  });

  test("facts of the file are made once for all scenarios", () => {
    const { scenarios } = checkText(
      `${MACHINE}scenario "a" { expect panic }\nscenario "b" { expect panic }`,
    );
    const [one, other] = scenarios.map((open) => open.settle([]).declarations);
    expect(one).toBe(other);
  });

  test("a declaration of the file may use what only scenarios give", () => {
    const text = `machine { device d1 }
workload db on d1 { every period }
scenario "a" { let period = 5ms; expect panic }
scenario "b" { examples { | period |
 | 6ms |
 | 7ms | }
 expect panic }`;
    const { scenarios, found } = checkText(text);
    expect(found).toEqual([]);
    const periods = scenarios.map((open) => shown(open.settle([]).declarations[1] ?? NOTHING));
    expect(periods).toEqual(
      [5, 6, 7].map((ms) => `workload name=db target=d1 { every period=${ms}000000 }`),
    );
    expect(checkText(`${text}\nscenario "c" { expect panic }`).found).toEqual(["DRS2004 period"]);
  });

  test("a scenario's value replaces the file's, also where the file uses it", () => {
    const text = `let period = 5ms
let twice = 2 * period
machine { device d1 }
workload db on d1 { every twice }
scenario "a" { expect panic }
scenario "b" { let period = 1s; expect panic }`;
    const facts = checkText(text).scenarios.map((open) => open.settle([]).declarations[1]);
    expect(facts.map((fact) => shown(fact ?? NOTHING))).toEqual([
      "workload name=db target=d1 { every period=10000000 }",
      "workload name=db target=d1 { every period=2000000000 }",
    ]);
  });

  const NOTHING: Fact = { form: "", args: {}, body: [], span: { file: "", start: 0, end: 0 } };

  test("conditions are numbered through", () => {
    const text = `machine { device d1 }
fault d1 takes 5ms when (quiesced)
scenario "s" { fault d1 refuses suspend while open when (d1.open); expect panic }`;
    const plan = planOf(checkText(text));
    expect(plan.declarations.slice(1).map(shown)).toEqual([
      "fault target=d1 what={form:takes,args:{time:5000000},body:[]} when={condition:0}",
      "fault target=d1 what={form:refuses,args:{what:suspend,while-open:true},body:[]} when={condition:1}",
    ]);
    expect(plan.conditions.map((expr) => expr.op === "field" && expr.field)).toEqual([
      "quiet",
      "open",
    ]);
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
    expect(plan.declarations.map(shown)).toEqual(["note text=you, too"]);
  });

  test("a wrong definition is shown at the value that it replaces", () => {
    const text = 'let limit = 5s\nscenario "s" { at limit stop; expect panic }';
    expect(checkText(text, { definitions: { limit: "5" } }).found).toEqual(["DRS3001 5s"]);
  });
});
