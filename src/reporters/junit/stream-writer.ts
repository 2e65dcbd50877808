import { escapeAttribute, escapeContent } from "./escape.ts";
import type {
  JunitCase,
  JunitProperty,
  JunitResult,
  JunitRoot,
  JunitSuite,
  JunitWriter,
  WholeSuite,
} from "./model.ts";
import { SUITE_END } from "./model.ts";

/** Writes XML by joining strings: no tree, so memory holds one batch of cases and nothing else. */
export const streamWriter: JunitWriter = { root, suites, suiteStart, cases };

function root({ name, counts, time, timestamp }: JunitRoot): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeAttribute(name)}" ` +
    `tests="${counts.tests}" failures="${counts.failures}" errors="${counts.errors}"` +
    optional("skipped", counts.skipped) +
    ` time="${time}"` +
    optional("timestamp", timestamp)
  );
}

// Joining gives one flat string. What `+` gives is a tree of its parts, which is kept as long as the text is.
function suites(all: readonly WholeSuite[]): string {
  return all
    .map(({ suite, cases: its }) => [suiteStart(suite), ...its.map(testcase), SUITE_END].join(""))
    .join("");
}

function suiteStart(of: JunitSuite): string {
  const { tests, failures, errors, skipped } = of.counts;
  return (
    `  <testsuite name="${escapeAttribute(of.name)}" tests="${tests}" failures="${failures}" ` +
    `errors="${errors}" skipped="${skipped}" time="${of.time}" timestamp="${of.timestamp}" ` +
    `hostname="${escapeAttribute(of.hostname)}"${optional("file", of.file)}>\n` +
    properties(of.properties, "    ")
  );
}

function cases(all: readonly JunitCase[]): string {
  return all.map(testcase).join("");
}

function testcase(of: JunitCase): string {
  const start =
    `    <testcase name="${escapeAttribute(of.name)}" classname="${escapeAttribute(of.classname)}"` +
    optional("file", of.file) +
    optional("line", of.line) +
    ` time="${of.time}"` +
    optional("assertions", of.assertions);
  const inner =
    properties(of.properties, "      ") +
    (of.result === undefined ? "" : result(of.result)) +
    (of.output === undefined ? "" : `      <system-out>${escapeContent(of.output)}</system-out>\n`);
  return inner === "" ? `${start}/>\n` : `${start}>\n${inner}    </testcase>\n`;
}

function properties(all: readonly JunitProperty[], indent: string): string {
  if (all.length === 0) return "";
  let text = `${indent}<properties>\n`;
  for (const { name, value } of all) {
    text += `${indent}  <property name="${escapeAttribute(name)}" value="${escapeAttribute(value)}"/>\n`;
  }
  return `${text}${indent}</properties>\n`;
}

function result(of: JunitResult): string {
  const start =
    `      <${of.element}${optional("message", of.message)}` +
    (of.element === "skipped" ? "" : ` type="${of.type}"`);
  return of.body === undefined
    ? `${start}/>\n`
    : `${start}>${escapeContent(of.body)}</${of.element}>\n`;
}

function optional(name: string, value: string | number | undefined): string {
  return value === undefined ? "" : ` ${name}="${escapeAttribute(String(value))}"`;
}
