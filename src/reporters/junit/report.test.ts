import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import type { Piece, ReporterOptions, RunEvent } from "../../model/run-event.ts";
import { eventsOf, failure, result, type SampleScenario, spanOf } from "../testing/events.ts";
import { optionsFor } from "../testing/options.ts";
import { sampleRun } from "../testing/sample-run.ts";
import { writtenBy } from "../testing/written.ts";
import { elementsOf, type XmlNode, xmlTree } from "../testing/xml-tree.ts";
import { type JunitLimits, JunitReport } from "./report.ts";

type Junit = Partial<ReporterOptions["junit"]>;

const SOURCE = { file: "scenarios/a.drs", text: 'scenario "one" {\n  expect first succeeded\n}\n' };
const SPAN = spanOf(SOURCE, "first succeeded");

/** Streams from the first case on. */
const STREAMING: JunitLimits = { builderCasesMax: 0, batchCases: 1, heldLengthMax: 0 };

function documentsOf(
  events: readonly RunEvent[],
  junit: Junit = {},
  limits?: JunitLimits,
): readonly string[] {
  return writtenBy(new JunitReport(optionsFor({ junit }).junit, limits), events);
}

function treeOf(events: readonly RunEvent[], junit: Junit = {}, limits?: JunitLimits): XmlNode {
  const [document = ""] = documentsOf(events, junit, limits);
  return xmlTree(new SaxesParser(), document);
}

function runOf(scenarios: readonly SampleScenario[], frame = {}): readonly RunEvent[] {
  return eventsOf([{ source: SOURCE, scenarios }], frame);
}

function named(count: number): readonly SampleScenario[] {
  return Array.from({ length: count }, (_, index) => ({ name: `case ${index}`, at: "one" }));
}

/** The only case of a run with one scenario. */
function caseOf(scenario: Partial<SampleScenario>, junit: Junit = {}): XmlNode {
  const [only] = elementsOf(treeOf(runOf([{ name: "one", ...scenario }]), junit), "testcase");
  if (only === undefined) throw new Error("no case");
  return only;
}

function childOf(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name);
}

describe("golden documents", () => {
  test.each(["ci", "strict"] as const)("profile %s", async (profile) => {
    const [document] = documentsOf(sampleRun(), { profile });
    await expect(document).toMatchFileSnapshot(`golden/sample-${profile}.xml`);
  });

  test("deterministic", async () => {
    const [document] = documentsOf(sampleRun({ deterministic: true }));
    await expect(document).toMatchFileSnapshot("golden/sample-deterministic.xml");
  });
});

describe("a document", () => {
  test("is the same when it is streamed, but for blanks in its first tag", () => {
    for (const profile of ["ci", "strict"] as const) {
      const [held = ""] = documentsOf(sampleRun(), { profile });
      const [streamed = ""] = documentsOf(sampleRun(), { profile }, STREAMING);
      expect(streamed).not.toBe(held);
      expect(streamed.replace(/ +>/, ">")).toBe(held);
    }
  });

  test("is given out while it grows, and its counts at the end, in as many bytes", () => {
    const report = new JunitReport(optionsFor().junit, STREAMING);
    const pieces: Piece[] = sampleRun().flatMap((event) => report.accept(event));
    expect(pieces.length).toBeGreaterThan(0);
    pieces.push(...report.close());
    const starts = pieces.filter(({ place }) => place === "start");
    expect(starts).toHaveLength(1);
    expect(pieces.at(-1)).toBe(starts[0]);
    expect(starts[0]?.text).toHaveLength(pieces[0]?.text.length ?? 0);
    expect(starts[0]?.text).toMatch(/^[ -~\n]*$/);
  });

  test("is complete without any scenario", () => {
    const [document = ""] = documentsOf(eventsOf([]));
    expect(document).toMatch(/<testsuites name="drs" tests="0" .*\/>\n$/);
    expect(xmlTree(new SaxesParser(), document).children).toEqual([]);
  });

  test("is complete when nothing at all has happened", () => {
    const [document = ""] = documentsOf([]);
    expect(xmlTree(new SaxesParser(), document).attributes["tests"]).toBe("0");
  });

  test("has no suite for a file of which nothing was selected", () => {
    const events = eventsOf([{ source: SOURCE }, { source: { ...SOURCE, file: "b.drs" } }]);
    expect(treeOf(events).children).toEqual([]);
  });

  test("counts what it holds", () => {
    const root = treeOf(sampleRun());
    for (const group of [root, ...root.children]) {
      const having = (name: string): string => String(elementsOf(group, name).length);
      expect(group.attributes).toMatchObject({
        tests: having("testcase"),
        failures: having("failure"),
        errors: having("error"),
        skipped: having("skipped"),
      });
    }
  });

  test("says that the run was interrupted, once, in its last suite", () => {
    const files = ["a.drs", "b.drs"].map((file) => ({
      source: { ...SOURCE, file },
      scenarios: named(1),
    }));
    const suites = treeOf(eventsOf(files, { interrupted: true })).children;
    const marks = suites.map((suite) =>
      elementsOf(suite, "property").some(({ attributes: { name } }) => name === "drs.interrupted"),
    );
    expect(marks).toEqual([false, true]);
  });

  test("is complete after an interruption in the middle of a file", () => {
    const events = runOf(named(3)).slice(0, -3);
    const root = treeOf(events);
    expect(root.attributes["tests"]).toBe("2");
    expect(JSON.stringify(root)).toContain("drs.interrupted");
  });

  test("has a sum of times at each level", () => {
    const scenarios = named(3).map((scenario) => ({ ...scenario, wallMs: 0.4 }));
    const root = treeOf(runOf(scenarios));
    expect(root.attributes["time"]).toBe("0.001");
    expect(root.children[0]?.attributes["time"]).toBe("0.001");
    expect(elementsOf(root, "testcase")[0]?.attributes["time"]).toBe("0.000");
  });
});

