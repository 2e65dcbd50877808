import fc from "fast-check";
import library from "junit-report-builder";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { type XmlNode, xmlTree } from "../testing/xml-tree.ts";
import { builderWriter } from "./builder-writer.ts";
import { cleanLine, cleanText } from "./clean.ts";
import type {
  JunitCase,
  JunitProperty,
  JunitResult,
  JunitRoot,
  JunitSuite,
  WholeSuite,
} from "./model.ts";
import { ERROR_TYPES, FAILURE_TYPES, ROOT_END, SUITE_END } from "./model.ts";
import { streamWriter } from "./stream-writer.ts";

// Texts that the model may hold: clean, and otherwise as nasty as they come.
const nasty = fc.constantFrom(
  "]]>",
  "<",
  ">",
  "&",
  '"',
  "'",
  "&lt;",
  "<!--",
  "-->",
  "\u{1f600}",
  "  ",
);
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary" }), fc.constantFrom("\n", "\t")))
  .map((parts) => `x${cleanText(parts.join(""))}`);
const line = text.map((value) => cleanLine(value));
const count = fc.nat();
const time = fc.nat().map((ms) => (ms / 1000).toFixed(3));
const timestamp = fc.constantFrom("1970-01-01T00:00:00", "2026-08-22T10:00:00");

const properties: fc.Arbitrary<readonly JunitProperty[]> = fc.array(
  fc.record({ name: line, value: line }),
  { maxLength: 2 },
);

const result: fc.Arbitrary<JunitResult> = fc.oneof(
  fc.record({
    element: fc.constant("failure" as const),
    type: fc.constantFrom(...FAILURE_TYPES),
    message: line,
    body: text,
  }),
  fc.record({
    element: fc.constant("error" as const),
    type: fc.constantFrom(...ERROR_TYPES),
    message: line,
    body: text,
  }),
  fc.record({ element: fc.constant("skipped" as const), message: line }),
  fc.record({ element: fc.constant("skipped" as const), body: text }),
);

const testcase: fc.Arbitrary<JunitCase> = fc.record(
  {
    name: line,
    classname: line,
    file: line,
    line: fc.integer({ min: 1 }),
    time,
    assertions: count,
    properties,
    result,
    output: text,
  },
  { requiredKeys: ["name", "classname", "time", "properties"] },
);

const suite: fc.Arbitrary<JunitSuite> = fc.record(
  {
    name: line,
    counts: fc.record({ tests: count, failures: count, errors: count, skipped: count }),
    time,
    timestamp,
    hostname: line,
    file: line,
    properties,
  },
  { requiredKeys: ["name", "counts", "time", "timestamp", "hostname", "properties"] },
);

const root: fc.Arbitrary<JunitRoot> = fc.record(
  {
    name: line,
    counts: fc.record(
      { tests: count, failures: count, errors: count, skipped: count },
      { requiredKeys: ["tests", "failures", "errors"] },
    ),
    time,
    timestamp,
  },
  { requiredKeys: ["name", "counts", "time"] },
);

const cases = fc.array(testcase, { minLength: 1, maxLength: 4 });
const suites = fc.array(fc.record({ suite, cases }), { minLength: 1, maxLength: 3 });

describe("the two writers", () => {
  test("give the same text, piece by piece", () => {
    fc.assert(
      fc.property(root, suites, (itsRoot, itsSuites) => {
        expect(builderWriter.root(itsRoot)).toBe(streamWriter.root(itsRoot));
        expect(builderWriter.suites(itsSuites)).toBe(streamWriter.suites(itsSuites));
        for (const { suite: one, cases: its } of itsSuites) {
          expect(builderWriter.suiteStart(one)).toBe(streamWriter.suiteStart(one));
          expect(builderWriter.cases(its)).toBe(streamWriter.cases(its));
        }
      }),
    );
  });

  test.each([
    ["junit-report-builder", builderWriter],
    ["streaming", streamWriter],
  ])("write exactly what the model says: %s", (_, writer) => {
    fc.assert(
      fc.property(root, suites, (itsRoot, itsSuites) => {
        const document = `${writer.root(itsRoot)}>\n${writer.suites(itsSuites)}${ROOT_END}`;
        expect(xmlTree(new SaxesParser(), document)).toEqual(treeOf(itsRoot, itsSuites));
      }),
    );
  });

  test.each([
    ["junit-report-builder", builderWriter],
    ["streaming", streamWriter],
  ])("give a suite in one piece or in several: %s", (_, writer) => {
    fc.assert(
      fc.property(suite, cases, cases, (one, some, others) => {
        const whole = writer.suites([{ suite: one, cases: [...some, ...others] }]);
        const start = writer.suiteStart(one);
        expect(start + writer.cases(some) + writer.cases(others) + SUITE_END).toBe(whole);
      }),
    );
  });

  test("write nothing for nothing", () => {
    for (const writer of [builderWriter, streamWriter]) {
      expect(writer.cases([])).toBe("");
      expect(writer.suites([])).toBe("");
    }
  });
});

describe("junit-report-builder", () => {
  test("still has the fields that the wrapping leans on", () => {
    const builder: object = (library as unknown as { newBuilder(): object }).newBuilder();
    const root: unknown = Reflect.get(builder, "_rootTestSuites");
    expect(root).toBeInstanceOf(Object);
    for (const method of ["build", "createElement", "getTestCaseCount", "getSkippedCount"]) {
      expect(Reflect.get(root as object, method)).toBeInstanceOf(Function);
    }
  });
});

/** The tree that a reader must see. */
function treeOf(
  { name, counts, time: seconds, timestamp: moment }: JunitRoot,
  all: readonly WholeSuite[],
): XmlNode {
  const attributes = { name, ...counts, time: seconds, timestamp: moment };
  return node("testsuites", attributes, all.map(suiteTree));
}

function suiteTree({ suite: of, cases: its }: WholeSuite): XmlNode {
  const { counts, properties: some, ...attributes } = of;
  return node("testsuite", { ...attributes, ...counts }, [
    ...propertiesTree(some),
    ...its.map(caseTree),
  ]);
}

function caseTree({ properties: some, result: how, output, ...attributes }: JunitCase): XmlNode {
  return node("testcase", attributes, [
    ...propertiesTree(some),
    ...(how === undefined ? [] : [resultTree(how)]),
    ...(output === undefined ? [] : [node("system-out", {}, [], output)]),
  ]);
}

function resultTree(how: JunitResult): XmlNode {
  const { element, body, ...attributes } = how;
  return node(element, attributes, [], body);
}

function propertiesTree(some: readonly JunitProperty[]): readonly XmlNode[] {
  return some.length === 0
    ? []
    : [
        node(
          "properties",
          {},
          some.map((one) => node("property", { ...one }, [])),
        ),
      ];
}

function node(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly XmlNode[],
  content = "",
): XmlNode {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    name,
    attributes: Object.fromEntries(written.map(([key, value]) => [key, String(value)])),
    children,
    text: content,
  };
}
