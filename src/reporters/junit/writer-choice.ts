import { builderWriter } from "./builder-writer.ts";
import type { JunitWriter } from "./model.ts";
import { streamWriter } from "./stream-writer.ts";

/**
 * Decides who writes. Both writers give the same text, so this is about memory and time only: once the report has, or
 * at the present rate will have, more cases than the builder is meant for, the streaming writer takes over for good.
 */
export class WriterChoice {
  readonly #builderCasesMax: number;
  readonly #files: number;
  #filesStarted = 0;
  #cases = 0;
  #announced = 0;
  #isStreaming = false;

  /** `files`: how many the run has. */
  constructor(builderCasesMax: number, files: number) {
    this.#builderCasesMax = builderCasesMax;
    this.#files = files;
  }

  /** A file begins, which says how many cases it has. */
  startFile(cases: number): void {
    this.#filesStarted += 1;
    this.#announced = this.#cases + cases;
  }

  addCase(): void {
    this.#cases += 1;
  }

  /** The writer for what is written next. */
  get writer(): JunitWriter {
    this.#isStreaming ||= this.#expected() > this.#builderCasesMax;
    return this.#isStreaming ? streamWriter : builderWriter;
  }

  #expected(): number {
    const soFar = Math.max(this.#cases, this.#announced);
    return this.#filesStarted === 0
      ? 0
      : Math.max(soFar, (soFar / this.#filesStarted) * this.#files);
  }
}
