/** A comment with its `#`, where it stands, and whether nothing else stands before it on its line. */
export interface Comment {
  readonly start: number;
  readonly text: string;
  readonly isAlone: boolean;
}

const STRING_OR_COMMENT = /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"|#[^\r\n]*/g;

/** The comments of a text, in order. */
export function commentsOf(text: string): readonly Comment[] {
  return [...text.matchAll(STRING_OR_COMMENT)]
    .filter(({ 0: token }) => token.startsWith("#"))
    .map(({ 0: token, index }) => ({
      start: index,
      text: token.trimEnd(),
      isAlone: isLineStart(text, index),
    }));
}

function isLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === " " || text[before] === "\t" || text[before] === "\uFEFF") before--;
  return before < 0 || text[before] === "\n" || text[before] === "\r";
}
