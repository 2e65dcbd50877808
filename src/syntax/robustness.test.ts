import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIAGNOSTICS_PER_FILE_MAX, FILE_BYTES_MAX, NESTING_MAX } from "../base/limits.ts";
import { SYNTAX_CODES } from "../diagnostics/codes/syntax.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { childrenOf, type Node } from "./walk.ts";

const VALID = Object.values(SYNTAX_CODES)
  .map(({ right }) => right)
  .join("\n");
const SIGNS = [..."{}()[]|@#;:=,.\"'-+*/<>!&%_\\ \t\n\r\u00a0“é😀\ud800\0"];
const WORDS = [
  "scenario",
  "expect",
  "at",
  "when",
  "let",
  "not",
  "one of",
  "examples",
  "5ms",
  "0..1",
  "a.b",
  '"s"',
];

const garbage = fc
  .array(
    fc.oneof(fc.constantFrom(...SIGNS), fc.constantFrom(...WORDS), fc.string({ maxLength: 3 })),
    { maxLength: 80 },
  )
  .map((parts) => parts.join(""));

/** A valid text with a few stretches cut out, doubled or replaced. */
const spoilt = fc
  .array(
    fc.record({
      at: fc.nat(VALID.length),
      length: fc.nat(12),
      text: fc.oneof(fc.constant(""), fc.constantFrom(...SIGNS), fc.constantFrom(...WORDS)),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((changes) =>
    changes.reduce(
      (text, { at, length, text: by }) => text.slice(0, at) + by + text.slice(at + length),
      VALID,
    ),
  );

/** Checks all that must hold of any text whatever. */
function read(text: string): void {
  const { tree, diagnostics } = parse(text, "a.drs");
  expect(diagnostics.length).toBeLessThanOrEqual(DIAGNOSTICS_PER_FILE_MAX + 1);
  for (const { span, related = [], fix } of diagnostics) {
    for (const each of [span, ...related.map((one) => one.span), ...(fix ? [fix.span] : [])]) {
      expect(each.start).toBeGreaterThanOrEqual(0);
      expect(each.end).toBeGreaterThanOrEqual(each.start);
      expect(each.end).toBeLessThanOrEqual(text.length);
    }
  }
  expect(isNested(tree, text.length)).toBe(true);
  if (diagnostics.length === 0) expect(parse(print(tree, text), "a.drs").diagnostics).toEqual([]);
  else expect(renderDiagnostics(diagnostics, { form: "pretty", textOf: () => text })).not.toBe("");
}

function isNested(node: Node, limit: number): boolean {
  return (
    node.start <= node.end &&
    node.end <= limit &&
    childrenOf(node).every(
      (child) => child.start >= node.start && child.end <= node.end && isNested(child, limit),
    )
  );
}

describe("whatever the text", () => {
  test("of random signs and words, it is read, and places lie inside", () => {
    fc.assert(fc.property(garbage, read), { numRuns: 500 });
  });

  test("of a spoilt file, it is read, and places lie inside", () => {
    fc.assert(fc.property(spoilt, read), { numRuns: 300 });
  });

  test("of a scenario without title and with its brace on the next line, too", () => {
    read("scenario \n {\n  expect 1 < 2\n}\n");
  });

  test("diagnostics come by position", () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const starts = parse(text, "a.drs").diagnostics.map(({ span }) => span.start);
        expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      }),
      { numRuns: 100 },
    );
  });
});

