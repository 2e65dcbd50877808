import type { Bad, StartRule } from "../note.ts";

/** What a second reading of one statement found. */
export interface Retrial {
  readonly isRead: boolean;
  /** The furthest place that was reached. */
  readonly at: number;
  /** What would have been welcome there. */
  readonly expected: readonly Expected[];
}

/** One of the things that the grammar would have taken, as the generated parser describes it. */
export type Expected =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "other"; readonly description: string }
  | { readonly type: "class" | "any" | "end" };

/** Reads the statement at an offset once more, in this text or in another. */
export type Retry = (rule: StartRule, start: number, text: string) => Retrial;

/** A statement that could not be read, and what is known of it. */
export interface Unreadable extends Bad {
  readonly text: string;
  /** Its first word, or "". */
  readonly word: string;
  /** The furthest place that the grammar reached. */
  readonly at: number;
  /** The token there, or "" at the end of the text. */
  readonly found: string;
  readonly expected: readonly Expected[];
  readonly retry: Retry;
}

const TOKEN = /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"|\w+(?:[-.]\w+)*|\.\.|[=!<>]=|\r\n|[^ \t\w]/uy;
const FIRST_WORD = /[A-Za-z_]\w*(?:-\w+)*/y;

/** Reads an unreadable statement again to learn how far the grammar comes. */
export function examine(bad: Bad, text: string, retry: Retry): Unreadable {
  const { at, expected } = retry(bad.rule, bad.start, text);
  const word = matchAt(FIRST_WORD, text, bad.start);
  return { ...bad, text, word, at, found: matchAt(TOKEN, text, at), expected, retry };
}

/** What a sticky pattern matches at an offset, or "". */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

const EXPRESSION_RULES = new Set<StartRule>(["ExpectationStatement", "Expectation", "Expression"]);
const EXPRESSION_WORDS = new Set(["expect", "let", "order", "run"]);

/** Whether it is an expression that could not be read, and not a phrase. */
export function isExpression({ rule, word }: Unreadable): boolean {
  if (EXPRESSION_RULES.has(rule)) return true;
  return (rule === "ScenarioItem" || rule === "FileStatement") && EXPRESSION_WORDS.has(word);
}
