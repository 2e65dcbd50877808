import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  Block,
  Expectation,
  Expression,
  File,
  FileItem,
  Phrase,
  ScenarioItem,
  ScopeWord,
  Term,
  Word,
} from "./ast.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { RESERVED_WORDS } from "./reserved.ts";

const PLACE = { start: 0, end: 0 } as const;

const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}(-[A-Za-z0-9]{1,4}){0,2}$/)
  .filter((text) => !RESERVED_WORDS.includes(text) && text !== "for" && text !== "failure");
const word = name.map((text): Word => ({ ...PLACE, kind: "word", text }));
const quantity = fc
  .record({
    value: fc.oneof(
      fc.nat(),
      fc.nat().map((it) => it / 1000),
      fc.constantFrom(1e21, 1.5e-7, 2e300),
    ),
    unit: fc.constantFrom("", "ms", "GiB", "%", "/s", "MB/s"),
  })
  .map(({ value, unit }) => ({ ...PLACE, kind: "quantity", value, unit }) as const);
const text = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .map((value) => ({ ...PLACE, kind: "text", value }) as const);
const range = fc
  .tuple(quantity, quantity)
  .map(([from, to]) => ({ ...PLACE, kind: "range", from, to }) as const);
const member = fc
  .tuple(word, fc.array(word, { minLength: 1, maxLength: 2 }))
  .map(([object, names]) =>
    names.reduce<Expression>(
      (inner, each) => ({ ...PLACE, kind: "member", object: inner, name: each }),
      object,
    ),
  ) as fc.Arbitrary<Extract<Expression, { kind: "member" }>>;

type Single = Extract<Expression, { kind: "word" | "call" | "member" | "text" | "quantity" }>;
type Cell = Exclude<Term, { kind: "punctuation" }>;

// Trees grow by depth, so that none is larger than a person would write.
const single = (depth: number): fc.Arbitrary<Single> =>
  depth === 0
    ? fc.oneof(word, quantity, text, member)
    : fc.oneof(
        word,
        member,
        fc
          .tuple(word, fc.array(expressionAt(depth - 1), { maxLength: 2 }))
          .map(([callee, args]) => ({ ...PLACE, kind: "call", callee, args }) as const),
      );

const paren = (depth: number) =>
  expressionAt(depth - 1).map((inner) => ({ ...PLACE, kind: "paren", expression: inner }) as const);

const list = (depth: number) =>
  fc
    .array(cellAt(depth - 1), { maxLength: 3 })
    .map((items) => ({ ...PLACE, kind: "list", items }) as const);

const oneOf = (depth: number) =>
  list(depth).map((options) => ({ ...PLACE, kind: "one-of", options }) as const);

function cellAt(depth: number): fc.Arbitrary<Cell> {
  const flat = [word, quantity, text, range, member] as const;
  return depth <= 0
    ? fc.oneof(...flat)
    : fc.oneof(...flat, list(depth), oneOf(depth), paren(depth));
}

function operandAt(depth: number): fc.Arbitrary<Expression> {
  if (depth <= 0) return single(0);
  const side = fc.oneof(single(depth), paren(depth), list(depth), range);
  const sides = fc
    .array(side, { minLength: 2, maxLength: 4 })
    .map((terms) => ({ ...PLACE, kind: "phrase-expression", terms }) as const);
  return fc.oneof(single(depth), sides, oneOf(depth), range);
}

function signedAt(depth: number): fc.Arbitrary<Expression> {
  const sign = single(Math.max(depth, 0)).map(
    (inner) => ({ ...PLACE, kind: "unary", operator: "-", operand: inner }) as const,
  );
  return fc.oneof({ arbitrary: operandAt(depth), weight: 4 }, { arbitrary: sign, weight: 1 });
}

type Operator = Extract<Expression, { kind: "binary" }>["operator"];

