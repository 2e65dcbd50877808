import { readFileSync } from "node:fs";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { Verdict } from "../../model/verdict.ts";
import { diagnostic, eventsOf, failure, result, type SampleFile } from "../testing/events.ts";
import { optionsFor } from "../testing/options.ts";
import { writtenBy } from "../testing/written.ts";
import { elementsOf, xmlTree } from "../testing/xml-tree.ts";
import { JunitReport } from "./report.ts";

const SCHEMA = readFileSync(new URL("schema/drs-junit.xsd", import.meta.url), "utf8");

const pieces = fc.constantFrom(
  "]]>",
  "]]>]]>",
  "&",
  "<![CDATA[",
  "\u0000",
  "\u001b[31m",
  "\u001b]8;;",
  "\ud800",
  "\udc00",
  "\ufffe",
  "\uffff",
  "\u0085",
  "\u2028",
  "\r\n",
  "\t",
  "/",
  "\\",
  "..",
  "(a:1:2)",
  "\u{1f600}",
);
const text = fc
  .array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 10 })), { maxLength: 8 })
  .map((parts) => parts.join(""));
const verdict = fc.constantFrom<Verdict>("passed", "failed", "inconclusive", "skipped", "invalid");
const kind = fc.constantFrom("expectation", "rule", "hang", "panic", "limit", "engine");

const span = { file: "a.drs", start: 3, end: 5 };

const file: fc.Arbitrary<SampleFile> = fc.record({
  source: fc.record({ file: text, text }),
  diagnostics: fc.array(
    fc.record({ message: text, label: text }).map((some) => diagnostic({ span, ...some })),
    { maxLength: 1 },
  ),
  scenarios: fc.array(
    fc
      .record({ name: text, verdict, kind, message: text, note: text, reason: text, path: text })
      .map(({ name, verdict: how, kind: what, message, note, reason, path }) => ({
        name,
        attachments: [path],
        result: result({
          verdict: how,
          skipReason: reason,
          failures: [failure({ kind: what, message, span, notes: [note] })],
        }),
      })),
    { maxLength: 4 },
  ),
});
const run = fc.array(file, { maxLength: 4 }).map((files) => eventsOf(files));

test("whatever the texts are, the document is well-formed and its rules are kept", () => {
  fc.assert(
    fc.property(run, fc.constantFrom("ci", "strict"), (events, profile) => {
      const { junit } = optionsFor({ junit: { profile } });
      const [document = ""] = writtenBy(new JunitReport(junit), events);
      const root = xmlTree(new SaxesParser(), document);
      const cases = elementsOf(root, "testcase");
      const keys = cases.map(({ attributes: { classname, name } }) => `${classname}\n${name}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { children } of cases) {
        const outcomes = children.filter(({ name }) => /^(failure|error|skipped)$/.test(name));
        expect(outcomes.length).toBeLessThanOrEqual(1);
        for (const { name, text: body, attributes } of outcomes) {
          if (name === "skipped") expect(body + (attributes["message"] ?? "")).not.toBe("");
          else expect(body.startsWith(attributes["message"] ?? "?")).toBe(true);
        }
      }
    }),
  );
});

test("whatever the texts are, the document is valid", async () => {
  const xml = fc.sample(run, 30).map((events, index) => ({
    fileName: `${index}.xml`,
    contents: writtenBy(new JunitReport(optionsFor().junit), events).join(""),
  }));
  const { valid, errors } = await validateXML({ xml, schema: SCHEMA });
  const shown = errors.map(
    ({ rawMessage, loc }) =>
      `${rawMessage}\n${xml.find(({ fileName }) => fileName === loc?.fileName)?.contents}`,
  );
  expect(shown).toEqual([]);
  expect(valid).toBe(true);
});

test("a line of a megabyte is cut, and nothing else is lost", () => {
  const message = `first ${"x".repeat(1_000_000)} last`;
  const source = { file: "a.drs", text: "" };
  const failures = [failure({ span, message })];
  const scenarios = [{ name: message, result: result({ verdict: "failed", failures }) }];
  const [document = ""] = writtenBy(
    new JunitReport(optionsFor().junit),
    eventsOf([{ source, scenarios }]),
  );
  expect(document.length).toBeLessThan(70_000);
  expect(document).toContain("…[truncated ");
  expect(document).toContain("replay: drs run a.drs:1 --seed 42");
});
