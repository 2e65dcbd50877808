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
import { builderWriter } from "./builder-writer.ts";
import { Documents, HELD_LENGTH_MAX } from "./documents.ts";
import type { JunitProperty, JunitWriter } from "./model.ts";
import { FILE_CASE, safeClassname, safeName, UniqueNames } from "./names.ts";
import type { CaseContext } from "./shape.ts";
import { caseMs, fileCase, scenarioCase } from "./shape.ts";
import { streamWriter } from "./stream-writer.ts";
import type { ClosedSuite, SuiteFrame } from "./suite.ts";
import { OpenSuite } from "./suite.ts";
import { utcSeconds } from "./timestamp.ts";

/** Where the ways of writing change. */
export interface JunitLimits {
  /** Cases after this many are written by the streaming writer. */
  readonly builderCasesMax: number;
  /** Text of one document that is held, in UTF-16 units. */
  readonly heldLengthMax: number;
}

const LIMITS: JunitLimits = { builderCasesMax: 20_000, heldLengthMax: HELD_LENGTH_MAX };

const NONE: readonly Piece[] = [];

type Event<Kind extends RunEvent["kind"]> = Extract<RunEvent, { kind: Kind }>;

/** A run as JUnit XML: one suite per file, one case per scenario and example row. */
export class JunitReport implements Report {
  readonly #options: ReporterOptions["junit"];
  readonly #limits: JunitLimits;
  readonly #places = new Places();
  readonly #classnames = new UniqueNames();
  #started: Event<"run-started"> | undefined;
  #documents: Documents | undefined;
  #suite: OpenSuite | undefined;
  #sources: readonly SourceText[] = [];
  #errors: Diagnostic[] = [];
  /** The newest suite waits, because only the last one says that the run was interrupted. */
  #waiting: ClosedSuite | undefined;
  #cases = 0;
  #isFinished = false;

  constructor(options: ReporterOptions["junit"], limits: JunitLimits = LIMITS) {
    this.#options = options;
    this.#limits = limits;
  }

  accept(event: RunEvent): readonly Piece[] {
    switch (event.kind) {
      case "run-started":
        this.#started = event;
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

  #startFile({ source, classname }: Event<"file-started">): readonly Piece[] {
    const pieces = this.#finishFile();
    this.#sources = [source];
    this.#openSuite(source.file, classname);
    return pieces;
  }

  #openSuite(file: string, classname: string): OpenSuite {
    this.#suite ??= new OpenSuite(
      file,
      this.#classnames.claim(safeClassname(classname)),
      this.#writer,
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
    const context = this.#context(event.sources);
    const { seed, virtualTime } = event.result;
    const ms = caseMs(event, context);
    suite.add(scenarioCase(event, context), { name: event.scenario.name, ms, seed, virtualTime });
    this.#cases += 1;
    return suite.size === this.#options.casesMax ? this.#closeSuite(suite) : NONE;
  }

  #finishFile(): readonly Piece[] {
    const suite = this.#suite;
    if (suite === undefined) return NONE;
    if (this.#errors.length > 0) {
      const invalid = fileCase(suite.file, this.#errors, this.#context(this.#sources));
      suite.add(invalid, { name: FILE_CASE, ms: 0 });
      this.#cases += 1;
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

  readonly #writer = (): JunitWriter =>
    this.#cases <= this.#limits.builderCasesMax ? builderWriter : streamWriter;

  #context(sources: readonly SourceText[]): CaseContext {
    const isDeterministic = this.#started?.deterministic ?? false;
    return { options: this.#options, isDeterministic, sources, places: this.#places };
  }

  #frame(): SuiteFrame {
    const { version = "unknown", hostname = "" } = this.#started ?? {};
    const isPlain = this.#started?.deterministic ?? true;
    return {
      version,
      timestamp: this.#timestamp(),
      hostname: isPlain || hostname === "" ? NO_HOST : safeName(hostname),
      profile: this.#options.profile,
    };
  }

  #timestamp(): string {
    return this.#started === undefined || this.#started.deterministic
      ? NO_MOMENT
      : utcSeconds(this.#started.startedAt);
  }

  #ensureDocuments(): Documents {
    this.#documents ??= new Documents({
      casesMax: this.#options.casesMax,
      profile: this.#options.profile,
      timestamp: this.#timestamp(),
      writer: this.#writer,
      heldLengthMax: this.#limits.heldLengthMax,
    });
    return this.#documents;
  }
}

function interrupted(closed: ClosedSuite): ClosedSuite {
  const property: JunitProperty = { name: "drs.interrupted", value: "true" };
  const properties = [...closed.suite.properties, property];
  return { ...closed, suite: { ...closed.suite, properties } };
}
