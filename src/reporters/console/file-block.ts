import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../diagnostics/render.ts";
import type { ReporterOptions, RunEvent, SourceText } from "../../model/run-event.ts";
import type { RunResult, Verdict } from "../../model/verdict.ts";
import { roundTime, wallTime } from "../durations.ts";
import type { Places } from "../places.ts";
import { placeText } from "../places.ts";
import type { Style } from "./style.ts";
import { countsText } from "./summary.ts";

type Finished = Extract<RunEvent, { kind: "scenario-finished" }>;

/** How a file's lines are made. */
export interface BlockOptions {
  readonly style: Style;
  readonly places: Places;
  readonly verbosity: ReporterOptions["verbosity"];
  /** Wall times may be shown. */
  readonly hasClock: boolean;
}

/** What is said of one file where it stands in the run: a line about it, and short lines about what did not pass. */
export class FileBlock {
  readonly #file: string;
  readonly #options: BlockOptions;
  readonly #lines: string[] = [];
  readonly #counts: Partial<Record<Verdict, number>> = {};
  #scenarios = 0;
  #isInvalid = false;
  #knobs = "";

  constructor(file: string, options: BlockOptions) {
    this.#file = file;
    this.#options = options;
  }

  addDiagnostics(diagnostics: readonly Diagnostic[], sources: readonly SourceText[]): void {
    const { style } = this.#options;
    const textOf = (file: string): string | undefined =>
      sources.find((source) => source.file === file)?.text;
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity === "error") this.#isInvalid = true;
      const lines = renderDiagnostic(diagnostic, {
        form: "short",
        textOf,
        unicode: style.isUnicode,
        theme: style.theme,
      });
      this.#lines.push(...lines.map((line) => `  ${line}`));
    }
  }

  addScenario(event: Finished): void {
    const { verdict } = event.result;
    this.#counts[verdict] = (this.#counts[verdict] ?? 0) + 1;
    this.#scenarios += 1;
    const isVerbose = this.#options.verbosity === "verbose";
    const { claim } = event.result;
    if (isVerbose || claim !== undefined || (verdict !== "passed" && verdict !== "skipped"))
      this.#addOutcome(event, isVerbose);
    if (verdict === "passed") this.#addClaim(claim ?? []);
    if (verdict !== "passed" && verdict !== "skipped") this.#addFailures(event);
    this.#addWarnings(event);
  }

  /** The file's lines, without the last line end. */
  lines(wallMs: number): readonly string[] {
    const { style, hasClock } = this.#options;
    const verdict = this.#verdict();
    const size = this.#isInvalid ? style.paint("bad", "invalid") : `(${this.#size()})`;
    const time = hasClock ? ` ${style.paint("faint", wallTime(wallMs))}` : "";
    return [`${style.mark(verdict)} ${style.plain(this.#file)} ${size}${time}`, ...this.#lines];
  }

  /** `3`, `3 failed`, or `3 | 1 failed | 2 passed`. */
  #size(): string {
    const { passed = 0 } = this.#counts;
    if (passed === this.#scenarios) return String(passed);
    const counts = countsText(this.#counts, this.#options.style);
    return Object.keys(this.#counts).length === 1 ? counts : `${this.#scenarios} | ${counts}`;
  }

  #verdict(): Verdict {
    if (this.#isInvalid) return "invalid";
    const { failed = 0, inconclusive = 0, skipped = 0 } = this.#counts;
    if (failed > 0) return "failed";
    if (inconclusive > 0) return "inconclusive";
    return skipped > 0 && skipped === this.#scenarios ? "skipped" : "passed";
  }

  #addOutcome({ scenario, result, wallMs, platform, options }: Finished, isVerbose: boolean): void {
    const { style, hasClock } = this.#options;
    const facts = [
      ...(hasClock ? [wallTime(wallMs)] : []),
      `${roundTime(result.virtualTime)} virtual`,
      `seed ${result.seed}`,
    ];
    const reason = reasonOf(result);
    const shown = isVerbose ? `  ${style.paint("faint", facts.join(` ${style.signs.dot} `))}` : "";
    const name = style.plain(scenario.name + (reason === "" ? "" : ` (${reason})`));
    this.#lines.push(`  ${style.mark(result.verdict)} ${name}${shown}`);
    const knobs = style.plain([platform, ...options].join(" "));
    if (!isVerbose || knobs === this.#knobs) return;
    this.#knobs = knobs;
    this.#lines.push(`    ${style.paint("faint", knobs)}`);
  }

  #addClaim(claim: readonly string[]): void {
    const { style } = this.#options;
    for (const line of claim) this.#lines.push(`    ${style.paint("faint", style.plain(line))}`);
  }

  #addFailures({ result, sources }: Finished): void {
    const { places, style } = this.#options;
    for (const { span, message } of result.failures) {
      const place = style.theme.place(style.plain(placeText(places.find(span, sources))));
      this.#lines.push(`    ${place}: ${style.plain(message)}`);
    }
  }

  #addWarnings({ result, sources }: Finished): void {
    const { places, style } = this.#options;
    for (const { span, message } of result.vacuous) {
      const place = style.theme.place(style.plain(placeText(places.find(span, sources))));
      this.#lines.push(`  ${place}: ${style.theme.warning("warning")}: ${style.plain(message)}`);
    }
  }
}

function reasonOf({ verdict, skipReason = "", expectedFailure }: RunResult): string {
  if (verdict === "skipped") return skipReason;
  const isExpected = verdict === "passed" && expectedFailure !== undefined;
  return isExpected ? `failed as expected: ${expectedFailure}` : "";
}
