import { renderDiagnostic } from "../../diagnostics/render.ts";
import type { Piece, Report, ReporterOptions, RunEvent, Totals } from "../../model/run-event.ts";
import { wallTime } from "../durations.ts";
import { Places } from "../places.ts";
import { failureFrames } from "./failure-frame.ts";
import { FileBlock } from "./file-block.ts";
import { Progress } from "./progress.ts";
import { Slowest } from "./slowest.ts";
import { type Style, styleOf } from "./style.ts";
import { summaryLine } from "./summary.ts";

/** Failures beyond this many are counted at the end and not shown again. */
const FRAMES_MAX = 100;

/** Headings are not drawn wider than this. */
const RULE_COLUMNS_MAX = 80;

type Event<Kind extends RunEvent["kind"]> = Extract<RunEvent, { kind: Kind }>;

/** A line per file while the run goes on; then every failure with its source lines, and a summary. */
export class ConsoleReport implements Report {
  readonly #options: ReporterOptions;
  readonly #style: Style;
  readonly #places = new Places();
  readonly #slowest = new Slowest();
  readonly #progress: Progress;
  #started: Event<"run-started"> | undefined;
  #totals: Totals | undefined;
  #isInterrupted = true;
  #block: FileBlock | undefined;
  #fileMs = 0;
  /** Shown at the end, each with its line ends inside. */
  readonly #frames: string[] = [];
  #framesLeft = 0;
  readonly #counts = { files: 0, scenarios: 0, failed: 0, expectedFailures: 0 };

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.#style = styleOf(options);
    this.#progress = new Progress(this.#style);
  }

  accept(event: RunEvent): readonly Piece[] {
    return piecesOf(this.#text(event));
  }

  tell(line: string): readonly Piece[] {
    return piecesOf(this.#options.live ? this.#progress.show(this.#style.plain(line)) : "");
  }

  close(): readonly Piece[] {
    const blocks = this.#finishFile(this.#fileMs);
    const lines = [...this.#failures(), ...this.#slow(), ...this.#summary()];
    return piecesOf(
      `${blocks}${this.#progress.erase()}${lines.map((line) => `${line}\n`).join("")}`,
    );
  }

  #text(event: RunEvent): string {
    switch (event.kind) {
      case "run-started":
        this.#started = event;
        return this.#isVerbose ? `drs ${this.#style.plain(event.version)}\n\n` : "";
      case "file-started":
        return this.#finishFile(this.#fileMs) + this.#startFile(event.source.file);
      case "diagnostics":
        return this.#addDiagnostics(event);
      case "scenario-started":
        return "";
      case "scenario-finished":
        return this.#addScenario(event);
      case "file-finished":
        return this.#finishFile(event.wallMs);
      case "run-finished":
        this.#totals = event.totals;
        this.#isInterrupted = event.interrupted;
        return "";
    }
  }

  get #isVerbose(): boolean {
    return this.#options.verbosity === "verbose";
  }

  get #hasClock(): boolean {
    return this.#started?.deterministic !== true;
  }

  #startFile(file: string): string {
    this.#fileMs = 0;
    this.#block = new FileBlock(file, {
      style: this.#style,
      places: this.#places,
      verbosity: this.#options.verbosity,
      hasClock: this.#hasClock,
    });
    return this.#progressText(file);
  }

  #addDiagnostics({ diagnostics, sources }: Event<"diagnostics">): string {
    this.#block?.addDiagnostics(diagnostics, sources);
    const textOf = (file: string): string | undefined =>
      sources.find((source) => source.file === file)?.text;
    const { unicode, columns } = this.#options;
    const columnsMax = Math.max(40, columns - 8);
    const settings = {
      form: "pretty",
      textOf,
      unicode,
      theme: this.#style.theme,
      columnsMax,
    } as const;
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity !== "error") continue;
      this.#addFrame(() => renderDiagnostic(diagnostic, settings));
    }
    return "";
  }

  #addScenario(event: Event<"scenario-finished">): string {
    const { scenario, result, wallMs } = event;
    this.#fileMs += wallMs;
    this.#counts.scenarios += 1;
    this.#block?.addScenario(event);
    if (result.verdict === "passed" && result.expectedFailure !== undefined) {
      this.#counts.expectedFailures += 1;
    }
    if (result.verdict !== "passed" && result.verdict !== "skipped") {
      this.#counts.failed += 1;
      this.#addFrame(() =>
        failureFrames(event, {
          style: this.#style,
          places: this.#places,
          isVerbose: this.#isVerbose,
        }),
      );
    }
    if (this.#isVerbose && this.#hasClock) {
      this.#slowest.add({
        name: scenario.name,
        place: `${scenario.file}:${scenario.line}`,
        wallMs,
      });
    }
    this.#progress.advance(wallMs);
    return this.#progressText(scenario.file);
  }

  #addFrame(lines: () => readonly string[]): void {
    if (this.#frames.length < FRAMES_MAX) this.#frames.push(lines().join("\n"));
    else this.#framesLeft += 1;
  }

  #finishFile(wallMs: number): string {
    const block = this.#block;
    if (block === undefined) return "";
    this.#block = undefined;
    this.#counts.files += 1;
    this.#places.clear();
    if (this.#options.verbosity === "quiet") return "";
    return `${this.#progress.erase()}${block.lines(wallMs).join("\n")}\n`;
  }

  #progressText(file: string): string {
    if (!this.#options.live) return "";
    const { files, scenarios, failed } = this.#counts;
    const of = this.#started === undefined ? "" : `/${this.#started.files}`;
    const counts = `Files ${files}${of}, scenarios ${scenarios}, failed ${failed}`;
    return this.#progress.draw(`${counts}: ${this.#style.plain(file)}`);
  }

  #failures(): readonly string[] {
    if (this.#frames.length === 0) return [];
    const gap = this.#options.verbosity === "quiet" ? [] : [""];
    const lines = [...gap, this.#heading("Failures"), ""];
    for (const frame of this.#frames) lines.push(frame, "");
    if (this.#framesLeft > 0) lines.push(`and ${this.#framesLeft} more`, "");
    return lines;
  }

  #slow(): readonly string[] {
    const { list } = this.#slowest;
    if (list.length === 0) return [];
    const gap = this.#frames.length === 0 ? [""] : [];
    const times = list.map(({ wallMs }) => wallTime(wallMs));
    const width = Math.max(...times.map((time) => time.length));
    const lines = list.map(({ name, place }, index) => {
      const time = (times[index] ?? "").padStart(width);
      return `  ${time}  ${this.#style.theme.place(place)}  ${this.#style.plain(name)}`;
    });
    return [...gap, this.#heading("Slowest"), "", ...lines, ""];
  }

  #summary(): readonly string[] {
    const isFirst = this.#options.verbosity === "quiet" || this.#frames.length > 0;
    const gap = isFirst || this.#slowest.list.length > 0 ? [] : [""];
    const facts = { expectedFailures: this.#counts.expectedFailures, hasClock: this.#hasClock };
    const totals =
      this.#totals === undefined ? [] : [summaryLine(this.#totals, facts, this.#style)];
    const words = "Interrupted: what had finished is above and in the reports.";
    const interrupted = this.#isInterrupted ? [this.#style.paint("doubt", words)] : [];
    return [...gap, ...totals, ...interrupted];
  }

  #heading(title: string): string {
    const { signs, columns, paint } = this.#style;
    const width = Math.min(columns, RULE_COLUMNS_MAX) - title.length - 4;
    return paint(
      "faint",
      `${signs.rule.repeat(2)} ${title} ${signs.rule.repeat(Math.max(0, width))}`,
    );
  }
}

function piecesOf(text: string): readonly Piece[] {
  return text === "" ? [] : [{ document: 1, place: "end", text }];
}