describe("depth", () => {
  const nested = (open: string, close: string, depth: number) =>
    `let x = ${open.repeat(depth)}1${close.repeat(depth)}\n`;

  test.each([
    ["(", ")"],
    ["[", "]"],
    ["not ", ""],
    ["-", ""],
    ["f(", ")"],
  ])("%s may be nested %i deep and no deeper", (open, close) => {
    expect(parse(nested(open, close, NESTING_MAX - 1), "a.drs").diagnostics).toEqual([]);
    for (const depth of [NESTING_MAX + 1, 10_000]) {
      const codes = parse(nested(open, close, depth), "a.drs").diagnostics.map(({ code }) => code);
      expect(codes).toEqual(["DRS1019"]);
    }
  });

  test("blocks too, and the statement behind them is read", () => {
    const text = `${"a { ".repeat(10_000)}${"} ".repeat(10_000)}\ndriver st\n`;
    const { tree, diagnostics } = parse(text, "a.drs");
    expect(diagnostics.map(({ code }) => code)).toEqual(["DRS1019"]);
    expect(tree.body).toHaveLength(2);
  });

  test("open blocks without end are no trouble", () => {
    expect(parse("a { ".repeat(10_000), "a.drs").diagnostics.length).toBeGreaterThan(0);
  });
});

describe("size", () => {
  test("a file of the largest size is read, a larger one is not", () => {
    const line = "driver st\n";
    const most = line.repeat(Math.floor(FILE_BYTES_MAX / line.length));
    expect(parse(most, "a.drs").diagnostics).toEqual([]);
    expect(parse(`${most}${line}`, "a.drs").diagnostics).toMatchObject([{ code: "DRS1020" }]);
  });

  test("bytes count, not characters", () => {
    const comment = `#${"é".repeat(FILE_BYTES_MAX / 2)}`;
    expect(parse(comment.slice(0, -1), "a.drs").diagnostics).toEqual([]);
    expect(parse(comment, "a.drs").diagnostics).toMatchObject([{ code: "DRS1020" }]);
  });

  // A hundred kilobytes of each; a reader that looked at anything again and again would need minutes.
  test.each(
    [
      "(",
      "[",
      "{",
      "}",
      '"',
      "'",
      "#\n",
      "§\n",
      "§ ",
      "a{",
      "a{\n",
      "@",
      "@a\n",
      "not ",
      "-",
      "a.",
      "a(",
      "(\n",
      "a (\n",
      "|",
      "\\",
      "/*",
      "//\n",
      "..",
      "1.",
      "0x",
      '"\\',
      "a,\n",
      "1 ",
      "a ",
      "{\n}\n",
      'scenario "x"\n',
      "scenario x\n",
      "scenario {\n",
      "expect\n",
      "expect x\n",
      "expct x ==\n",
      "examples {\n",
      "examples { |\n",
      "let x = a +\n",
      "let x = a + ",
      "at 5 ms x\n",
      "a < b < ",
      "“",
      "é",
      "\u00a0",
    ].map((part) => [JSON.stringify(part), part]),
  )("%s over and over is read in time", (_, part) => {
    const text = part.repeat(Math.floor(100_000 / part.length));
    for (const whole of [
      text,
      `scenario "s" {\n${text}`,
      `scenario "s" {\nexpect {\n${text}\n}\n}`,
    ]) {
      const begin = performance.now();
      const { diagnostics } = parse(whole, "a.drs");
      expect(performance.now() - begin).toBeLessThan(5000);
      expect(diagnostics.length).toBeLessThanOrEqual(DIAGNOSTICS_PER_FILE_MAX + 1);
    }
  });
});

test("of many mistakes the first ones are shown and the others counted", () => {
  const { diagnostics } = parse("let = 5\n".repeat(80), "a.drs");
  expect(diagnostics).toHaveLength(DIAGNOSTICS_PER_FILE_MAX + 1);
  expect(diagnostics.at(-1)).toMatchObject({
    code: "DRS1099",
    message: "and 30 more mistakes in this file",
  });
});

test("what is no text gives one diagnostic", () => {
  expect(parse(`${"\0\u0001".repeat(1000)}`, "a.drs").diagnostics).toMatchObject([
    { code: "DRS1017" },
  ]);
  expect(parse('let x = "\ud83d"', "a.drs").diagnostics).toMatchObject([
    { code: "DRS1018", span: { start: 9, end: 10 } },
  ]);
  expect(parse('let x = "😀"', "a.drs").diagnostics).toEqual([]);
});
