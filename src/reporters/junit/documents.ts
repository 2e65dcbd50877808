import type { Piece } from "../../model/run-event.ts";
import type { JunitCounts, JunitRoot, JunitSuite } from "./model.ts";
import { ROOT_END, SUITE_END } from "./model.ts";
import { seconds } from "./shape.ts";
import type { CaseWriting, ClosedSuite } from "./suite.ts";

// The counts of a whole document stand in its first line, and are known when its last suite is. So a document goes
// through two stages:
//
//   1. Small ones are held, and given out whole with their counts.
//   2. Once a document is too large to hold, a root is given out with blanks before its closing bracket, then every
//      suite as it comes. At the end the root is given again, in as many bytes, to be written over the first one.

/** Text is given out in pieces of about this many UTF-16 units. */
const PIECE_LENGTH = 64 * 1024;

/** How documents are made. */
export interface DocumentOptions extends CaseWriting {
  /** At most this many cases in one; 0 for any number. */
  readonly casesMax: number;
  readonly profile: "ci" | "strict";
  readonly timestamp: string;
  /** A document of more UTF-16 units than this is given out while it grows. */
  readonly heldLengthMax: number;
}

const NO_COUNTS: JunitCounts = { tests: 0, failures: 0, errors: 0, skipped: 0 };

/** Lays suites one after another into as many documents as are needed. */
export class Documents {
  readonly #options: DocumentOptions;
  #number = 1;
  #counts: JunitCounts = NO_COUNTS;
  #ms = 0;
  /** Suites that are not yet text. */
  #batch: ClosedSuite[] = [];
  #batchCases = 0;
  /** Text that is not yet given out, and how long it is. */
  #texts: string[] = [];
  #length = 0;
  #isStreaming = false;

  constructor(options: DocumentOptions) {
    this.#options = options;
  }

  /** Adds a suite to the current document, or to a new one where it does not fit. */
  add(closed: ClosedSuite): readonly Piece[] {
    const pieces = this.#fits(closed.suite) ? [] : this.#finish();
    this.#append(closed);
    if (this.#length > this.#options.heldLengthMax) pieces.push(...this.#start());
    if (this.#isStreaming && this.#length >= PIECE_LENGTH) pieces.push(...this.#flush());
    return pieces;
  }

  /** Ends the last document. */
  close(): readonly Piece[] {
    return this.#finish();
  }

  #fits({ counts }: JunitSuite): boolean {
    const { casesMax } = this.#options;
    return (
      casesMax === 0 || this.#counts.tests === 0 || this.#counts.tests + counts.tests <= casesMax
    );
  }

  #append(closed: ClosedSuite): void {
    this.#counts = sum(this.#counts, closed.suite.counts);
    this.#ms += closed.ms;
    if (closed.texts.length === 0) {
      this.#batch.push(closed);
      this.#batchCases += closed.cases.length;
      if (this.#batchCases >= this.#options.batchCases) this.#write();
      return;
    }
    this.#write();
    const writer = this.#options.writer();
    this.#hold(writer.suiteStart(closed.suite));
    for (const text of closed.texts) this.#hold(text);
    this.#hold(writer.cases(closed.cases) + SUITE_END);
  }

  /** Turns the suites that wait into text, all at once: a document has its price, also a small one. */
  #write(): void {
    if (this.#batch.length > 0) this.#hold(this.#options.writer().suites(this.#batch));
    this.#batch = [];
    this.#batchCases = 0;
  }

  #hold(text: string): void {
    this.#texts.push(text);
    this.#length += text.length;
  }

  /** Begins to give out the current document, if that has not happened. */
  #start(): readonly Piece[] {
    if (this.#isStreaming) return [];
    this.#isStreaming = true;
    return [this.#piece(this.#paddedRoot(), "end")];
  }

  #flush(): readonly Piece[] {
    const pieces: Piece[] = [];
    let text = "";
    for (const next of this.#texts) {
      // Long texts go out as they are: joining them would need their memory twice.
      if (text !== "" && text.length + next.length > PIECE_LENGTH) {
        pieces.push(this.#piece(text, "end"));
        text = "";
      }
      text += next;
    }
    if (text !== "") pieces.push(this.#piece(text, "end"));
    this.#texts = [];
    this.#length = 0;
    return pieces;
  }

  #finish(): Piece[] {
    this.#write();
    const isEmpty = this.#counts.tests === 0;
    const start = this.#isStreaming
      ? []
      : [this.#piece(this.#root() + (isEmpty ? "/>\n" : ">\n"), "end")];
    if (!isEmpty) this.#texts.push(ROOT_END);
    const pieces = [...start, ...this.#flush()];
    if (this.#isStreaming) pieces.push(this.#piece(this.#paddedRoot(), "start"));
    this.#number += 1;
    this.#counts = NO_COUNTS;
    this.#ms = 0;
    this.#isStreaming = false;
    return pieces;
  }

  #root(counts: JunitCounts = this.#counts, time: string = seconds(this.#ms)): string {
    const { profile, timestamp, writer } = this.#options;
    const { skipped, ...others } = counts;
    const root: JunitRoot =
      profile === "ci"
        ? { name: "drs", counts, time, timestamp }
        : { name: "drs", counts: others, time };
    return writer().root(root);
  }

  /** The same number of bytes whatever the counts are: as many as the largest ones take. */
  #paddedRoot(): string {
    const most = Number.MAX_SAFE_INTEGER;
    const counts = { tests: most, failures: most, errors: most, skipped: most };
    const { length } = this.#root(counts, seconds(most));
    return `${this.#root().padEnd(length)}>\n`;
  }

  #piece(text: string, place: Piece["place"]): Piece {
    return { document: this.#number, place, text };
  }
}

function sum(one: JunitCounts, other: JunitCounts): JunitCounts {
  return {
    tests: one.tests + other.tests,
    failures: one.failures + other.failures,
    errors: one.errors + other.errors,
    skipped: one.skipped + other.skipped,
  };
}