describe("splitting", () => {
  const files = [3, 5, 2, 1].map((count, index) => ({
    source: { ...SOURCE, file: `scenarios/f${index}.drs` },
    scenarios: named(count),
  }));

  test.each([undefined, STREAMING])("keeps suites whole where they fit, limits %j", (limits) => {
    const documents = documentsOf(eventsOf(files), { casesMax: 4 }, limits);
    const trees = documents.map((document) => xmlTree(new SaxesParser(), document));
    const sizes = trees.map(({ children }) =>
      children.map(({ attributes }) => attributes["tests"]),
    );
    expect(sizes).toEqual([["3"], ["4"], ["1", "2", "1"]]);
    expect(trees.map(({ attributes }) => attributes["tests"])).toEqual(["3", "4", "4"]);
  });

  test("gives one document when all cases fit", () => {
    expect(documentsOf(eventsOf(files), { casesMax: 11 })).toHaveLength(1);
  });

  test("never repeats a name, in whatever document", () => {
    const same = [{ name: "same" }, { name: "same" }, { name: "same" }].map((scenario) => ({
      ...scenario,
      at: "one",
    }));
    const documents = documentsOf(runOf(same), { casesMax: 1 });
    const names = documents.map(
      (document) =>
        elementsOf(xmlTree(new SaxesParser(), document), "testcase")[0]?.attributes["name"],
    );
    expect(names).toEqual(["same", "same_2", "same_3"]);
  });
});

describe("identity", () => {
  test("classnames of different files differ", () => {
    const files = ["a/b c.drs", "a/b_c.drs"].map((file) => ({
      source: { ...SOURCE, file },
      scenarios: named(1),
    }));
    const cases = elementsOf(treeOf(eventsOf(files)), "testcase");
    expect(cases.map(({ attributes: { classname } }) => classname)).toEqual(["a.b_c", "a.b_c_2"]);
  });

  test("a scenario may be called like the case of an invalid file", () => {
    const cases = elementsOf(treeOf(runOf([{ name: "(file)", at: "one" }])), "testcase");
    expect(cases[0]?.attributes["name"]).toBe("(file)");
  });

  test("a file without its first event still has its cases", () => {
    const events = runOf(named(1)).filter(({ kind }) => kind !== "file-started");
    expect(elementsOf(treeOf(events), "testcase")).toHaveLength(1);
  });
});

