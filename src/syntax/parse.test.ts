import { describe, expect, test } from "vitest";
import type { Expression, ScenarioItem } from "./ast.ts";
import { parse, parseExpectation, parseExpression, parsePhrase } from "./parse.ts";

/** An expression with all its structure visible: `(or a (not b))`. */
function lisp(node: Expression): string {
  switch (node.kind) {
    case "binary":
      return `(${node.operator} ${lisp(node.left)} ${lisp(node.right)})`;
    case "unary":
      return `(${node.operator} ${lisp(node.operand)})`;
    case "phrase-expression":
      return `{${node.terms.map(lisp).join(" ")}}`;
    case "paren":
      return `[${lisp(node.expression)}]`;
    case "call":
      return `(call ${[node.callee, ...node.args].map(lisp).join(" ")})`;
    case "member":
      return `(. ${lisp(node.object)} ${node.name.text})`;
    case "quantity":
      return `${node.value}${node.unit}`;
    case "range":
      return `${lisp(node.from)}..${lisp(node.to)}`;
    case "word":
      return node.text;
    case "text":
      return JSON.stringify(node.value);
    default:
      return node.kind;
  }
}

function expression(text: string): string {
  const { node, diagnostics } = parseExpression(text, "a.drs");
  expect(diagnostics).toEqual([]);
  return node === undefined ? "unread" : lisp(node);
}

function items(...lines: readonly string[]): readonly ScenarioItem[] {
  const { tree, diagnostics } = parse(`scenario "s" {\n${lines.join("\n")}\n}\n`, "a.drs");
  expect(diagnostics).toEqual([]);
  const [scenario] = tree.body;
  return scenario?.kind === "scenario" ? scenario.body.body : [];
}

describe("expressions", () => {
  test.each([
    ["a or b and not c == d + e * f", "(or a (and b (not (== c (+ d (* e f))))))"],
    ["a - b - c", "(- (- a b) c)"],
    ["a * b + c / d", "(+ (* a b) (/ c d))"],
    ["not not a and b", "(and (not (not a)) b)"],
    ["not a + 1 < 2 or b", "(or (not (< (+ a 1) 2)) b)"],
    ["-5ms + -a", "(+ (- 5ms) (- a))"],
    ["first refused with SUSPEND naming st4", "{first refused with SUSPEND naming st4}"],
    ["first refused and second succeeded", "(and {first refused} {second succeeded})"],
    ["io(db).timed-out == 0", "(== (. (call io db) timed-out) 0)"],
    ["count(dma(sd0)) > first.start.x", "(> (call count (call dma sd0)) (. (. first start) x))"],
    ["panic()", "(call panic)"],
    ["(irq == 9) or rule X violated", "(or [(== irq 9)] {rule X violated})"],
    ["one of [1s, 2s]", "one-of"],
    ["0ms..5ms", "0ms..5ms"],
    ['"a" == message', '(== "a" message)'],
    ["note and notes", "(and note notes)"],
    ["android or orange", "(or android orange)"],
  ])("%s", (text, structure) => {
    expect(expression(text)).toBe(structure);
  });

  test("go on behind an operator, and inside parentheses", () => {
    expect(expression("a ==\n  b and # why not\n\n c")).toBe("(and (== a b) c)");
    expect(expression("(a\n or b # comment\n)")).toBe("[(or a b)]");
    expect(expression("f(\n a,\n b\n)")).toBe("(call f a b)");
    expect(expression("(first\n refused)")).toBe("[{first refused}]");
  });
});

describe("numbers and strings", () => {
  test.each([
    ["12", 12, ""],
    ["1.5s", 1.5, "s"],
    ["0xc000", 0xc000, ""],
    ["0xFF_FF", 0xffff, ""],
    ["1_000_000", 1_000_000, ""],
    ["200/s", 200, "/s"],
    ["10%", 10, "%"],
    ["2GiB", 2, "GiB"],
    ["10MB/s", 10, "MB/s"],
    ["007", 7, ""],
  ])("%s", (text, value, unit) => {
    expect(parseExpression(text, "a.drs").node).toMatchObject({ kind: "quantity", value, unit });
  });

  test("a string keeps what its escapes stand for", () => {
    const { node } = parseExpression(String.raw`"a\"b\\c\n\t\u{1F600} {limit} {{"`, "a.drs");
    expect(node).toMatchObject({ kind: "text", value: 'a"b\\c\n\t😀 {limit} {{' });
  });
});

