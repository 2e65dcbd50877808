/** A half-open stretch of one text, in UTF-16 offsets. Lines and columns exist only at the edge. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a named file. `file` is the path as the reader should see it, root-relative with `/`. */
export interface SourceSpan extends Span {
  readonly file: string;
}

export type Severity = "error" | "warning";

/** A replacement of one span. Only `machine` ones are applied by `drs check --fix`. */
export interface Fix {
  readonly span: SourceSpan;
  readonly text: string;
  readonly applicability: "machine" | "maybe";
}

/**
 * A complaint about the text, before any run: where, what, what to do.
 * Plain data; whoever shows it renders it (terminal, JSON, SARIF, JUnit).
 */
export interface Diagnostic {
  /** Stable, never reused: `DRS2001`. A key of the table in `codes.ts`. */
  readonly code: string;
  readonly severity: Severity;
  /** One line, present tense, no full stop, naming the user's own words. */
  readonly message: string;
  readonly span: SourceSpan;
  /** What stands beside the caret, a few words. */
  readonly label?: string;
  /** Other places that matter: "first defined here". */
  readonly related?: readonly { readonly span: SourceSpan; readonly message: string }[];
  /** Facts: what was expected, names in scope. */
  readonly notes?: readonly string[];
  /** Actions, imperative: "write `200ms`". */
  readonly help?: readonly string[];
  readonly fix?: Fix;
}
