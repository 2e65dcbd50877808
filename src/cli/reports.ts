import { appendFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { nearestName } from "../base/nearest.ts";
import type { Report, ReporterEntry, ReporterOptions, RunEvent } from "../model/run-event.ts";
import { REPORTERS } from "../reporters/registry.ts";
import { wantsColour } from "./colour.ts";
import { Counterexamples } from "./counterexamples.ts";
import { reasonOf } from "./files.ts";
import type { Invocation } from "./invocation.ts";
import type { PieceWriter } from "./report-files.ts";
import { ReportFiles, ReportStream } from "./report-files.ts";
import { UsageError } from "./usage-error.ts";
import type { ReporterChoice } from "./values.ts";

/** Standard output, where a file name is expected. */
const STDOUT = "-";

/** What people see when no other report takes standard output. */
const CONSOLE = "console";

/** What CI systems read. */
const JUNIT = "junit";

/** A pipe gets its text in stretches; a person at once. */
const FLUSH_MS = 100;

interface Output {
  readonly name: string;
  /** As messages call it. */
  readonly label: string;
  readonly report: Report;
  readonly writer: PieceWriter;
}

/** What went wrong while reports were written. */
export interface ReportTrouble {
  /** Files that could not be written, in words. */
  readonly problems: readonly string[];
  /** What reporters threw: faults of ours. */
  readonly faults: readonly unknown[];
}

/** All reports of one run. One that fails is given up, and the others go on. Throws nothing. */
export class Reports {
  readonly #outputs: Output[];
  readonly #problems: string[] = [];
  readonly #faults: unknown[] = [];

  readonly #counterexamples: Counterexamples;

  constructor(outputs: readonly Output[], counterexamples: Counterexamples) {
    this.#outputs = [...outputs];
    this.#counterexamples = counterexamples;
  }

  accept(told: RunEvent): void {
    const event = this.#withCounterexample(told);
    for (const output of this.#outputs) {
      this.#attempt(output, () => output.writer.write(output.report.accept(event)));
    }
  }

  /** Shows somebody who watches how far something long is. */
  tell(line: string): void {
    for (const output of this.#outputs) {
      const { report } = output;
      if (report.tell === undefined) continue;
      this.#attempt(output, () => output.writer.write(report.tell?.(line) ?? []));
    }
    this.idle();
  }

  /** To be called now and then when nothing is to be told, so that what was told is seen. */
  idle(): void {
    for (const output of this.#outputs) this.#attempt(output, () => output.writer.idle());
  }

  /** Gives up what only people read: there will be nothing to see but a complaint. */
  hush(): void {
    const index = this.#outputs.findIndex(({ name }) => name === CONSOLE);
    if (index >= 0) this.#outputs.splice(index, 1);
  }

  /** Completes every report. */
  close(): ReportTrouble {
    for (const output of [...this.#outputs]) {
      this.#attempt(output, () => {
        output.writer.write(output.report.close());
        output.writer.finish();
      });
    }
    return { problems: this.#problems, faults: this.#faults };
  }

  #withCounterexample(event: RunEvent): RunEvent {
    try {
      return this.#counterexamples.kept(event);
    } catch (error) {
      this.#problems.push(`the counterexample cannot be written: ${reasonOf(error)}`);
      return event;
    }
  }

  #attempt(output: Output, write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#outputs.splice(this.#outputs.indexOf(output), 1);
      output.writer.discard();
      if (error instanceof Error && "syscall" in error) {
        this.#problems.push(`\`${output.label}\` cannot be written: ${reasonOf(error)}`);
      } else {
        this.#faults.push(error);
      }
    }
  }
}

/**
 * Opens every report that the settings ask for.
 * @throws UsageError for an unknown reporter, two on standard output, or a file that cannot be written.
 */
export async function openReports(it: Invocation, elapsedMs: () => number): Promise<Reports> {
  const outputs: Output[] = [];
  try {
    for (const choice of choicesOf(it)) outputs.push(await open(choice, it, elapsedMs));
  } catch (error) {
    for (const { writer } of outputs) writer.discard();
    throw error;
  }
  return new Reports(outputs, new Counterexamples(it));
}