/** Operators of one level between operands of the next, to the left, as they are read. */
function chain(
  operators: readonly Operator[],
  inner: fc.Arbitrary<Expression>,
  longest = 2,
): fc.Arbitrary<Expression> {
  const pair = fc.tuple(fc.constantFrom(...operators), inner);
  return fc
    .tuple(inner, fc.array(pair, { maxLength: longest, size: "small" }))
    .map(([first, rest]) =>
      rest.reduce<Expression>(
        (left, [operator, right]) => ({ ...PLACE, kind: "binary", operator, left, right }),
        first,
      ),
    );
}

function notAt(depth: number): fc.Arbitrary<Expression> {
  const sum = chain(["+", "-"], chain(["*", "/"], signedAt(depth), 1), 1);
  const comparison = chain(["==", "!=", "<=", ">=", "<", ">"], sum, 1);
  const not = comparison.map(
    (inner) => ({ ...PLACE, kind: "unary", operator: "not", operand: inner }) as const,
  );
  return fc.oneof({ arbitrary: comparison, weight: 4 }, { arbitrary: not, weight: 1 });
}

function expressionAt(depth: number): fc.Arbitrary<Expression> {
  if (depth <= 0) return operandAt(0);
  return fc.oneof(operandAt(depth), chain(["or"], chain(["and"], notAt(depth - 1), 1), 1));
}

const expression = expressionAt(2);
const operand = operandAt(1);
const cell = cellAt(1);
const term: fc.Arbitrary<Term> = fc.oneof(
  cellAt(2),
  fc
    .constantFrom(":", "=", ",")
    .map((sign) => ({ ...PLACE, kind: "punctuation", text: sign }) as const),
);

const block = <T>(item: fc.Arbitrary<T>) =>
  fc
    .array(item, { maxLength: 3 })
    .map((body): Block<T> => ({ ...PLACE, kind: "block", body, closed: true }));
const optional = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc
    .option(value, { nil: undefined })
    .map((it) => (it === undefined ? {} : { [key]: it })) as fc.Arbitrary<{
    readonly [P in K]?: T;
  }>;

const phraseAt = (depth: number): fc.Arbitrary<Phrase> =>
  fc
    .tuple(
      word,
      fc.array(term, { maxLength: 4 }),
      depth === 0 ? fc.constant({}) : optional("block", block(phraseAt(depth - 1))),
      optional("label", word),
    )
    .map(([first, rest, body, label]) => ({
      ...PLACE,
      kind: "phrase",
      terms: [first, ...rest],
      ...body,
      ...label,
    }));
const phrase = phraseAt(2);

const scope = fc.oneof(
  fc.record({
    word: fc.constantFrom<ScopeWord>("while", "before", "after", "until", "at", "within"),
    expression,
  }),
  fc.record({ word: fc.constant("within" as const), expression, of: expression }),
);
const expectation: fc.Arbitrary<Expectation> = fc
  .tuple(
    optional("temporal", fc.constantFrom("always", "never", "sometimes", "eventually")),
    expression,
    optional("scope", scope),
  )
  .map(([temporal, what, scoped]) => ({
    ...PLACE,
    kind: "expectation",
    ...temporal,
    what,
    ...scoped,
  }));
const moment = fc.oneof(quantity, word, member, range);
const letStatement = fc
  .tuple(word, expression)
  .map(([named, value]) => ({ ...PLACE, kind: "let", name: named, value }) as const);

