import { describe, expect, test } from "vitest";
import type { Fact } from "../../model/vocabulary.ts";
import { checkText, MACHINE, planOf } from "../testing/check-text.ts";
import { showFact } from "../testing/show-fact.ts";

const END = '\nscenario "s" { expect panic }\n';

const declarations = (text: string): readonly string[] =>
  planOf(checkText(text)).declarations.map(showFact);

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
    const periods = scenarios.map((open) => showFact(open.settle([]).declarations[1] ?? NOTHING));
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
    expect(facts.map((fact) => showFact(fact ?? NOTHING))).toEqual([
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
    expect(plan.declarations.slice(1).map(showFact)).toEqual([
      "fault target=d1 what={form:takes,args:{time:5000000},body:[]} when={condition:0}",
      "fault target=d1 what={form:refuses,args:{what:suspend,while-open:true},body:[]} when={condition:1}",
    ]);
    expect(plan.conditions.map((expr) => expr.op === "field" && expr.field)).toEqual([
      "quiet",
      "open",
    ]);
  });
});