type Located = Required<ReporterChoice>;

function choicesOf({ settings, root }: Invocation): readonly Located[] {
  const chosen = (settings.reporter ?? []).map((choice) => located(choice, root));
  if (settings.json !== undefined) chosen.push({ name: "json", file: settings.json });
  if (settings.junit !== undefined && !chosen.some(({ name }) => name === JUNIT)) {
    chosen.push({ name: JUNIT, file: settings.junit });
  }
  const onStdout = chosen.filter(({ file }) => file === STDOUT);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ name }) => `\`${name}\``).join(" and ");
    throw new UsageError(`${names} cannot both write to standard output`, [
      "give all but one a file: `--reporter name=file`",
    ]);
  }
  return onStdout.length === 0 ? [{ name: CONSOLE, file: STDOUT }, ...chosen] : chosen;
}

function located({ name, file }: ReporterChoice, root: string): Located {
  const { output, extension } = entryOf(name);
  const usual = output === "stdout" ? STDOUT : join(root, "reports", name + extension);
  return { name, file: file ?? usual };
}

function entryOf(name: string): ReporterEntry {
  const entries: Readonly<Record<string, ReporterEntry>> = REPORTERS;
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  const near = nearestName(name, Object.keys(entries));
  throw new UsageError(`there is no reporter \`${name}\``, [
    ...(near === undefined ? [] : [`did you mean \`${near}\`?`]),
    `reporters: ${Object.keys(entries).join(", ")}`,
  ]);
}

async function open(
  { name, file }: Located,
  it: Invocation,
  elapsedMs: () => number,
): Promise<Output> {
  const entry = entryOf(name);
  const isStream = file === STDOUT;
  const { open: openReport } = await entry.load();
  const report = openReport(optionsFor(it, isStream));
  const { terminal } = it;
  if (isStream) {
    // The root element of JUnit carries counts that are known in the end.
    const isKept = name === JUNIT;
    const flushMs = terminal.isLive ? 0 : FLUSH_MS;
    return {
      name,
      label: "standard output",
      report,
      writer: new ReportStream(terminal.out, elapsedMs, isKept, flushMs),
    };
  }
  const label = relative(it.cwd, file);
  const isSplit = name === JUNIT && (it.settings["junit-max-cases"] ?? 0) > 0;
  try {
    return { name, label, report, writer: openFile(file, isSplit, elapsedMs) };
  } catch (error) {
    throw new UsageError(`\`${label}\` cannot be written: ${reasonOf(error)}`);
  }
}

/** A device or a pipe must not be replaced by a file: it is written to. */
function openFile(path: string, isSplit: boolean, elapsedMs: () => number): PieceWriter {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return new ReportFiles(path, isSplit);
  if (stats.isFile() || stats.isDirectory()) return new ReportFiles(realpathSync(path), isSplit);
  const append = (text: string): void => {
    if (text !== "") appendFileSync(path, text);
  };
  return new ReportStream(append, elapsedMs, true, Number.POSITIVE_INFINITY);
}

function optionsFor({ settings, terminal, root }: Invocation, isStream: boolean): ReporterOptions {
  return {
    colour: isStream && wantsColour(settings.color, terminal.isColoured),
    live: isStream && terminal.isLive,
    columns: terminal.columns,
    verbosity: verbosityOf(settings),
    unicode: !isStream || terminal.isUnicode,
    junit: {
      profile: settings["junit-profile"] ?? "ci",
      time: settings["junit-time"] ?? "wall",
      attachments: settings["junit-attachments"] ?? "relative",
      root: root.split(sep).join("/"),
      casesMax: settings["junit-max-cases"] ?? 0,
    },
  };
}

function verbosityOf({ quiet, verbose }: Invocation["settings"]): ReporterOptions["verbosity"] {
  if (quiet === true) return "quiet";
  return verbose === true ? "verbose" : "normal";
}
