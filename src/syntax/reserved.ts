/** Words that begin a statement of the core in a file. */
export const FILE_WORDS = ["platform", "import", "let", "scenario"] as const;

/** Words that begin a statement of the core in a scenario. */
export const SCENARIO_WORDS = [
  "at",
  "after",
  "when",
  "expect",
  "let",
  "order",
  "examples",
  "maybe",
] as const;

/** Words that may stand between an expectation and its condition. */
export const SCOPE_WORDS = ["while", "before", "after", "until", "within", "at"] as const;

/** Words that cannot be the name of a value, a label or a column of examples. */
export const RESERVED_WORDS: readonly string[] = [
  "platform",
  "import",
  "let",
  "scenario",
  "expect",
  "examples",
  "at",
  "after",
  "when",
  "order",
  "run",
  "maybe",
  "one",
  "of",
  "any",
  "as",
  "and",
  "or",
  "not",
  "always",
  "never",
  "sometimes",
  "eventually",
  "while",
  "before",
  "until",
  "within",
  "true",
  "false",
];

/** How each statement of the core is written, for notes and for the reference. */
export const FORMS: Readonly<Record<string, string>> = {
  platform: "`platform NAME`, with options as in `platform NAME { profile NAME }`",
  import: '`import "lab.drs"`',
  let: "`let NAME = VALUE`, as in `let limit = 5s`",
  scenario: '`scenario "what it shows" { … }`',
  at: "`at MOMENT ACTION`, as in `at 5s kill tar`",
  after: "`after MOMENT ACTION`, as in `after first + 2s kill tar`",
  when: "`when CONDITION ACTION`, as in `when quiesced kill tar`",
  expect: "`expect EXPECTATION` or `expect { … }`, as in `expect first succeeded`",
  order: "`order EVENT before EVENT`",
  run: "`run for DURATION`, as in `run for 30s`",
  examples: "`examples { | name | … | }`, one row a line",
  maybe: "`maybe DECLARATION`; in the timeline `at MOMENT maybe ACTION`",
};
