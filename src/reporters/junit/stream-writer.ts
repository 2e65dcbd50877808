import type {
  JunitCase,
  JunitProperty,
  JunitResult,
  JunitRoot,
  JunitSuite,
  JunitWriter,
} from "./model.ts";

/** Writes XML by joining strings: no tree, so memory holds one batch of cases and nothing else. */
export const streamWriter: JunitWriter = { root, suite, cases };

function root({ name, counts, time, timestamp }: JunitRoot): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${attribute(name)}" ` +
    `tests="${counts.tests}" failures="${counts.failures}" errors="${counts.errors}"` +
    optional("skipped", counts.skipped) +
    ` time="${time}"` +
    optional("timestamp", timestamp)
  );
}

function suite(of: JunitSuite): string {
  const { tests, failures, errors, skipped } = of.counts;
  return (
    `  <testsuite name="${attribute(of.name)}" tests="${tests}" failures="${failures}" ` +
    `errors="${errors}" skipped="${skipped}" time="${of.time}" timestamp="${of.timestamp}" ` +
    `hostname="${attribute(of.hostname)}"${optional("file", of.file)}>\n` +
    properties(of.properties, "    ")
  );
}

function cases(all: readonly JunitCase[]): string {
  let text = "";
  for (const one of all) text += testcase(one);
  return text;
}

function testcase(of: JunitCase): string {
  const start =
    `    <testcase name="${attribute(of.name)}" classname="${attribute(of.classname)}"` +
    optional("file", of.file) +
    optional("line", of.line) +
    ` time="${of.time}"` +
    optional("assertions", of.assertions);
  const inner =
    properties(of.properties, "      ") +
    (of.result === undefined ? "" : result(of.result)) +
    (of.output === undefined ? "" : `      <system-out>${content(of.output)}</system-out>\n`);
  return inner === "" ? `${start}/>\n` : `${start}>\n${inner}    </testcase>\n`;
}

function properties(all: readonly JunitProperty[], indent: string): string {
  if (all.length === 0) return "";
  let text = `${indent}<properties>\n`;
  for (const { name, value } of all) {
    text += `${indent}  <property name="${attribute(name)}" value="${attribute(value)}"/>\n`;
  }
  return `${text}${indent}</properties>\n`;
}

function result(of: JunitResult): string {
  const start =
    `      <${of.element}${optional("message", of.message)}` +
    (of.element === "skipped" ? "" : ` type="${of.type}"`);
  return of.body === undefined ? `${start}/>\n` : `${start}>${content(of.body)}</${of.element}>\n`;
}

function optional(name: string, value: string | number | undefined): string {
  return value === undefined ? "" : ` ${name}="${attribute(String(value))}"`;
}

/** The value of an attribute; blanks that a parser would turn into spaces are written as references. */
function attribute(text: string): string {
  if (!/[&<"\t\n\r]/.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#x9;")
    .replaceAll("\n", "&#xA;")
    .replaceAll("\r", "&#xD;");
}

/** Text of an element: `>` too, so that no `]]>` can appear, and `\r`, which a parser would turn into `\n`. */
function content(text: string): string {
  if (!/[&<>\r]/.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");
}
