import type { SourceSpan, Span } from "../diagnostics/diagnostic.ts";

/** A text with its name, and what the checker asks of both. */
export class SourceFile {
  readonly file: string;
  readonly text: string;
  /** Offsets at which lines begin; made on first use. */
  #lineStarts: readonly number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The place of a node of this file. */
  spanOf(node: Span): SourceSpan {
    return { file: this.file, start: node.start, end: node.end };
  }

  /** What stands there, as written. */
  slice(node: Span): string {
    return this.text.slice(node.start, node.end);
  }

  /** What stands there on one line, for messages: comments left out, blanks made one. */
  onOneLine(node: Span): string {
    const text = this.slice(node);
    if (!text.includes("\n")) return text;
    return text
      .replaceAll(/("(?:[^"\\\n]|\\.)*")|#[^\n]*/g, "$1")
      .replaceAll(/\s+/g, " ")
      .trim();
  }

  /** The 1-based line of an offset. */
  lineAt(offset: number): number {
    this.#lineStarts ??= lineStartsOf(this.text);
    return linesUpTo(this.#lineStarts, offset);
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** How many lines begin at or before an offset, by halving. */
function linesUpTo(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
