import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Piece } from "../model/run-event.ts";

/** Text is handed to the system in stretches of about this many characters. */
const BUFFERED_MAX = 64 * 1024;

/** Takes what a report gives and puts it where it belongs. */
export interface PieceWriter {
  write(pieces: readonly Piece[]): void;
  /** A moment has passed: whoever reads along may be shown what waits. */
  idle(): void;
  /** Everything was written: makes it visible. */
  finish(): void;
  /** Nothing shall remain of it. */
  discard(): void;
}

/**
 * Writes a report to a file, or to `name-001.ext`, `name-002.ext`, … when it may be split. A document appears under
 * its name only when it is complete, in one step.
 */
export class ReportFiles implements PieceWriter {
  readonly #path: string;
  readonly #isSplit: boolean;
  #document = 1;
  #open: TemporaryFile;

  /** @throws the system's error when the folder or file cannot be written. */
  constructor(path: string, isSplit: boolean) {
    this.#path = path;
    this.#isSplit = isSplit;
    mkdirSync(dirname(path), { recursive: true });
    this.#open = new TemporaryFile(this.#pathOf(1));
  }

  write(pieces: readonly Piece[]): void {
    for (const { document, place, text } of pieces) {
      if (document > this.#document) this.#next(document);
      if (place === "start") this.#open.overwriteStart(text);
      else this.#open.append(text);
    }
  }

  /** Nobody reads a report before it is complete. */
  idle(): void {}

  finish(): void {
    this.#open.finish();
    if (this.#isSplit) this.#removeOlder();
  }

  discard(): void {
    this.#open.discard();
  }

  #next(document: number): void {
    this.#open.finish();
    this.#document = document;
    this.#open = new TemporaryFile(this.#pathOf(document));
  }

  #pathOf(document: number): string {
    if (!this.#isSplit) return this.#path;
    const extension = extname(this.#path);
    const stem = basename(this.#path, extension);
    return join(dirname(this.#path), `${stem}-${String(document).padStart(3, "0")}${extension}`);
  }

  /** An earlier run may have left more documents than this one: they would be taken for its. */
  #removeOlder(): void {
    for (let document = this.#document + 1; existsSync(this.#pathOf(document)); document++) {
      rmSync(this.#pathOf(document));
    }
  }
}

/** A file that gets its name when it is finished. */
class TemporaryFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  #buffered = "";

  constructor(path: string) {
    this.#path = path;
    this.#temporary = `${path}.${process.pid}.tmp`;
    // That something is in the way of the name is better known before a long run than after it.
    if (existsSync(path)) closeSync(openSync(path, "r+"));
    this.#descriptor = openSync(this.#temporary, "w");
  }

  append(text: string): void {
    this.#buffered += text;
    if (this.#buffered.length > BUFFERED_MAX) this.#flush();
  }

  overwriteStart(text: string): void {
    this.#flush();
    writeAll(this.#descriptor, text, 0);
  }

  finish(): void {
    this.#flush();
    closeSync(this.#descriptor);
    renameSync(this.#temporary, this.#path);
  }

  /** It may be closed already: where giving it its name has failed. */
  discard(): void {
    try {
      closeSync(this.#descriptor);
    } catch {
      // There is nothing more to be done with it.
    }
    rmSync(this.#temporary, { force: true });
  }

  #flush(): void {
    if (this.#buffered !== "") writeAll(this.#descriptor, this.#buffered);
    this.#buffered = "";
  }
}

/** Writes all of a text: at a position, or where the last write ended. */
function writeAll(descriptor: number, text: string, position?: number): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    const at = position === undefined ? null : position + written;
    written += writeSync(descriptor, bytes, written, bytes.length - written, at);
  }
}

/** Writes a report to a stream. */
export class ReportStream implements PieceWriter {
  readonly #out: (text: string) => void;
  readonly #flushMs: number;
  readonly #elapsedMs: () => number;
  /** Documents in memory, for a report that goes back to its beginning; otherwise unused. */
  readonly #kept: string[] | undefined;
  #buffered = "";
  #flushedAt = 0;

  /** `isKept`: the report may overwrite its beginning, so it is written when it is complete. */
  constructor(
    out: (text: string) => void,
    elapsedMs: () => number,
    isKept: boolean,
    flushMs: number,
  ) {
    this.#out = out;
    this.#elapsedMs = elapsedMs;
    this.#flushMs = flushMs;
    this.#kept = isKept ? [] : undefined;
  }

  write(pieces: readonly Piece[]): void {
    for (const { document, place, text } of pieces) {
      if (this.#kept === undefined) this.#buffered += text;
      else this.#keep(this.#kept, document - 1, place, text);
    }
    if (this.#buffered.length > BUFFERED_MAX) this.#flush();
    else this.idle();
  }

  idle(): void {
    if (this.#isDue()) this.#flush();
  }

  finish(): void {
    if (this.#kept !== undefined) this.#buffered = this.#kept.join("");
    this.#flush();
  }

  discard(): void {
    this.finish();
  }

  #keep(kept: string[], index: number, place: Piece["place"], text: string): void {
    const before = kept[index] ?? "";
    kept[index] = place === "end" ? before + text : text + before.slice(text.length);
  }

  #isDue(): boolean {
    return this.#buffered !== "" && this.#elapsedMs() - this.#flushedAt >= this.#flushMs;
  }

  #flush(): void {
    this.#out(this.#buffered);
    this.#buffered = "";
    this.#flushedAt = this.#elapsedMs();
  }
}
