import type {
  JunitCase,
  JunitCounts,
  JunitProperty,
  JunitSuite,
  JunitWriter,
  WholeSuite,
} from "./model.ts";
import { safeName, safePath, UniqueNames } from "./names.ts";
import type { UnnamedCase } from "./shape.ts";
import { seconds, virtualMs } from "./shape.ts";

/** What every suite of one run shares. */
export interface SuiteFrame {
  readonly version: string;
  readonly timestamp: string;
  readonly hostname: string;
  readonly profile: "ci" | "strict";
}

/** Who writes the cases of a suite, and how many of them at a time. */
export interface CaseWriting {
  readonly writer: () => JunitWriter;
  readonly batchCases: number;
}

/** A suite, or a part of one, that gets no further cases. Its first cases may be text already. */
export interface ClosedSuite extends WholeSuite {
  readonly ms: number;
  readonly texts: readonly string[];
}

/** What a case tells its suite beside its own element. */
interface CaseFacts {
  readonly name: string;
  readonly ms: number;
  readonly seed?: number;
  readonly virtualTime?: number;
}

/** The suite of one file while its cases come in. Names are unique in it; its classname must be in the run. */
export class OpenSuite {
  readonly file: string;
  /** The file as attributes name it. */
  readonly path: string;
  readonly #classname: string;
  readonly #names = new UniqueNames();
  readonly #writing: CaseWriting;
  #batch: JunitCase[] = [];
  #texts: string[] = [];
  #counts = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  #ms = 0;
  #virtualTime = 0;
  #seeds = new Set<number>();

  constructor(file: string, classname: string, writing: CaseWriting) {
    this.file = file;
    this.path = safePath(file);
    this.#classname = classname;
    this.#writing = writing;
  }

  /** How many cases it has since it was opened, or last taken. */
  get size(): number {
    return this.#counts.tests;
  }

  add(unnamed: UnnamedCase, { name, ms, seed, virtualTime = 0 }: CaseFacts): void {
    const unique = this.#names.claim(safeName(name));
    this.#batch.push({ name: unique, classname: this.#classname, ...unnamed });
    this.#counts.tests += 1;
    if (unnamed.result?.element === "failure") this.#counts.failures += 1;
    if (unnamed.result?.element === "error") this.#counts.errors += 1;
    if (unnamed.result?.element === "skipped") this.#counts.skipped += 1;
    this.#ms += ms;
    this.#virtualTime += virtualTime;
    if (seed !== undefined && this.#seeds.size < 2) this.#seeds.add(seed);
    if (this.#batch.length < this.#writing.batchCases) return;
    this.#texts.push(this.#writing.writer().cases(this.#batch));
    this.#batch = [];
  }

  /** All cases since the last time, as a suite of their own; the names stay taken. */
  take(frame: SuiteFrame): ClosedSuite {
    const closed = {
      suite: this.#suite(frame),
      ms: this.#ms,
      texts: this.#texts,
      cases: this.#batch,
    };
    this.#texts = [];
    this.#batch = [];
    this.#counts = { tests: 0, failures: 0, errors: 0, skipped: 0 };
    this.#ms = 0;
    this.#virtualTime = 0;
    this.#seeds = new Set();
    return closed;
  }

  #suite(frame: SuiteFrame): JunitSuite {
    const counts: JunitCounts = this.#counts;
    return {
      name: safeName(this.path),
      counts,
      time: seconds(this.#ms),
      timestamp: frame.timestamp,
      hostname: frame.hostname,
      ...(frame.profile === "ci" ? { file: this.path } : {}),
      properties: this.#properties(frame.version),
    };
  }

  /** The seed belongs to the suite when all of its scenarios share it, as with `--seed`. */
  #properties(version: string): readonly JunitProperty[] {
    const [seed] = this.#seeds;
    return [
      { name: "drs.version", value: version },
      ...(seed === undefined || this.#seeds.size > 1
        ? []
        : [{ name: "drs.seed", value: String(seed) }]),
      { name: "drs.virtual_ms", value: virtualMs(this.#virtualTime) },
    ];
  }
}