describe("phrases", () => {
  test("hold any words, and a label at the end", () => {
    const { node } = parsePhrase("times out after 60s at expect as first", "a.drs");
    expect(node?.terms).toHaveLength(6);
    expect(node?.label?.text).toBe("first");
  });

  test("take `as` for a word where no label can be", () => {
    expect(parsePhrase("as such", "a.drs").node?.label).toBeUndefined();
    expect(parsePhrase("known as a b", "a.drs").node?.label).toBeUndefined();
    expect(parsePhrase("known as 5ms", "a.drs").node?.terms).toHaveLength(3);
  });

  test("have their label behind the block", () => {
    const { node } = parsePhrase("begin { a; b } as tx", "a.drs");
    expect(node).toMatchObject({ label: { text: "tx" }, block: { closed: true } });
    expect(node?.block?.body).toHaveLength(2);
  });

  test("need no blanks round punctuation, and go on behind a comma", () => {
    const { node } = parsePhrase("device st4: tape,\n  disk=x", "a.drs");
    expect(node?.terms.map((term) => ("text" in term ? term.text : ""))).toEqual([
      "device",
      "st4",
      ":",
      "tape",
      ",",
      "disk",
      "=",
      "x",
    ]);
  });

  test("hold members, ranges, lists, choices and expressions", () => {
    const { node } = parsePhrase("x first.end 0..7 [a, 5ms] one of [a] (b - c) one of", "a.drs");
    expect(node?.terms.map(({ kind }) => kind)).toEqual([
      "word",
      "member",
      "range",
      "list",
      "one-of",
      "paren",
      "word",
      "word",
    ]);
  });
});

describe("timeline", () => {
  test("a moment ends where the action begins", () => {
    const [at, after, when, any] = items(
      "at 0ms..5ms maybe kill tar",
      "after first.end + 2s kill tar as k",
      "when not quiesced and (first refused) unplug ser0",
      "at any crash",
    );
    expect(at).toMatchObject({ word: "at", maybe: true, moment: { kind: "range" } });
    expect(after).toMatchObject({ moment: { operator: "+" }, action: { label: { text: "k" } } });
    expect(when).toMatchObject({ moment: { operator: "and", right: { kind: "paren" } } });
    expect(any).toMatchObject({ moment: { kind: "word", text: "any" } });
  });

  test("orders, bounds, expected failures and open declarations", () => {
    expect(
      items(
        "order dma(sd0) before first.end",
        "run for 2 * 1s",
        'expect failure "why"',
        "maybe fault st4 x",
      ).map(({ kind }) => kind),
    ).toEqual(["order", "run-for", "expect-failure", "maybe"]);
  });

  test("a declaration may begin with `run`", () => {
    expect(items("run forever", "run formats x").map(({ kind }) => kind)).toEqual([
      "phrase",
      "phrase",
    ]);
  });
});

describe("expectations", () => {
  test("take the longest condition, and what limits it behind it", () => {
    const { node } = parseExpectation("never a == b or c while x and y", "a.drs");
    expect(node).toMatchObject({
      temporal: "never",
      what: { operator: "or" },
      scope: { word: "while", expression: { operator: "and" } },
    });
  });

  test("have an anchor behind `within`", () => {
    const { node } = parseExpectation("eventually a within 1s of swap.end", "a.drs");
    expect(node?.scope).toMatchObject({
      word: "within",
      expression: { unit: "s" },
      of: { kind: "member" },
    });
  });

  test("stand alone or in a list", () => {
    expect(items("expect a", "expect { a; b\n c }", "expect (a) or b")).toMatchObject([
      { body: { length: 1 } },
      { body: { length: 3 } },
      { body: { length: 1 } },
    ]);
  });
});

test("an examples table has its rows as they are written", () => {
  const [table] = items("examples {", "| limit | outcome |", "| 1s | ok |", "|0..5|[a, b]|", "}");
  expect(table).toMatchObject({
    header: [{ text: "limit" }, { text: "outcome" }],
    rows: [
      { cells: [{ unit: "s" }, { text: "ok" }] },
      { cells: [{ kind: "range" }, { kind: "list" }] },
    ],
  });
});

test("tags belong to the next scenario, also on lines of their own", () => {
  const { tree } = parse('@tape @smoke\n# and\n@slow\nscenario "s" { }', "a.drs");
  expect(tree.body).toMatchObject([
    { tags: [{ name: "tape" }, { name: "smoke" }, { name: "slow" }] },
  ]);
});

test("every kind of line end separates statements", () => {
  const text = "\uFEFFdriver a\r\ndriver b\rdriver c\ndriver d; driver e\r\n";
  const { tree, diagnostics } = parse(text, "a.drs");
  expect(diagnostics).toEqual([]);
  expect(tree.body).toHaveLength(5);
  expect(text.slice(tree.body[0]?.start, tree.body[0]?.end)).toBe("driver a");
});

test("what can be read in a statement that cannot be read is read", () => {
  const { tree } = parse("device § x { a; b c }\ndriver st", "a.drs");
  expect(tree.body).toMatchObject([
    { kind: "error", block: { body: [{ kind: "phrase" }, { kind: "phrase" }] } },
    { kind: "phrase" },
  ]);
});

test("a fragment that goes on is not read", () => {
  const { node, diagnostics } = parseExpression("a == b )", "a.drs");
  expect(node).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
});
