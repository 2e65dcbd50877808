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

/** What the parser noticed on its way, besides the tree. `explain.ts` makes a diagnostic of it. */
export type NoteKind =
  | "bad"
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

/** A note with its place. `rule` says, for a `bad` one, as what the text was to be read. */
export interface Note {
  readonly kind: NoteKind;
  readonly start: number;
  readonly end: number;
  readonly rule?: StartRule;
}
