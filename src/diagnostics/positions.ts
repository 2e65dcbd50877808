import type { Span } from "./diagnostic.ts";

/** A place as people and tools name it. Line and column count from 1, the column in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One line of a text, without its end. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Offset of its first character; in the first line that is behind a byte order mark. */
  readonly start: number;
  readonly text: string;
}

const LINE_END = /\r\n|\n|\r/g;
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Lines and columns of one text. A line ends with LF, CR LF or CR; a byte order mark has no column.
 * The lines are found at the first question, so making one costs nothing.
 */
export class Positions {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The place of an offset; one outside the text gives the nearest place inside. */
  at(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.#text.length);
    const line = this.line(this.#lineNumber(inside));
    return { line: line.number, column: codePoints(this.#text.slice(line.start, inside)) + 1 };
  }

  /** The place where a span begins. */
  of(span: Span): Position {
    return this.at(span.start);
  }

  /** A line by its 1-based number; one outside the text gives the nearest. */
  line(number: number): Line {
    const starts = this.#lineStarts();
    const index = Math.min(Math.max(number, 1), starts.length) - 1;
    const start = starts[index] ?? 0;
    const next = starts[index + 1] ?? this.#text.length;
    return {
      number: index + 1,
      start,
      text: this.#text.slice(start, next).replace(/[\r\n]+$/, ""),
    };
  }

  /** The line that holds an offset. */
  lineAt(offset: number): Line {
    return this.line(this.#lineNumber(offset));
  }

  #lineStarts(): readonly number[] {
    this.#starts ??= lineStarts(this.#text);
    return this.#starts;
  }

  /** The last line that begins at or before the offset. */
  #lineNumber(offset: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (const end of text.matchAll(LINE_END)) starts.push(end.index + end[0].length);
  return starts;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
