import { type Comment, commentsOf } from "./comments.ts";

const INDENT = "  ";

/**
 * Collects lines and keeps the comments and empty lines of a source where they were.
 *
 *   1. `begin` comes before each statement: it brings the comments and the empty line that stand before it.
 *   2. `line`, `open` and `close` add text and bring the comments that stand behind it on its line.
 *   3. `finish` brings what is left.
 */
export class PageWriter {
  readonly #source: string | undefined;
  readonly #comments: readonly Comment[];
  readonly #lines: string[] = [];
  #next = 0;
  #depth = 0;
  /** How far the source has been dealt with. */
  #done = 0;
  #isGapWanted = false;

  constructor(source: string | undefined) {
    this.#source = source;
    this.#comments = source === undefined ? [] : commentsOf(source);
  }

  /** An empty line before the next statement, in any case. */
  requestGap(): void {
    this.#isGapWanted = true;
  }

  /** A statement whose head, with all that is printed as one piece, reaches from `start` to `headEnd`. */
  begin(start: number, headEnd: number): void {
    this.#bringComments((comment) => comment.start < headEnd);
    this.#gap(start);
    this.#isGapWanted = false;
  }

  /** A line of text that stands for the source up to `end`. */
  line(text: string, end: number): void {
    this.#lines.push(INDENT.repeat(this.#depth) + text);
    this.#done = end;
    this.#bringTrailing(end);
  }

  /** A line after which everything is indented. */
  open(text: string, end: number): void {
    this.line(text, end);
    this.#depth++;
  }

  /** The end of what is indented, and the line after it. */
  close(text: string, end: number): void {
    this.#bringComments((comment) => comment.start < end);
    this.#depth--;
    this.line(text, end);
  }

  /** Whether a text would keep within so many columns. */
  fits(text: string, columnsMax: number): boolean {
    return INDENT.length * this.#depth + text.length <= columnsMax;
  }

  hasComment(start: number, end: number): boolean {
    return this.#comments.some((comment) => comment.start >= start && comment.start < end);
  }

  /** Everything as one text. */
  finish(end: number): string {
    this.#bringComments(() => true);
    this.#done = end;
    return this.#lines.length === 0 ? "" : `${this.#lines.join("\n")}\n`;
  }

  #bringComments(isDue: (comment: Comment) => boolean): void {
    for (;;) {
      const comment = this.#comments[this.#next];
      if (comment === undefined || !isDue(comment)) return;
      this.#next++;
      this.#gap(comment.start);
      this.#isGapWanted = false;
      this.line(comment.text, comment.start + comment.text.length);
    }
  }

  /** Comments that stand behind a place on the same line join the last line. */
  #bringTrailing(end: number): void {
    const comment = this.#comments[this.#next];
    if (comment === undefined || comment.isAlone || comment.start < end) return;
    if (/[\r\n]/.test(this.#source?.slice(end, comment.start) ?? "\n")) return;
    this.#next++;
    const last = this.#lines.length - 1;
    this.#lines[last] = `${this.#lines[last]}  ${comment.text}`;
    this.#done = comment.start + comment.text.length;
  }

  /** One empty line where the source has any, but none at the beginning of a block. */
  #gap(start: number): void {
    const last = this.#lines.at(-1);
    if (last === undefined || /\{(?: {2}#.*)?$/.test(last)) return;
    const between = this.#source?.slice(this.#done, start) ?? "";
    if (this.#isGapWanted || /\n[ \t\r;]*\n|\r[ \t;]*\r/.test(between)) this.#lines.push("");
  }
}
