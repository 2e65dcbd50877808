/**
 * The tree that the parser builds. It knows the language's own statements; every word that
 * belongs to a platform arrives as a *phrase* (terms and an optional block), which the checker
 * matches against the platform's tables. Nodes carry offsets; nothing here is looked up,
 * checked or defaulted.
 */

interface Spanned {
  readonly start: number;
  readonly end: number;
}

/** A bare word: `board`, `sd0`, `in-use`, `SUN-SS-02`. */
export interface Word extends Spanned {
  readonly kind: "word";
  readonly text: string;
}

/** A number with its unit glued on: `5ms`, `2GiB`, `200/s`, `10%`, `0xc000`, `7`. */
export interface Quantity extends Spanned {
  readonly kind: "quantity";
  readonly value: number;
  /** As written, or `""` for a bare number. */
  readonly unit: string;
}

/** A quoted string, unescaped. `{name}` inside it is interpolated by the checker. */
export interface Text extends Spanned {
  readonly kind: "text";
  readonly value: string;
}

/** `0ms..5ms`, `0..7`. */
export interface Range extends Spanned {
  readonly kind: "range";
  readonly from: Quantity;
  readonly to: Quantity;
}

/** `[a, b, 5ms]`. */
export interface List extends Spanned {
  readonly kind: "list";
  readonly items: readonly Term[];
}

/** `one of [a, b]`. */
export interface OneOf extends Spanned {
  readonly kind: "one-of";
  readonly options: List;
}

/** `( expression )` among the terms of a phrase. */
export interface Paren extends Spanned {
  readonly kind: "paren";
  readonly expression: Expression;
}

/** `:`, `=` or `,` between terms, where a platform's pattern asks for it. */
export interface Punctuation extends Spanned {
  readonly kind: "punctuation";
  readonly text: ":" | "=" | ",";
}

/** `first.end` among the terms of a phrase, and in expressions. */
export interface Member extends Spanned {
  readonly kind: "member";
  readonly object: Expression;
  readonly name: Word;
}

/** `dma(sd0)`. In expressions only. */
export interface Call extends Spanned {
  readonly kind: "call";
  readonly callee: Word;
  readonly args: readonly Expression[];
}

export type Term = Word | Quantity | Text | Range | List | OneOf | Paren | Punctuation | Member;

/** A statement whose words belong to a platform: `device st4 : tape using st { … }`. */
export interface Phrase extends Spanned {
  readonly kind: "phrase";
  /** Never empty; the first is a `Word`, save in error-tolerant trees. */
  readonly terms: readonly Term[];
  readonly block?: Block<Phrase | ErrorNode>;
  readonly label?: Word;
}

/** `{ … }`. `start` and `end` cover the braces; `closed` is false when the file ended first. */
export interface Block<T> extends Spanned {
  readonly kind: "block";
  readonly body: readonly T[];
  readonly closed: boolean;
}

// ---- expressions

export type BinaryOperator =
  | "or"
  | "and"
  | "=="
  | "!="
  | "<="
  | ">="
  | "<"
  | ">"
  | "+"
  | "-"
  | "*"
  | "/";

export interface Binary extends Spanned {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Spanned {
  readonly kind: "unary";
  readonly operator: "not" | "-";
  readonly operand: Expression;
}

/**
 * Two or more juxtaposed operands that are no operator's business: `first refused with SUSPEND
 * naming st4`. Matched against the phrase tables like a statement.
 */
export interface PhraseExpression extends Spanned {
  readonly kind: "phrase-expression";
  readonly terms: readonly (Word | Quantity | Text | Member | Call | Paren | Range | List)[];
}

export type Expression =
  | Word
  | Quantity
  | Text
  | Range
  | List
  | OneOf
  | Paren
  | Member
  | Call
  | Binary
  | Unary
  | PhraseExpression;

export type TemporalWord = "always" | "never" | "sometimes" | "eventually";
export type ScopeWord = "while" | "before" | "after" | "until" | "within" | "at";

/** `never dma(sd0) while quiesced`; `eventually X within 1s of swap.end`; `a before b`; `x == 3`. */
export interface Expectation extends Spanned {
  readonly kind: "expectation";
  /** Absent: judged at the end. */
  readonly temporal?: TemporalWord;
  readonly what: Expression;
  readonly scope?: {
    readonly word: ScopeWord;
    readonly expression: Expression;
    readonly of?: Expression;
  };
}

// ---- statements

/** What could not be read; the parser has complained about it. `block` is what stood in its braces, read on. */
export interface ErrorNode extends Spanned {
  readonly kind: "error";
  readonly block?: Block<Phrase | ErrorNode>;
}

export interface Tag extends Spanned {
  readonly kind: "tag";
  /** Without the `@`. */
  readonly name: string;
}

/** `platform sun-enterprise { profile ngdr; watchdog 10min }`. */
export interface PlatformStatement extends Spanned {
  readonly kind: "platform";
  readonly name: Word;
  readonly options?: Block<Phrase | ErrorNode>;
}

export interface ImportStatement extends Spanned {
  readonly kind: "import";
  readonly path: Text;
}

export interface LetStatement extends Spanned {
  readonly kind: "let";
  readonly name: Word;
  readonly value: Expression;
}

/** `at 100ms run "…" as first`, `after first + 2s kill tar`, `when quiesced unplug ser0`; `maybe` makes it a choice. */
export interface TimelineStatement extends Spanned {
  readonly kind: "timeline";
  readonly word: "at" | "after" | "when";
  readonly moment: Expression;
  readonly maybe: boolean;
  readonly action: Phrase;
}

/** `order a before b`, `order a before b at 5ms`: pins what two are about at one instant. */
export interface OrderStatement extends Spanned {
  readonly kind: "order";
  readonly first: Expression;
  readonly second: Expression;
  readonly moment?: Expression;
}

export interface RunForStatement extends Spanned {
  readonly kind: "run-for";
  readonly duration: Expression;
}

/** `expect X` or `expect { X; Y }`. */
export interface ExpectStatement extends Spanned {
  readonly kind: "expect";
  readonly body: readonly (Expectation | ErrorNode)[];
}

export interface ExpectFailureStatement extends Spanned {
  readonly kind: "expect-failure";
  readonly why: Text;
}

/** `maybe fault st4 refuses suspend`: a declaration that may or may not be there. */
export interface MaybeStatement extends Spanned {
  readonly kind: "maybe";
  readonly phrase: Phrase;
}

/** `examples { | limit | outcome |  … }`: the first row names, the others give values. */
export interface ExamplesStatement extends Spanned {
  readonly kind: "examples";
  readonly header: readonly Word[];
  readonly rows: readonly ExampleRow[];
}

export interface ExampleRow extends Spanned {
  readonly kind: "row";
  readonly cells: readonly Term[];
}

export interface ScenarioStatement extends Spanned {
  readonly kind: "scenario";
  readonly tags: readonly Tag[];
  readonly title: Text;
  readonly body: Block<ScenarioItem>;
}

export type ScenarioItem =
  | LetStatement
  | TimelineStatement
  | OrderStatement
  | RunForStatement
  | ExpectStatement
  | ExpectFailureStatement
  | ExamplesStatement
  | MaybeStatement
  | Phrase
  | ErrorNode;

export type FileItem =
  | PlatformStatement
  | ImportStatement
  | LetStatement
  | ScenarioStatement
  | Phrase
  | ErrorNode;

export interface File extends Spanned {
  readonly kind: "file";
  readonly body: readonly FileItem[];
}
