// Finds out where a closing brace is missing, by indentation: a line that is no deeper than the line on which a
// block was opened does not belong to the block.

const TOKEN = /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?|#[^\r\n]*|\r\n|[\r\n{}]|[^"#\r\n{}]+/g;

interface OpenBlock {
  readonly opener: number;
  /** Of the line that opens it. */
  readonly indent: number;
}

/**
 * Offsets of statements before which a `}` is missing, ascending, one for each that is missing. Empty when all
 * braces match, and when the indentation does not tell, or tells something that does not add up.
 */
export function missingCloses(text: string): readonly number[] {
  const scan = new Scan();
  for (const { 0: token, index } of text.matchAll(TOKEN)) scan.take(token, index);
  return scan.result();
}

/** One walk over the tokens of a text. */
class Scan {
  readonly #open: OpenBlock[] = [];
  readonly #closes: number[] = [];
  #indent = 0;
  #isLineStart = true;
  #isContradicted = false;

  take(token: string, at: number): void {
    if (/^[\r\n]/.test(token)) {
      this.#isLineStart = true;
      this.#indent = 0;
    } else if (this.#isLineStart) this.#begin(token, at);
    else this.#count(token, at);
  }

  result(): readonly number[] {
    return this.#open.length > 0 || this.#isContradicted ? [] : this.#closes;
  }

  /** The first token of a line, whose blanks are the indentation. */
  #begin(token: string, at: number): void {
    const blanks = /^[ \t\uFEFF;]*/.exec(token)?.[0].length ?? 0;
    this.#indent += blanks;
    if (blanks === token.length || token.startsWith("#")) return;
    this.#isLineStart = false;
    this.#closeDeeper(at + blanks, token[blanks] === "}");
    this.#count(token, at);
  }

  /** Closes what this line, by its indentation, cannot be in. A brace closes one block by itself. */
  #closeDeeper(at: number, isBrace: boolean): void {
    const isOutside = ({ indent }: OpenBlock) =>
      isBrace ? indent > this.#indent : indent >= this.#indent;
    for (
      let top = this.#open.at(-1);
      top !== undefined && isOutside(top);
      top = this.#open.at(-1)
    ) {
      this.#open.pop();
      this.#closes.push(at);
    }
  }

  #count(token: string, at: number): void {
    if (token === "{") this.#open.push({ opener: at, indent: this.#indent });
    else if (token === "}" && this.#open.pop() === undefined) this.#isContradicted = true;
  }
}
