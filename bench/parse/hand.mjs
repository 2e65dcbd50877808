// The language of grammar/drs.peggy read by hand, as fast as it goes without ugliness: what the generated parser
// is measured against. Valid files only: it throws at the first thing that it cannot read, and notes nothing.

const BLANK = 1;
const NAME = 2;
const DIGIT = 4;
const LETTER = 8;
const OPERAND = 16;
const PUNCTUATION = 32;
const HEX = 64;

const CLASSES = new Uint8Array(128);
const mark = (characters, bits) => {
  for (const character of characters) CLASSES[character.charCodeAt(0)] |= bits;
};
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
mark(" \t", BLANK);
mark(LETTERS + LETTERS.toUpperCase(), LETTER | NAME | OPERAND);
mark("0123456789", DIGIT | NAME | OPERAND | HEX);
mark("abcdefABCDEF", HEX);
mark("_", NAME | OPERAND);
mark('"([', OPERAND);
mark(":=,", PUNCTUATION);

const LEVELS = {
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
const ENDS_OPERAND = new Set([
  "and",
  "or",
  "not",
  "always",
  "never",
  "sometimes",
  "eventually",
  "while",
  "before",
  "after",
  "until",
  "within",
  "at",
  "of",
]);
const TEMPORAL = new Set(["always", "never", "sometimes", "eventually"]);
const SCOPES = new Set(["while", "before", "after", "until", "at", "within"]);
const ESCAPES = { '"': '"', "\\": "\\", n: "\n", t: "\t" };

let input = "";
let pos = 0;
let parens = 0;

/** The tree of a valid text. */
export function parse(text) {
  input = text;
  pos = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  parens = 0;
  skipBetween();
  const body = [];
  while (pos < input.length) {
    body.push(fileStatement());
    end();
  }
  return { kind: "file", start: 0, end: input.length, body };
}

function fail() {
  throw new Error(`cannot be read at ${pos}: ${JSON.stringify(input.slice(pos, pos + 20))}`);
}

// ---- characters and blanks

const is = (code, bits) => code < 128 && (CLASSES[code] & bits) !== 0;

function skipBlanks() {
  let code = input.charCodeAt(pos);
  while (code === 32 || code === 9) code = input.charCodeAt(++pos);
  return code;
}

function skipLines() {
  for (;;) {
    const code = input.charCodeAt(pos);
    if (code === 32 || code === 10 || code === 9 || code === 13) pos++;
    else if (code === 35) skipComment();
    else return code;
  }
}

function skipComment() {
  while (pos < input.length && input.charCodeAt(pos) !== 10 && input.charCodeAt(pos) !== 13) pos++;
}

function skipBetween() {
  while (skipLines() === 59) pos++;
}

/** Blanks within a statement; in parentheses line ends too. Gives the next character. */
const skip = () => (parens > 0 ? skipLines() : skipBlanks());

/** The end of a statement, with all that separates it from the next. */
function end() {
  const code = skipBlanks();
  if (code === 10 || code === 59 || code === 13 || code === 35) skipBetween();
  else if (code !== 125 && pos < input.length) fail();
}

function expectCode(code) {
  if (input.charCodeAt(pos) !== code) fail();
  pos++;
}

// ---- names

function nameEnd(from) {
  let at = from;
  for (;;) {
    const code = input.charCodeAt(at);
    if (is(code, NAME)) at++;
    else if (code === 45 && is(input.charCodeAt(at + 1), NAME)) at += 2;
    else return at;
  }
}

const isNameStart = (code) => is(code, LETTER) || code === 95;

function word() {
  const start = pos;
  if (!isNameStart(input.charCodeAt(pos))) fail();
  pos = nameEnd(pos + 1);
  return { kind: "word", start, end: pos, text: input.slice(start, pos) };
}

/** The name that begins here, without moving. */
const peekName = () => input.slice(pos, nameEnd(pos));

/** Whether this word stands here, and if so moves behind it. */
function take(text) {
  if (!input.startsWith(text, pos)) return false;
  if (nameEnd(pos) !== pos + text.length) return false;
  pos += text.length;
  return true;
}

// ---- statements of a file

/** Statements of the core by their first character: in a file, and in a scenario. */
const IN_FILE = byCharacter({
  scenario: (start) => scenario(start, []),
  platform,
  import: importStatement,
  let: letStatement,
});
const IN_SCENARIO = byCharacter({
  at: (start) => timeline(start, "at"),
  after: (start) => timeline(start, "after"),
  when: (start) => timeline(start, "when"),
  expect,
  examples,
  let: letStatement,
  order,
  maybe,
  run: runFor,
});

function byCharacter(readers) {
  const table = [];
  for (const [name, read] of Object.entries(readers)) {
    const code = name.charCodeAt(0);
    table[code] = [...(table[code] ?? []), { name, read }];
  }
  return table;
}

/** A statement that begins with a word of the core, or a phrase. */
function statement(readers) {
  const start = pos;
  const candidates = readers[input.charCodeAt(pos)];
  if (candidates === undefined) return phrase();
  for (const { name, read } of candidates) {
    const node = take(name) ? read(start) : undefined;
    if (node !== undefined) return node;
  }
  return phrase();
}

function fileStatement() {
  return input.charCodeAt(pos) === 64 ? taggedScenario(pos) : statement(IN_FILE);
}

function importStatement(start) {
  skip();
  const path = text();
  return { kind: "import", start, end: pos, path };
}

function platform(start) {
  skip();
  const name = word();
  const before = pos;
  if (skip() === 123) return { kind: "platform", start, name, options: block(phrase), end: pos };
  pos = before;
  return { kind: "platform", start, end: pos, name };
}

function letStatement(start) {
  skip();
  const name = word();
  if (skip() !== 61) fail();
  pos++;
  skip();
  const value = expression();
  return { kind: "let", start, end: pos, name, value };
}

function taggedScenario(start) {
  const tags = [];
  while (input.charCodeAt(pos) === 64) {
    const at = pos++;
    const { text: name, end: behind } = word();
    tags.push({ kind: "tag", start: at, end: behind, name });
    skipBetween();
  }
  return take("scenario") ? scenario(start, tags) : fail();
}

function scenario(start, tags) {
  skip();
  const title = text();
  if (skip() !== 123) fail();
  const body = block(scenarioItem);
  return { kind: "scenario", start, end: pos, tags, title, body };
}

/** `{ … }` of statements. */
function block(statement) {
  const start = pos;
  const body = statements(statement);
  return { kind: "block", start, end: pos, body, closed: true };
}

function statements(statement) {
  pos++;
  skipBetween();
  const body = [];
  while (input.charCodeAt(pos) !== 125) {
    body.push(statement());
    end();
  }
  pos++;
  return body;
}

// ---- statements of a scenario

const scenarioItem = () => statement(IN_SCENARIO);

function maybe(start) {
  skip();
  const inner = phrase();
  return { kind: "maybe", start, end: pos, phrase: inner };
}

/** `run for D`; any other `run` begins a phrase. */
function runFor(start) {
  skipBlanks();
  if (!take("for")) {
    pos = start;
    return undefined;
  }
  skip();
  const duration = expression();
  return { kind: "run-for", start, end: pos, duration };
}

function timeline(start, which) {
  skip();
  const moment = binary(singleOperand);
  skip();
  const isOpen = take("maybe");
  if (isOpen) skip();
  const action = phrase();
  return { kind: "timeline", start, end: pos, word: which, moment, maybe: isOpen, action };
}

function order(start) {
  skip();
  const first = operand();
  skip();
  if (!take("before")) fail();
  skip();
  const second = operand();
  return { kind: "order", start, end: pos, first, second };
}

function examples(start) {
  if (skip() !== 123) fail();
  pos++;
  skipBetween();
  const header = row(word);
  end();
  const rows = [];
  while (input.charCodeAt(pos) !== 125) {
    const at = pos;
    const cells = row(cell);
    rows.push({ kind: "row", start: at, end: pos, cells });
    end();
  }
  pos++;
  return { kind: "examples", start, end: pos, header, rows };
}

function row(item) {
  expectCode(124);
  const cells = [];
  const isNext = () => {
    const code = skip();
    return is(code, OPERAND);
  };
  let behind = pos;
  while (isNext()) {
    cells.push(item());
    skip();
    expectCode(124);
    behind = pos;
  }
  pos = behind;
  return cells;
}

function expect(start) {
  if (skip() === 123) {
    const body = statements(expectation);
    return { kind: "expect", start, end: pos, body };
  }
  const at = pos;
  if (take("failure")) {
    if (skip() === 34) {
      const why = text();
      return { kind: "expect-failure", start, end: pos, why };
    }
    pos = at;
  }
  const body = [expectation()];
  return { kind: "expect", start, end: pos, body };
}

function expectation() {
  const start = pos;
  const name = peekName();
  let temporal;
  if (TEMPORAL.has(name)) {
    temporal = name;
    pos += name.length;
    skip();
  }
  const what = expression();
  const behind = pos;
  skip();
  const limit = peekName();
  const node = { kind: "expectation", start, end: behind, what };
  if (temporal !== undefined) node.temporal = temporal;
  if (!SCOPES.has(limit)) {
    pos = behind;
    return node;
  }
  pos += limit.length;
  skip();
  node.scope = { word: limit, expression: expression() };
  if (limit === "within") {
    const at = pos;
    skip();
    if (take("of")) {
      skip();
      node.scope.of = expression();
    } else pos = at;
  }
  node.end = pos;
  return node;
}

// ---- phrases

function phrase() {
  const start = pos;
  const terms = [wordTerm()];
  for (;;) {
    const before = pos;
    if (isTermNext()) terms.push(term());
    else if (input.charCodeAt(pos) === 123) return phraseWithBlock(start, terms);
    else {
      pos = before;
      return plainPhrase(start, terms);
    }
  }
}

/** Goes to where the next term would begin, and says whether one does. */
function isTermNext() {
  const before = pos;
  const last = input.charCodeAt(pos - 1);
  let code = skipBlanks();
  if (last === 44 && (code === 10 || code === 13 || code === 35)) code = skipLines();
  return is(code, PUNCTUATION) || (is(code, OPERAND) && (pos > before || is(last, PUNCTUATION)));
}

function phraseWithBlock(start, terms) {
  const inner = block(phrase);
  const before = pos;
  skipBlanks();
  if (!take("as")) {
    pos = before;
    return { kind: "phrase", start, end: pos, terms, block: inner };
  }
  skip();
  const label = word();
  return { kind: "phrase", start, end: pos, terms, block: inner, label };
}

function plainPhrase(start, terms) {
  const count = terms.length;
  const label = terms[count - 1];
  if (
    count < 3 ||
    label.kind !== "word" ||
    terms[count - 2].kind !== "word" ||
    terms[count - 2].text !== "as"
  ) {
    return { kind: "phrase", start, end: pos, terms };
  }
  terms.length = count - 2;
  return { kind: "phrase", start, end: pos, terms, label };
}

function term() {
  const code = input.charCodeAt(pos);
  if (!is(code, PUNCTUATION)) return cell();
  const start = pos++;
  return { kind: "punctuation", start, end: pos, text: input[start] };
}

function cell() {
  const code = input.charCodeAt(pos);
  if (isNameStart(code)) return wordTerm();
  if (is(code, DIGIT)) return amount();
  if (code === 34) return text();
  if (code === 40) return paren();
  return code === 91 ? list() : fail();
}

function wordTerm() {
  const head = word();
  if (head.text === "one") {
    const choice = choiceBehind(head);
    if (choice !== undefined) return choice;
  }
  return input.charCodeAt(pos) === 46 ? members(head) : head;
}

/** `of [ … ]` behind `one`. */
function choiceBehind({ start }) {
  const behind = pos;
  skip();
  if (pos > behind && take("of")) {
    if (skip() === 91) {
      const options = list();
      return { kind: "one-of", start, end: pos, options };
    }
  }
  pos = behind;
  return undefined;
}

function members(head) {
  let object = head;
  while (input.charCodeAt(pos) === 46) {
    pos++;
    const name = word();
    object = { kind: "member", start: head.start, end: pos, object, name };
  }
  return object;
}

function list() {
  const start = pos++;
  const items = separated(cell, 93);
  return { kind: "list", start, end: pos, items };
}

/** Items between commas up to a closing sign. */
function separated(item, closer) {
  parens++;
  const items = [];
  if (skip() !== closer) {
    items.push(item());
    while (skip() === 44) {
      pos++;
      skip();
      items.push(item());
    }
  }
  expectCode(closer);
  parens--;
  return items;
}

function paren() {
  const start = pos++;
  parens++;
  skip();
  const inner = expression();
  skip();
  expectCode(41);
  parens--;
  return { kind: "paren", start, end: pos, expression: inner };
}

// ---- expressions

const expression = () => binary(operand);

/** Operators between operands of one kind: side by side as a phrase, or single ones. */
function binary(side) {
  return climb(prefixed(side, true), side, 1);
}

function climb(first, side, level) {
  let left = first;
  for (;;) {
    const before = pos;
    const operator = operatorHere();
    if (operator === undefined || LEVELS[operator] < level) {
      pos = before;
      return left;
    }
    skipLines();
    const right = climb(prefixed(side, LEVELS[operator] < 3), side, LEVELS[operator] + 1);
    left = { kind: "binary", start: left.start, end: right.end, operator, left, right };
  }
}

/** The operator that comes next, behind it; nothing if there is none. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one switch is faster than what would please
function operatorHere() {
  const code = skip();
  switch (code) {
    case 97:
      return take("and") ? "and" : undefined;
    case 111:
      return take("or") ? "or" : undefined;
    case 42:
    case 43:
    case 45:
    case 47:
      return input[pos++];
    case 61:
    case 33:
      if (input.charCodeAt(pos + 1) !== 61) return undefined;
      pos += 2;
      return code === 61 ? "==" : "!=";
    case 60:
    case 62: {
      const isEqual = input.charCodeAt(pos + 1) === 61;
      pos += isEqual ? 2 : 1;
      if (code === 60) return isEqual ? "<=" : "<";
      return isEqual ? ">=" : ">";
    }
    default:
      return undefined;
  }
}

function prefixed(side, isLogical) {
  const start = pos;
  const code = input.charCodeAt(pos);
  if (code === 45) {
    pos++;
    skip();
    const inner = prefixed(singleOperand, false);
    return { kind: "unary", start, end: pos, operator: "-", operand: inner };
  }
  if (code === 110 && isLogical && take("not")) {
    skip();
    const inner = climb(prefixed(side, true), side, 4);
    return { kind: "unary", start, end: inner.end, operator: "not", operand: inner };
  }
  return side();
}

function operand() {
  const start = pos;
  const first = singleOperand();
  let terms;
  while (first.kind !== "one-of") {
    const before = pos;
    const code = skip();
    if (pos === before || !is(code, OPERAND) || (isNameStart(code) && isEndWord())) {
      pos = before;
      break;
    }
    if (terms === undefined) terms = [first];
    terms.push(single());
  }
  return terms === undefined ? first : { kind: "phrase-expression", start, end: pos, terms };
}

function isEndWord() {
  const length = nameEnd(pos) - pos;
  return length <= 10 && ENDS_OPERAND.has(input.slice(pos, pos + length));
}

function singleOperand() {
  if (input.charCodeAt(pos) === 111 && peekName() === "one") {
    const choice = choiceBehind(word());
    if (choice !== undefined) return choice;
    pos = pos - 3;
  }
  return single();
}

function single() {
  const code = input.charCodeAt(pos);
  if (!isNameStart(code)) return cell();
  const head = word();
  const next = input.charCodeAt(pos);
  if (next === 46) return members(head);
  if (next !== 40) return head;
  pos++;
  const args = separated(expression, 41);
  return members({ kind: "call", start: head.start, end: pos, callee: head, args });
}

// ---- numbers and strings

function amount() {
  const from = quantity();
  if (input.charCodeAt(pos) !== 46 || input.charCodeAt(pos + 1) !== 46) return from;
  pos += 2;
  const to = quantity();
  return { kind: "range", start: from.start, end: pos, from, to };
}

function digits(kind) {
  while (
    is(input.charCodeAt(pos), kind) ||
    (input.charCodeAt(pos) === 95 && is(input.charCodeAt(pos + 1), kind))
  )
    pos++;
}

function quantity() {
  const start = pos;
  if (input.charCodeAt(pos) === 48 && (input.charCodeAt(pos + 1) | 32) === 120) {
    pos += 2;
    digits(HEX);
    return { kind: "quantity", start, end: pos, value: numberOf(start, pos), unit: "" };
  }
  digits(DIGIT);
  if (input.charCodeAt(pos) === 46 && is(input.charCodeAt(pos + 1), DIGIT)) {
    pos++;
    digits(DIGIT);
  }
  const at = pos;
  if (input.charCodeAt(pos) === 37) pos++;
  while (is(input.charCodeAt(pos), LETTER)) pos++;
  if (input.charCodeAt(pos) === 47 && is(input.charCodeAt(pos + 1), LETTER)) {
    pos++;
    while (is(input.charCodeAt(pos), LETTER)) pos++;
  }
  return {
    kind: "quantity",
    start,
    end: pos,
    value: numberOf(start, at),
    unit: input.slice(at, pos),
  };
}

function numberOf(from, to) {
  const text = input.slice(from, to);
  return Number(text.includes("_") ? text.replaceAll("_", "") : text);
}

function text() {
  const start = pos;
  expectCode(34);
  let hasEscapes = false;
  for (let code = input.charCodeAt(pos); code !== 34; code = input.charCodeAt(++pos)) {
    if (code === 92) {
      hasEscapes = true;
      pos++;
    } else if (code === 10 || code === 13 || pos >= input.length) fail();
  }
  pos++;
  const raw = input.slice(start + 1, pos - 1);
  return { kind: "text", start, end: pos, value: hasEscapes ? plain(raw) : raw };
}

function plain(raw) {
  return raw.replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|.)/gsu, (all, hex) =>
    hex === undefined ? ESCAPES[all[1]] : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