const scenarioItem: fc.Arbitrary<ScenarioItem> = fc.oneof(
  phrase,
  letStatement,
  fc
    .tuple(fc.constantFrom("at", "after", "when"), moment, fc.boolean(), phrase)
    .map(
      ([which, when, maybe, action]) =>
        ({ ...PLACE, kind: "timeline", word: which, moment: when, maybe, action }) as const,
    ),
  fc
    .tuple(operand, operand)
    .map(([first, second]) => ({ ...PLACE, kind: "order", first, second }) as const),
  expression.map((duration) => ({ ...PLACE, kind: "run-for", duration }) as const),
  fc
    .array(expectation, { minLength: 1, maxLength: 3 })
    .map((body) => ({ ...PLACE, kind: "expect", body }) as const),
  text.map((why) => ({ ...PLACE, kind: "expect-failure", why }) as const),
  phrase.map((inner) => ({ ...PLACE, kind: "maybe", phrase: inner }) as const),
  fc
    .integer({ min: 1, max: 3 })
    .chain((columns) =>
      fc.tuple(
        fc.array(word, { minLength: columns, maxLength: columns }),
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 3 }),
      ),
    )
    .map(
      ([header, rows]) =>
        ({
          ...PLACE,
          kind: "examples",
          header,
          rows: rows.map((cells) => ({ ...PLACE, kind: "row", cells }) as const),
        }) as const,
    ),
);

const fileItem: fc.Arbitrary<FileItem> = fc.oneof(
  phrase,
  letStatement,
  text.map((path) => ({ ...PLACE, kind: "import", path }) as const),
  fc
    .tuple(word, optional("options", block(phrase)))
    .map(([named, options]) => ({ ...PLACE, kind: "platform", name: named, ...options }) as const),
  fc.tuple(fc.array(name, { maxLength: 2 }), text, block(scenarioItem)).map(
    ([tags, title, body]) =>
      ({
        ...PLACE,
        kind: "scenario",
        tags: tags.map((tag) => ({ ...PLACE, kind: "tag", name: tag }) as const),
        title,
        body,
      }) as const,
  ),
);

const file = fc
  .array(fileItem, { maxLength: 5 })
  .map((body): File => ({ ...PLACE, kind: "file", body }));

/** The tree without its places. */
function shape(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value) => (key === "start" || key === "end" ? undefined : value)),
  );
}

describe("any tree", () => {
  test("is the same after it was printed and read again", () => {
    fc.assert(
      fc.property(file, (tree) => {
        const { tree: again, diagnostics } = parse(print(tree), "a.drs");
        expect(diagnostics).toEqual([]);
        expect(shape(again)).toEqual(shape(tree));
      }),
      { numRuns: 500 },
    );
  });

  test("is printed with the source as without it, save for the writing of literals and short blocks", () => {
    fc.assert(
      fc.property(file, (tree) => {
        const text = print(tree);
        const { tree: read } = parse(text, "a.drs");
        expect(print(read, text)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe("with its source", () => {
  const written = `# head

# about the platform
platform   toy # which
topology { device   sd0:disk }
let x=0x10


@a   @b
# between
scenario "t \\u{41}" { # why

  # first
  at 0ms..5ms kill tar { x 1   ; y 2 } as foo  # trailing
  when ( a   # inside
     and b )  kill x

  examples {
    # rows
    |a|long-name|
    |1|"x"| # one
  }
  expect { a; never b while x }
  # last
}
# end
`;
  const formatted = `# head

# about the platform
platform toy  # which

topology { device sd0 : disk }

let x = 0x10

# between
@a @b
scenario "t \\u{41}" {  # why
  # first
  at 0ms..5ms kill tar { x 1; y 2 } as foo  # trailing
  # inside
  when (a and b) kill x

  examples {
    # rows
    | a | long-name |
    | 1 | "x"       |  # one
  }
  expect { a; never b while x }
  # last
}
# end
`;

  test("a file keeps its comments, its empty lines and its literals", () => {
    expect(print(parse(written, "a.drs").tree, written)).toBe(formatted);
  });

  test("a formatted file stays as it is", () => {
    expect(print(parse(formatted, "a.drs").tree, formatted)).toBe(formatted);
  });

  test("a line that would be too long becomes a block", () => {
    const text = `driver st { ${"suspend takes 30ms; ".repeat(6)}}\n`;
    expect(print(parse(text, "a.drs").tree, text).split("\n")).toHaveLength(9);
  });
});
