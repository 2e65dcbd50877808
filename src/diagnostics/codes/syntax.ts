import type { CodeTable } from "../code-entry.ts";

/** A scenario with one statement in question. */
const scenario = (...statements: readonly string[]): string =>
  ["platform toy", "", 'scenario "an example" {', ...indented(statements), "}", ""].join("\n");

/** A driver with one behaviour in question. */
const driver = (...behaviours: readonly string[]): string =>
  ["platform toy", "", "driver sd {", ...indented(behaviours), "}", ""].join("\n");

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** DRS1xxx: what cannot be read. Given by the parser. */
export const SYNTAX_CODES = {
  DRS1001: {
    title: "a statement cannot be read",
    explanation:
      "Something stands in a statement where nothing of its kind may. The message names what was found and the " +
      "notes say what could have stood there. docs/language.md has the form of every statement.",
    wrong: scenario("let limit 5s", "run for limit"),
    right: scenario("let limit = 5s", "run for limit"),
  },
  DRS1002: {
    title: "a string is not closed",
    explanation:
      "A string begins and ends with a quotation mark on the same line. A line end inside a string is written " +
      '`\\n`, a quotation mark `\\"`.',
    wrong: scenario('at 5s run "cfgadm -l'),
    right: scenario('at 5s run "cfgadm -l"'),
  },
  DRS1003: {
    title: "a block is not closed",
    explanation:
      "Every `{` needs its `}`. When one is missing, the indentation of the following lines tells where it was " +
      "probably meant, and reading goes on as if it stood there.",
    wrong: 'platform toy\n\nscenario "an example" {\n  run for 1s\n',
    right: scenario("run for 1s"),
  },
  DRS1004: {
    title: "a brace closes nothing",
    explanation:
      "There is one `}` more than there are open blocks. It may be superfluous itself, or a block above was closed " +
      "too early.",
    wrong: `${scenario("run for 1s")}}\n`,
    right: scenario("run for 1s"),
  },
  DRS1005: {
    title: "`=` is used to compare",
    explanation: "`==` compares two values. A single `=` gives a name to a value, in `let` only.",
    wrong: scenario("expect 1 = 1"),
    right: scenario("expect 1 == 1"),
  },
  DRS1006: {
    title: "typographic quotation marks",
    explanation:
      "Word processors replace plain quotation marks by typographic ones. Strings are written between plain ones.",
    wrong: scenario("at 5s run “cfgadm -l”"),
    right: scenario('at 5s run "cfgadm -l"'),
  },
  DRS1007: {
    title: "a character that is not of the language",
    explanation:
      "Outside strings and comments the language is written in ASCII. Letters of other alphabets, long dashes and " +
      "unusual blanks can look exactly like plain characters; replace them.",
    wrong: scenario("run for 1–s"),
    right: scenario("run for 1s"),
  },
  DRS1008: {
    title: "a comment of another language",
    explanation: "A comment begins with `#` and ends with the line. There is no other form.",
    wrong: `// An example.\n${scenario("run for 1s")}`,
    right: `# An example.\n${scenario("run for 1s")}`,
  },
  DRS1009: {
    title: "a blank before a unit",
    explanation: "A number and its unit are one word: `5ms`, `2GiB`, `10%`, `200/s`.",
    wrong: scenario("run for 5 s"),
    right: scenario("run for 5s"),
  },
  DRS1010: {
    title: "a malformed number",
    explanation:
      "Numbers are written `12`, `1.5`, `0xc000` or `1_000_000`, with the unit behind them without a blank. A decimal " +
      "point has digits on both sides, a hexadecimal number has no unit.",
    wrong: scenario("run for 1.s"),
    right: scenario("run for 1.0s"),
  },
  DRS1011: {
    title: "a scenario without a proper title",
    explanation:
      "A scenario has a title between quotation marks that says what it shows; reports and failures are known by " +
      "it. Nothing else stands between `scenario` and its block.",
    wrong: "platform toy\n\nscenario example {\n  run for 1s\n}\n",
    right: scenario("run for 1s"),
  },
  DRS1012: {
    title: "a sign for a logical word",
    explanation: "Conditions are joined by the words `and` and `or` and turned round by `not`.",
    wrong: scenario("expect 1 == 1 && 2 == 2"),
    right: scenario("expect 1 == 1 and 2 == 2"),
  },
  DRS1013: {
    title: "a colon before a block",
    explanation: "What belongs to a statement is enclosed in braces; no colon announces it.",
    wrong: 'platform toy\n\nscenario "an example": {\n  run for 1s\n}\n',
    right: scenario("run for 1s"),
  },
  DRS1014: {
    title: "a misspelt word of the language",
    explanation:
      "The statement begins with a word that is nearly one of the language, and can be read with the right one.",
    wrong: scenario("exepct 1 == 1 and 2 == 2"),
    right: scenario("expect 1 == 1 and 2 == 2"),
  },
  DRS1015: {
    title: "a statement in the wrong place",
    explanation:
      "The timeline, expectations, orders and examples belong inside a scenario; `platform`, `import` and scenarios " +
      "belong to the file. If the place looks right, a block above was closed too early or not at all.",
    wrong: `${scenario("run for 1s")}expect 1 == 1\n`,
    right: scenario("run for 1s", "expect 1 == 1"),
  },
  DRS1016: {
    title: "a tag without a scenario",
    explanation: "Tags such as `@smoke` stand directly before the scenario that they belong to.",
    wrong: `${scenario("run for 1s")}\n@smoke\n`,
    right: scenario("run for 1s").replace("scenario ", "@smoke scenario "),
  },
  DRS1017: {
    title: "a file that is not text",
    explanation:
      "The file holds a character NUL, so it is binary, or text in UTF-16. Scenario files are UTF-8.",
    wrong: `${scenario("run for 1s")}\0\n`,
    right: scenario("run for 1s"),
  },
  DRS1018: {
    title: "half a character",
    explanation:
      "Characters outside the basic plane consist of two halves in UTF-16; one of them stands alone. Files in " +
      "UTF-8 cannot hold this, so the text was damaged on its way.",
    wrong: scenario("run for 1s # \uD83D"),
    right: scenario("run for 1s"),
  },
  DRS1019: {
    title: "too deep nesting",
    explanation:
      "Braces, brackets, parentheses, `not` and signs may be nested 64 levels deep, together. Nobody writes more by " +
      "hand; a program that does can take its expressions apart.",
    wrong: scenario(`expect ${"(".repeat(70)}1 == 1${")".repeat(70)}`),
    right: scenario("expect (1 == 1)"),
  },
  DRS1020: {
    title: "a file that is too large",
    explanation: "A scenario file has at most 4 MiB. Split it; `import` brings parts together.",
    wrong: scenario("run for 1s"),
    right: scenario("run for 1s"),
    grow: (wrong) => wrong + "#\n".repeat(2 * 1024 * 1024),
  },
  DRS1021: {
    title: "two statements on one line",
    explanation: "Statements are separated by line ends or by `;`, also behind a closing brace.",
    wrong: 'platform toy\n\nscenario "one" { run for 1s } scenario "two" { run for 1s }\n',
    right: 'platform toy\n\nscenario "one" { run for 1s }; scenario "two" { run for 1s }\n',
  },
  DRS1022: {
    title: "a brace on a line of its own",
    explanation:
      "A line end separates statements, so the `{` of a block stands on the line of the statement that it belongs to.",
    wrong: 'platform toy\n\nscenario "an example"\n{\n  run for 1s\n}\n',
    right: scenario("run for 1s"),
  },
  DRS1023: {
    title: "a scenario without a block",
    explanation:
      "What belongs to a scenario stands between `{` and `}` behind its title. When the lines below are indented, they " +
      "are read as if the `{` were there.",
    wrong: 'platform toy\n\nscenario "an example"\n  run for 1s\n}\n',
    right: scenario("run for 1s"),
  },
  DRS1024: {
    title: "an unknown escape in a string",
    explanation:
      'In a string `\\"`, `\\\\`, `\\n` and `\\t` stand for a quotation mark, a backslash, a line end and a tab, and ' +
      "`\\u{…}` for the character with this hexadecimal number. A backslash itself is written twice.",
    wrong: scenario('at 5s run "C:\\dev"'),
    right: scenario('at 5s run "C:\\\\dev"'),
  },
  DRS1025: {
    title: "a word of the language as a name",
    explanation:
      "The words of the language's own statements and operators cannot be names of values, labels or columns: the " +
      "name could not be used where those words mean something else.",
    wrong: scenario("let before = 5s", "run for 1s"),
    right: scenario("let earlier = 5s", "run for earlier"),
  },
  DRS1026: {
    title: "a chain of comparisons",
    explanation:
      "`a < b < c` would compare a truth value with `c`. Say what is meant with `and`, or with parentheses.",
    wrong: scenario("expect 1 < 2 < 3"),
    right: scenario("expect 1 < 2 and 2 < 3"),
  },
  DRS1027: {
    title: "too long an expression",
    explanation:
      "An expression has at most 256 operators outside parentheses. Several expectations, one for each condition, " +
      "are easier to read, and a failure of one says more.",
    wrong: scenario(`expect 0 == 0${" and 1 == 1".repeat(140)}`),
    right: scenario("expect 0 == 0", "expect 1 == 1"),
  },
  DRS1028: {
    title: "a number beyond all bounds",
    explanation: "The number is larger than any that can be represented.",
    wrong: scenario(`run for 1${"0".repeat(320)}s`),
    right: scenario("run for 1s"),
  },
  DRS1029: {
    title: "examples without a header",
    explanation:
      "The first row of an examples table gives the names of its columns; each further row makes one scenario.",
    wrong: scenario("run for 1s", "examples { }"),
    right: scenario("run for limit", "examples {", "  | limit |", "  | 1s    |", "}"),
  },
  DRS1030: {
    title: "minus or division without blanks",
    explanation:
      "Names may contain `-` and units may contain `/`, so a minus sign and a division have blanks on both sides.",
    wrong: scenario("expect 3 -2 == 1"),
    right: scenario("expect 3 - 2 == 1"),
  },
  DRS1031: {
    title: "an expression without parentheses",
    explanation:
      "In a declaration or an action every word stands for itself. What is to be calculated or compared there stands " +
      "in parentheses.",
    wrong: driver("suspend takes 20ms + 10ms"),
    right: driver("suspend takes (20ms + 10ms)"),
  },
  DRS1032: {
    title: "a call outside an expression",
    explanation:
      "`dma(sd0)`, with no blank before the parenthesis, stands in expressions only. In a declaration or an action put " +
      "parentheses round it.",
    wrong: driver("suspend takes(30ms)"),
    right: driver("suspend takes (30ms)"),
  },
  DRS1033: {
    title: "parentheses that do not match",
    explanation: "Every `(` needs its `)` and every `[` its `]`, in the same statement.",
    wrong: scenario("expect (1 == 1"),
    right: scenario("expect (1 == 1)"),
  },
  DRS1034: {
    title: "an unfinished statement",
    explanation:
      "The line ends before the statement is complete. A statement goes on in the next line only inside parentheses and " +
      "brackets, behind an operator, and behind `,` or `{`.",
    wrong: scenario("run for"),
    right: scenario("run for 1s"),
  },
  DRS1035: {
    title: "a malformed range",
    explanation:
      "A range is two numbers with two points between them and no blanks: `0ms..5ms`, `0..7`. Both ends carry the unit.",
    wrong: scenario("run for 1s .. 2s"),
    right: scenario("run for 1s..2s"),
  },
  DRS1036: {
    title: "two conditions on one expectation",
    explanation:
      "An expectation takes one of `while`, `before`, `after`, `until`, `within` and `at`. Write two expectations, or join " +
      "two conditions with `and`.",
    wrong: scenario("expect never 1 == 2 while 1 == 1 until 2 == 2"),
    right: scenario("expect never 1 == 2 while (1 == 1 and 2 == 2)"),
  },
  DRS1037: {
    title: "single quotation marks",
    explanation: "Strings stand between double quotation marks.",
    wrong: scenario("at 5s run 'cfgadm -l'"),
    right: scenario('at 5s run "cfgadm -l"'),
  },
  DRS1038: {
    title: "a missing blank",
    explanation: "Words, numbers and strings are separated by blanks.",
    wrong: scenario('at 5s run"cfgadm -l"'),
    right: scenario('at 5s run "cfgadm -l"'),
  },
  DRS1039: {
    title: "a comparison of another language",
    explanation: "Values are compared with `==`, `!=`, `<`, `<=`, `>` and `>=`.",
    wrong: scenario("expect 1 <> 2"),
    right: scenario("expect 1 != 2"),
  },
  DRS1040: {
    title: "`maybe` in the wrong place",
    explanation:
      "In the timeline `maybe` stands before the action: the moment is certain, and whether something happens then is " +
      "open. Before a declaration it comes first.",
    wrong: scenario('maybe at 5s run "cfgadm -l"'),
    right: scenario('at 5s maybe run "cfgadm -l"'),
  },
  DRS1041: {
    title: "missing quotation marks",
    explanation: "A path or a reason is a string, and strings stand between quotation marks.",
    wrong: scenario("run for 1s", "expect failure not supported yet"),
    right: scenario("run for 1s", 'expect failure "not supported yet"'),
  },
  DRS1099: {
    title: "many more mistakes",
    explanation:
      "Of each file the first 50 mistakes are shown. When there are many, the first ones are often the cause of the others.",
    wrong: scenario("run for"),
    right: scenario("run for 1s"),
    grow: (wrong) => wrong.replace("  run for\n", "  run for\n".repeat(60)),
  },
} as const satisfies CodeTable;
