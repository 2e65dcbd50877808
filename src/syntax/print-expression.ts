import type { BinaryOperator, Expectation, Expression, Quantity, Term, Text } from "./ast.ts";

/** The text that a tree was read from; where it is known, numbers and strings are printed as they were written. */
export type Source = string | undefined;

const LEVELS: { readonly [O in BinaryOperator]: number } = {
  or: 1,
  and: 2,
  "==": 4,
  "!=": 4,
  "<=": 4,
  ">=": 4,
  "<": 4,
  ">": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
};
const NOT_LEVEL = 3;
const COMPARISON_LEVEL = 4;
const SIGN_LEVEL = 7;
const SINGLE_LEVEL = 8;

/** `never dma(sd0) while quiesced`. */
export function printExpectation(node: Expectation, source?: Source): string {
  const { temporal, what, scope } = node;
  const words = [temporal, printExpression(what, source)];
  if (scope !== undefined) {
    words.push(scope.word, printExpression(scope.expression, source));
    if (scope.of !== undefined) words.push("of", printExpression(scope.of, source));
  }
  return words.filter((word) => word !== undefined).join(" ");
}

/** An expression on one line. Parentheses are added only where a tree has none and needs them. */
export function printExpression(node: Expression, source?: Source): string {
  switch (node.kind) {
    case "binary":
      return printBinary(node, source);
    case "unary":
      return node.operator === "not"
        ? `not ${atLeast(NOT_LEVEL, node.operand, source)}`
        : `-${signed(node.operand, source)}`;
    case "phrase-expression":
      return node.terms.map((term) => printExpression(term, source)).join(" ");
    case "call":
      return `${node.callee.text}(${node.args.map((arg) => printExpression(arg, source)).join(", ")})`;
    default:
      return printTerm(node, source);
  }
}

/** A term of a phrase, and a cell of an examples table. */
export function printTerm(node: Term, source?: Source): string {
  switch (node.kind) {
    case "word":
    case "punctuation":
      return node.text;
    case "quantity":
      return printQuantity(node, source);
    case "text":
      return printText(node, source);
    case "range":
      return `${printQuantity(node.from, source)}..${printQuantity(node.to, source)}`;
    case "list":
      return `[${node.items.map((item) => printTerm(item, source)).join(", ")}]`;
    case "one-of":
      return `one of ${printTerm(node.options, source)}`;
    case "paren":
      return `(${printExpression(node.expression, source)})`;
    case "member":
      return `${printExpression(node.object, source)}.${node.name.text}`;
  }
}

/** A string with its quotation marks. */
export function printText(node: Text, source?: Source): string {
  if (source !== undefined) return source.slice(node.start, node.end);
  const inside = node.value.replaceAll(/["\\]|\p{Cc}/gu, escaped);
  return `"${inside}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\t": "\\t",
};

function escaped(character: string): string {
  return ESCAPES[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function printQuantity(node: Quantity, source: Source): string {
  if (source !== undefined) return source.slice(node.start, node.end);
  return digitsOf(node.value) + node.unit;
}

/** A number without an exponent, which the language does not have. */
function digitsOf(value: number): string {
  const digits = String(value);
  const [, whole = "", fraction = "", exponent] =
    /^(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(digits) ?? [];
  if (exponent === undefined) return digits;
  const shift = Number(exponent);
  const all = whole + fraction;
  return shift < 0
    ? `0.${"0".repeat(-shift - whole.length)}${all}`
    : all.padEnd(whole.length + shift, "0");
}

function printBinary(node: Extract<Expression, { kind: "binary" }>, source: Source): string {
  const level = LEVELS[node.operator];
  // Comparisons do not follow each other, so both sides of one must bind more tightly.
  const left = atLeast(level === COMPARISON_LEVEL ? level + 1 : level, node.left, source);
  const right = atLeast(level + 1, node.right, source);
  return `${left} ${node.operator} ${right}`;
}

/** A sign belongs to one operand, and not to several side by side. */
function signed(operand: Expression, source: Source): string {
  return operand.kind === "phrase-expression"
    ? `(${printExpression(operand, source)})`
    : atLeast(SIGN_LEVEL, operand, source);
}

function atLeast(level: number, node: Expression, source: Source): string {
  const text = printExpression(node, source);
  return levelOf(node) < level ? `(${text})` : text;
}

function levelOf(node: Expression): number {
  if (node.kind === "binary") return LEVELS[node.operator];
  if (node.kind === "unary") return node.operator === "not" ? NOT_LEVEL : SIGN_LEVEL;
  return SINGLE_LEVEL;
}
