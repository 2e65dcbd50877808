import { unreachable } from "../../base/invariant-violation.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type {
  Piece,
  Report,
  ReporterOptions,
  RunEvent,
  SourceText,
} from "../../model/run-event.ts";
import { NO_HOST, NO_MOMENT } from "../clockless.ts";
import { Places } from "../places.ts";
import { cleanLine } from "./clean.ts";
import { Documents } from "./documents.ts";
import type { JunitProperty } from "./model.ts";
import { FILE_CASE, safeClassname, safeName, UniqueNames } from "./names.ts";
import type { CaseContext } from "./shape.ts";
import { caseMs, fileCase, scenarioCase } from "./shape.ts";
import type { CaseWriting, ClosedSuite, SuiteFrame } from "./suite.ts";
import { OpenSuite } from "./suite.ts";
import { utcSeconds } from "./timestamp.ts";
import { WriterChoice } from "./writer-choice.ts";

/** Where the ways of writing change. */
export interface JunitLimits {
  /** Reports of more cases are written by the streaming writer. */
  readonly builderCasesMax: number;
  /** A writer gets about so many cases at a time: enough to be fast, few enough to be small. */
  readonly batchCases: number;
  /** A document of more UTF-16 units is given out while it grows: some 1,500 cases that passed. */
  readonly heldLengthMax: number;
}

const LIMITS: JunitLimits = {
  builderCasesMax: 20_000,
  batchCases: 100,
  heldLengthMax: 256 * 1024,
};

const NONE: readonly Piece[] = [];

type Event<Kind extends RunEvent["kind"]> = Extract<RunEvent, { kind: Kind }>;

/** A run as JUnit XML: one suite per file, one case per scenario and example row. */
export class JunitReport implements Report {
  readonly #options: ReporterOptions["junit"];
  readonly #limits: JunitLimits;
  readonly #places = new Places();
  readonly #classnames = new UniqueNames();
  #started: Event<"run-started"> | undefined;
  #knownFrame: SuiteFrame | undefined;
  #documents: Documents | undefined;
  #suite: OpenSuite | undefined;
  #sources: readonly SourceText[] = [];
  #errors: Diagnostic[] = [];
  /** The newest suite waits, because only the last one says that the run was interrupted. */
  #waiting: ClosedSuite | undefined;
  #choice: WriterChoice;
  #isFinished = false;

  constructor(options: ReporterOptions["junit"], limits: JunitLimits = LIMITS) {
    this.#options = options;
    this.#limits = limits;
    this.#choice = new WriterChoice(limits.builderCasesMax, 0);
  }

  accept(event: RunEvent): readonly Piece[] {
    switch (event.kind) {
      case "run-started":
        this.#started = event;
        this.#choice = new WriterChoice(this.#limits.builderCasesMax, event.files);
        return NONE;
      case "file-started":
        return this.#startFile(event);
      case "diagnostics":
        return this.#addDiagnostics(event);
      case "scenario-started":
        return NONE;
      case "scenario-finished":
        return this.#addScenario(event);
      case "file-finished":
        return this.#finishFile();
      case "run-finished":
        this.#isFinished = !event.interrupted;
        return NONE;
      default:
        return unreachable(event);
    }
  }

  close(): readonly Piece[] {
    const pieces = [...this.#finishFile()];
    const last = this.#waiting;
    this.#waiting = undefined;
    if (last !== undefined)
      pieces.push(...this.#place(this.#isFinished ? last : interrupted(last)));
    pieces.push(...this.#ensureDocuments().close());
    return pieces;
  }

  #startFile({ source, classname, scenarios }: Event<"file-started">): readonly Piece[] {
    const pieces = this.#finishFile();
    this.#choice.startFile(scenarios);
    this.#sources = [source];
    this.#openSuite(source.file, classname);
    return pieces;
  }

  #openSuite(file: string, classname: string): OpenSuite {
    this.#suite ??= new OpenSuite(
      file,
      this.#classnames.claim(safeClassname(classname)),
      this.#writing(),
    );
    return this.#suite;
  }

  #addDiagnostics({ file, diagnostics, sources }: Event<"diagnostics">): readonly Piece[] {
    this.#openSuite(file, file);
    this.#errors.push(...diagnostics.filter(({ severity }) => severity === "error"));
    this.#sources = [...sources, ...this.#sources];
    return NONE;
  }

  #addScenario(event: Event<"scenario-finished">): readonly Piece[] {
    const suite = this.#openSuite(event.scenario.file, event.scenario.classname);
    const context = this.#context(suite, event.sources);
    const { seed, virtualTime } = event.result;
    const ms = caseMs(event, context);
    suite.add(scenarioCase(event, context), { name: event.scenario.name, ms, seed, virtualTime });
    this.#choice.addCase();
    return suite.size === this.#options.casesMax ? this.#closeSuite(suite) : NONE;
  }

  #finishFile(): readonly Piece[] {
    const suite = this.#suite;
    if (suite === undefined) return NONE;
    if (this.#errors.length > 0) {
      const invalid = fileCase(suite.file, this.#errors, this.#context(suite, this.#sources));
      suite.add(invalid, { name: FILE_CASE, ms: 0 });
      this.#choice.addCase();
    }
    this.#suite = undefined;
    this.#errors = [];
    this.#sources = [];
    this.#places.clear();
    return suite.size === 0 ? NONE : this.#closeSuite(suite);
  }

  #closeSuite(suite: OpenSuite): readonly Piece[] {
    const before = this.#waiting;
    this.#waiting = suite.take(this.#frame());
    return before === undefined ? NONE : this.#place(before);
  }

  #place(suite: ClosedSuite): readonly Piece[] {
    return this.#ensureDocuments().add(suite);
  }

  #writing(): CaseWriting {
    return { writer: () => this.#choice.writer, batchCases: this.#limits.batchCases };
  }

  #context({ path }: OpenSuite, sources: readonly SourceText[]): CaseContext {
    const isDeterministic = this.#started?.deterministic ?? false;
    return { options: this.#options, isDeterministic, path, sources, places: this.#places };
  }

  /** What the suites share; it is the same for all of them. */
  #frame(): SuiteFrame {
    this.#knownFrame ??= frameOf(this.#started, this.#options.profile);
    return this.#knownFrame;
  }

  #ensureDocuments(): Documents {
    this.#documents ??= new Documents({
      casesMax: this.#options.casesMax,
      profile: this.#options.profile,
      timestamp: this.#frame().timestamp,
      ...this.#writing(),
      heldLengthMax: this.#limits.heldLengthMax,
    });
    return this.#documents;
  }
}

function frameOf(
  started: Event<"run-started"> | undefined,
  profile: SuiteFrame["profile"],
): SuiteFrame {
  if (started === undefined) {
    return { version: "unknown", timestamp: NO_MOMENT, hostname: NO_HOST, profile };
  }
  const { version, deterministic, startedAt, hostname } = started;
  return {
    version: cleanLine(version),
    timestamp: deterministic ? NO_MOMENT : utcSeconds(startedAt),
    hostname: deterministic || hostname === "" ? NO_HOST : safeName(hostname),
    profile,
  };
}

function interrupted(closed: ClosedSuite): ClosedSuite {
  const property: JunitProperty = { name: "drs.interrupted", value: "true" };
  const properties = [...closed.suite.properties, property];
  return { ...closed, suite: { ...closed.suite, properties } };
}
