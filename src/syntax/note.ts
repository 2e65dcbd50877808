/** Start rules of the grammar. All but the first read a fragment, or read a statement again to say why it failed. */
export type StartRule =
  | "File"
  | "FileStatement"
  | "ScenarioItem"
  | "PhraseStatement"
  | "ExpectationStatement"
  | "ExampleRow"
  | "Expectation"
  | "Expression"
  | "Phrase";

/** What the parser guessed and went on. */
export type GuessKind =
  | "unclosed"
  | "stray-brace"
  | "separator"
  | "colon"
  | "title"
  | "after-title"
  | "brace-on-next-line"
  | "missing-brace"
  | "no-header"
  | "deep"
  | "long-expression"
  | "chain"
  | "escape"
  | "infinite"
  | "separate-unit"
  | "reserved-name";

/** Something that the parser noticed on its way, besides the tree. */
export interface Guess {
  readonly kind: GuessKind;
  readonly start: number;
  /** For `unclosed`: where the block ended nevertheless. */
  readonly end: number;
}

/** A statement that could not be read. */
export interface Bad {
  readonly kind: "bad";
  readonly start: number;
  /** Where its head ends: at its block, or at its own end. */
  readonly end: number;
  /** As what it was to be read. */
  readonly rule: StartRule;
  /** Where it ends with its block. */
  readonly until: number;
}

/** What a parse leaves for the reader, besides the tree. */
export type Note = Guess | Bad;
