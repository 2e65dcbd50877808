import library from "junit-report-builder";
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

// Writes with junit-report-builder 5.1.2, and works round what it cannot do:
//
//   1. It keeps a document in memory as a tree: it is given a few hundred cases at a time, as a document of their
//      own, of which the lines of suites or cases are taken.
//   2. It knows no `line`, no reason to skip, no `hostname`, and writes times as they are: the `build` of each
//      object is wrapped, and completes the element that it made.
//   3. It puts texts into CDATA and breaks only their first `]]>`: texts are added as escaped text instead.
//      Names and values are checked letter by letter, though they are clean: they are only escaped, which is twice
//      as fast.
//   4. It writes timestamps in local time, and a `skipped` count on the root: both are set here.
//
// Points 2 and 4 lean on two fields that it does not document. `builder-writer.test.ts` fails if they move.

/** What is used of an element of xmlbuilder, which the library builds with. */
interface XmlElement {
  readonly children: readonly XmlElement[];
  att(name: string, value: string | number): XmlElement;
  ele(name: string): XmlElement;
  txt(text: string): XmlElement;
  /** Shared by all elements of a document. */
  readonly stringify: object;
  removeAttribute(name: string): XmlElement;
}

interface BuilderNode {
  name(name: string): this;
  property(name: string, value: string): this;
  build(parent?: XmlElement): XmlElement;
  createElement(parent?: XmlElement): XmlElement;
  getTestCaseCount(): number;
  getFailureCount(): number;
  getErrorCount(): number;
  getSkippedCount(): number;
}

interface BuilderCase extends BuilderNode {
  className(name: string): this;
  file(path: string): this;
  failure(message: string, type: string): this;
  error(message: string, type: string): this;
  skipped(): this;
}

interface BuilderSuite extends BuilderNode {
  testCase(): BuilderCase;
}

interface Builder {
  name(name: string): this;
  testSuite(): BuilderSuite;
  build(): string;
  newBuilder(): Builder;
  readonly _rootTestSuites: BuilderNode;
}

// The package declares a default export that its CommonJS file does not have.
const origin = library as unknown as Builder;

/** How xmlbuilder turns what it is given into text. */
const STRINGIFY = {
  name: (name: string) => name,
  attValue: (value: unknown) => escapeAttribute(String(value)),
  text: escapeContent,
};

/** The writer of reports of ordinary size. */
export const builderWriter: JunitWriter = { root, suites, suiteStart, cases };

function root({ name, counts, time, timestamp }: JunitRoot): string {
  const builder = newBuilder().name(name);
  count(builder._rootTestSuites, { skipped: 0, ...counts });
  complete(builder._rootTestSuites, (element) => {
    if (counts.skipped === undefined) element.removeAttribute("skipped");
    element.att("time", time);
    if (timestamp !== undefined) element.att("timestamp", timestamp);
  });
  return builder.build().slice(0, -"/>".length);
}

function suites(all: readonly WholeSuite[]): string {
  if (all.length === 0) return "";
  const builder = newBuilder();
  for (const { suite, cases: its } of all) addSuite(builder, suite, its);
  return linesWithin(builder.build(), 2, 1);
}

function suiteStart(of: JunitSuite): string {
  const builder = newBuilder();
  addSuite(builder, of, []);
  // Without properties the suite is one empty element; with them its end tag is its last line.
  return of.properties.length === 0
    ? linesWithin(builder.build(), 2, 1).replace(/\/>\n$/, ">\n")
    : linesWithin(builder.build(), 2, 2);
}

function cases(all: readonly JunitCase[]): string {
  if (all.length === 0) return "";
  const builder = newBuilder();
  const node = builder.testSuite();
  for (const one of all) addCase(node, one);
  return linesWithin(builder.build(), 3, 2);
}

function addSuite(builder: Builder, of: JunitSuite, its: readonly JunitCase[]): void {
  const node = builder.testSuite().name(of.name);
  addProperties(node, of.properties);
  for (const one of its) addCase(node, one);
  count(node, of.counts);
  complete(node, (element) => {
    element.att("time", of.time).att("timestamp", of.timestamp).att("hostname", of.hostname);
    if (of.file !== undefined) element.att("file", of.file);
  });
}

function addCase(parent: BuilderSuite, of: JunitCase): void {
  const node = parent.testCase().name(of.name).className(of.classname);
  if (of.file !== undefined) node.file(of.file);
  addProperties(node, of.properties);
  if (of.result !== undefined) addResult(node, of.result);
  complete(node, (element) => {
    if (of.line !== undefined) element.att("line", of.line);
    element.att("time", of.time);
    if (of.assertions !== undefined) element.att("assertions", of.assertions);
    if (of.result !== undefined) completeResult(element.children.at(-1), of.result);
    if (of.output !== undefined) element.ele("system-out").txt(of.output);
  });
}

function addResult(node: BuilderCase, result: JunitResult): void {
  if (result.element === "skipped") node.skipped();
  else node[result.element](result.message, result.type);
}

function completeResult(element: XmlElement | undefined, result: JunitResult): void {
  if (result.element === "skipped" && result.message !== undefined) {
    element?.att("message", result.message);
  }
  if (result.body !== undefined) element?.txt(result.body);
}

function addProperties(node: BuilderNode, properties: readonly JunitProperty[]): void {
  for (const { name, value } of properties) node.property(name, value);
}

function newBuilder(): Builder {
  const builder = origin.newBuilder();
  const root = builder._rootTestSuites;
  const createElement = root.createElement.bind(root);
  root.createElement = (parent) => {
    const element = createElement(parent);
    Object.assign(element.stringify, STRINGIFY);
    return element;
  };
  return builder;
}

/** Lets the library write these counts instead of those of the cases it was given. */
function count(node: BuilderNode, counts: JunitSuite["counts"]): void {
  node.getTestCaseCount = () => counts.tests;
  node.getFailureCount = () => counts.failures;
  node.getErrorCount = () => counts.errors;
  node.getSkippedCount = () => counts.skipped;
}

/** Has `finish` called with the element that the library makes of this node. */
function complete(node: BuilderNode, finish: (element: XmlElement) => void): void {
  const build = node.build.bind(node);
  node.build = (parent) => {
    const element = build(parent);
    finish(element);
    return element;
  };
}

/** The document's lines without the first and the last few. No attribute has a line break, so each tag begins a line. */
function linesWithin(document: string, first: number, last: number): string {
  let start = 0;
  for (let line = 0; line < first; line++) start = document.indexOf("\n", start) + 1;
  let end = document.length;
  for (let line = 0; line < last; line++) end = document.lastIndexOf("\n", end - 1);
  return document.slice(start, end + 1);
}