describe("time", () => {
  const scenario = { result: result({ virtualTime: 1_830_400_000 }), wallMs: 12.6 };

  test("is wall time, unless virtual time is asked for", () => {
    expect(caseOf(scenario).attributes["time"]).toBe("0.013");
    expect(caseOf(scenario, { time: "virtual" }).attributes["time"]).toBe("1.830");
  });

  test.each([
    [0.0001, "0.000"],
    [Number.NaN, "0.000"],
    [-5, "0.000"],
    [Number.POSITIVE_INFINITY, "0.000"],
    [1e17, "100000000000000.000"],
  ])("of %d ms has three decimals and no exponent", (wallMs, time) => {
    expect(caseOf({ wallMs }).attributes["time"]).toBe(time);
  });

  test("is left out of deterministic reports, virtual time is not", () => {
    const events = runOf([{ name: "one", ...scenario }], { deterministic: true });
    const suite = treeOf(events).children[0];
    expect(suite?.attributes).toMatchObject({
      time: "0.000",
      timestamp: "1970-01-01T00:00:00",
      hostname: "localhost",
    });
    const [only] = elementsOf(treeOf(events, { time: "virtual" }), "testcase");
    expect(only?.attributes["time"]).toBe("1.830");
  });
});

describe("a case that did not pass", () => {
  const first = failure({ span: SPAN, message: "first succeeded: first.outcome was refused" });
  const second = failure({ span: SPAN, message: "io(db).lost == 0: io(db).lost was 7" });

  test("repeats its message in the body, and names the place at the end of the second line", () => {
    const outcome = childOf(
      caseOf({ result: result({ verdict: "failed", failures: [first] }) }),
      "failure",
    );
    const [one, two] = outcome?.text.split("\n") ?? [];
    expect(one).toBe(first.message);
    expect(outcome?.attributes["message"]).toBe(first.message);
    expect(two).toBe("  at expectation (scenarios/a.drs:2:10)");
  });

  test("has one element for several failures", () => {
    const node = caseOf({ result: result({ verdict: "failed", failures: [first, second] }) });
    expect(node.children.filter(({ name }) => name === "failure")).toHaveLength(1);
    const outcome = childOf(node, "failure");
    expect(outcome?.attributes["message"]).toBe(`2 of 3 assertions failed: ${first.message}`);
    for (const { message } of [first, second]) expect(outcome?.text).toContain(message);
  });

  test("has a message on one line, of bearable length, and the whole text in the body", () => {
    const message = `first line\nsecond ${"long ".repeat(500)}end`;
    const node = caseOf({
      result: result({ verdict: "failed", failures: [failure({ span: SPAN, message })] }),
    });
    const outcome = childOf(node, "failure");
    const short = outcome?.attributes["message"] ?? "";
    expect(short).toMatch(/^first line second .*…$/);
    expect(short.length).toBeLessThanOrEqual(1000);
    expect(outcome?.text.startsWith(`${short}\n`)).toBe(true);
    expect(outcome?.text).toContain(message);
  });

  test("has a body also when there is no reason", () => {
    const node = caseOf({ result: result({ verdict: "failed" }) });
    expect(childOf(node, "failure")?.text).toMatch(/^no reason was given\nreplay: drs run /);
    expect(childOf(node, "failure")?.attributes["type"]).toBe("AssertionFailure");
  });

  test("has at most 64 kB of text, with the replay command at the end", () => {
    const trail = Array.from({ length: 5000 }, (_, index) => ({
      time: index,
      text: `event number ${index} of a very long story`,
    }));
    const node = caseOf({
      result: result({ verdict: "failed", failures: [{ ...first, trail }] }),
    });
    const text = childOf(node, "failure")?.text ?? "";
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64 * 1024);
    expect(text).toMatch(/…\[truncated \d+ bytes\]…/);
    expect(text).toMatch(/replay: drs run scenarios\/a\.drs:1 --seed 42$/);
  });

  test("says how to repeat it", () => {
    const node = caseOf({ result: result({ verdict: "failed", failures: [first] }) });
    expect(propertiesOf(node)).toEqual({
      "drs.seed": "42",
      "drs.replay": "drs run scenarios/a.drs:1 --seed 42",
      "drs.virtual_ms": "1830",
      "drs.trace_hash": "00c0ffee00c0ffee",
    });
  });

  test.each([
    ["failed", "expectation", "failure", "AssertionFailure"],
    ["failed", "rule", "failure", "RuleViolation"],
    ["failed", "invariant", "failure", "InvariantViolation"],
    ["failed", "deadline", "failure", "Deadline"],
    ["failed", "deadlock", "failure", "Deadlock"],
    ["failed", "hang", "failure", "Hang"],
    ["failed", "panic", "failure", "InvariantViolation"],
    ["failed", "unexpected-pass", "failure", "AssertionFailure"],
    ["inconclusive", "limit", "error", "LimitReached"],
    ["inconclusive", "wall-timeout", "error", "Timeout"],
    ["inconclusive", "expectation", "error", "LimitReached"],
    ["failed", "engine", "error", "EngineError"],
    ["invalid", "expectation", "error", "SemanticError"],
  ] as const)("verdict %s by %s is <%s type=%s>", (verdict, kind, element, type) => {
    const node = caseOf({ result: result({ verdict, failures: [{ ...first, kind }] }) });
    expect(node.children.map(({ name }) => name)).toEqual(["properties", element]);
    expect(childOf(node, element)?.attributes["type"]).toBe(type);
  });

  test("is an error when drs itself failed, whatever else did", () => {
    const fault = { ...second, kind: "engine" as const };
    const node = caseOf({ result: result({ verdict: "failed", failures: [first, fault] }) });
    const error = childOf(node, "error");
    expect(error?.attributes["type"]).toBe("EngineError");
    expect(error?.attributes["message"]).toBe(`2 failures: ${fault.message}`);
    expect(childOf(node, "failure")).toBeUndefined();
  });
});

describe("a case that passed", () => {
  test("is one empty element", () => {
    expect(caseOf({}).children).toEqual([]);
  });

  test("says that a failure was expected", () => {
    const node = caseOf({ result: result({ expectedFailure: "card 2 loses its key" }) });
    expect(propertiesOf(node)).toEqual({ "drs.expected_failure": "card 2 loses its key" });
  });
});

describe("attachments", () => {
  const scenario = {
    result: result({
      verdict: "failed" as const,
      failures: [failure({ span: SPAN, message: "no" })],
    }),
    attachments: ["reports/one.svg", "reports/two.svg"],
  };

  test.each([
    ["relative", "[[ATTACHMENT|reports/one.svg]]\n[[ATTACHMENT|reports/two.svg]]\n"],
    [
      "absolute",
      "[[ATTACHMENT|/home/ci/project/reports/one.svg]]\n[[ATTACHMENT|/home/ci/project/reports/two.svg]]\n",
    ],
    ["none", undefined],
  ] as const)("%s", (attachments, output) => {
    expect(childOf(caseOf(scenario, { attachments }), "system-out")?.text).toBe(output);
  });

  test("are left out of cases that passed", () => {
    expect(caseOf({ attachments: ["reports/one.svg"] }).children).toEqual([]);
  });
});

describe("suites", () => {
  test("name the seed that all their scenarios share", () => {
    const seeds = (...all: readonly number[]): unknown => {
      const scenarios = all.map((seed, index) => ({
        name: String(index),
        at: "one",
        result: result({ seed }),
      }));
      const [suite] = treeOf(runOf(scenarios)).children;
      return suite === undefined ? undefined : propertiesOf(suite)["drs.seed"];
    };
    expect(seeds(7, 7)).toBe("7");
    expect(seeds(7, 8)).toBeUndefined();
  });

  test.each([
    ["2026-08-22T10:00:00.999Z", "2026-08-22T10:00:00"],
    ["2026-08-22T12:00:00+02:00", "2026-08-22T10:00:00"],
    ["2026-08-22T10:00:00", "2026-08-22T10:00:00"],
    ["yesterday", "1970-01-01T00:00:00"],
  ])("give the moment %s in UTC", (startedAt, timestamp) => {
    const events = runOf(named(1)).map((event) =>
      event.kind === "run-started" ? { ...event, startedAt } : event,
    );
    expect(treeOf(events).children[0]?.attributes["timestamp"]).toBe(timestamp);
  });
});

function propertiesOf(node: XmlNode): Readonly<Record<string, string | undefined>> {
  const all = childOf(node, "properties")?.children ?? [];
  return Object.fromEntries(
    all.map(({ attributes: { name = "", value = "" } }) => [name, value] as const),
  );
}
