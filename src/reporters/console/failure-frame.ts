import type { Mark } from "../../diagnostics/excerpt.ts";
import { edge, excerpt } from "../../diagnostics/excerpt.ts";
import type { Ticks } from "../../model/component.ts";
import { NEVER } from "../../model/component.ts";
import type { RunEvent } from "../../model/run-event.ts";
import { formatDuration } from "../../model/value.ts";
import type { Failure, FailureKind, TrailLine } from "../../model/verdict.ts";
import { trailTime } from "../durations.ts";
import type { Places } from "../places.ts";
import type { Style } from "./style.ts";
import { wrapText } from "./wrap.ts";

type Finished = Extract<RunEvent, { kind: "scenario-finished" }>;

/** Lines of the trail that are shown unless all of them are asked for: the last ones. */
const TRAIL_LINES_MAX = 16;

/** Prose is not squeezed into fewer columns than this. */
const PROSE_COLUMNS_MIN = 40;

// biome-ignore format: a table is read by rows and columns
/** What went wrong, in a few words. */
const KINDS = {
  "expectation":     "expectation not met",
  "rule":            "rule broken",
  "invariant":       "invariant broken",
  "deadline":        "deadline missed",
  "deadlock":        "deadlock",
  "hang":            "hang",
  "panic":           "panic",
  "unexpected-pass": "passed, though it says that it fails",
  "limit":           "a limit was reached",
  "wall-timeout":    "out of wall time",
  "engine":          "a fault of drs itself",
} as const satisfies Record<FailureKind, string>;

/** How a frame is drawn. */
export interface FrameOptions {
  readonly style: Style;
  readonly places: Places;
  /** The whole trail, and violations that were expected. */
  readonly isVerbose: boolean;
}

/** One entry under the source lines: `= note: …`. */
interface Remark {
  readonly word: string;
  readonly lines: readonly string[];
  /** Columns by which the rest of a broken line is set in. */
  readonly indent?: number;
}

/** Every failure of a scenario as lines of text, frames apart by an empty line. What concerns all of them stands in the last. */
export function failureFrames(event: Finished, options: FrameOptions): readonly string[] {
  const { failures } = event.result;
  if (failures.length === 0) return bareFrame(event, options);
  return failures.flatMap((failure, index) => {
    const isLast = index === failures.length - 1;
    const frame = failureFrame(
      failure,
      event,
      isLast ? scenarioRemarks(event, options) : [],
      options,
    );
    return isLast ? frame : [...frame, ""];
  });
}

function failureFrame(
  failure: Failure,
  event: Finished,
  common: readonly Remark[],
  options: FrameOptions,
): readonly string[] {
  const { style } = options;
  const settings = {
    positionsOf: (file: string) => options.places.positions(file, event.sources),
    glyphs: style.glyphs,
    theme: style.theme,
    columnsMax: Math.max(PROSE_COLUMNS_MIN, style.columns - 8),
  };
  const { lines, gutter } = excerpt(marksOf(failure), settings);
  const remarks = [...failureRemarks(failure, options), ...common];
  return [
    ...headline(event, describe(failure), failure.message, style),
    ...lines,
    edge(gutter, settings),
    ...remarks.flatMap((remark) => remarkLines(remark, gutter, style)),
  ];
}

/** A scenario that did not pass and gives no failure. */
function bareFrame(event: Finished, options: FrameOptions): readonly string[] {
  const { style } = options;
  const [first] = event.result.vacuous;
  return [
    ...headline(event, first === undefined ? "no reason given" : "tests nothing", "", style),
    ...scenarioRemarks(event, options).flatMap((remark) => remarkLines(remark, 1, style)),
  ];
}

function headline(
  { scenario, result }: Finished,
  what: string,
  message: string,
  style: Style,
): readonly string[] {
  const { theme, signs } = style;
  const word =
    result.verdict === "inconclusive" ? theme.warning("inconclusive") : theme.error(result.verdict);
  const title = `${word}: ${theme.message(style.plain(scenario.name))} ${signs.dash} ${what}`;
  if (message === "") return [title];
  const columns = Math.max(PROSE_COLUMNS_MIN, style.columns - 2);
  return [title, ...wrapText(style.plain(message), columns).map((line) => `  ${line}`)];
}

function describe({ kind, rule }: Failure): string {
  return rule === undefined ? KINDS[kind] : `${KINDS[kind]}: ${rule}`;
}

/** The place of the failure, the values of its parts, and when the statements of its trail took place. */
function marksOf(failure: Failure): readonly Mark[] {
  const { span, time, parts, trail } = failure;
  const marks: Mark[] = [{ span, isPrimary: true, label: whenOf(time) }];
  for (const part of parts) {
    marks.push({ span: part.span, isPrimary: false, label: `${part.text} = ${part.value}` });
  }
  const shown = new Set<string>();
  for (const line of trail) {
    if (line.span === undefined) continue;
    const key = `${line.span.file}:${line.span.start}`;
    if (shown.has(key)) continue;
    shown.add(key);
    marks.push({ span: line.span, isPrimary: false, label: whenOf(line.time) });
  }
  return marks;
}

function whenOf(time: Ticks): string {
  return time === NEVER ? "in some order" : `at ${formatDuration(time)}`;
}

function failureRemarks(failure: Failure, options: FrameOptions): readonly Remark[] {
  const { trail, notes } = failure;
  return [
    ...(trail.length === 0 ? [] : [trailRemark(trail, options)]),
    ...notes.map((note) => ({ word: "note", lines: [note] })),
  ];
}

function trailRemark(trail: readonly TrailLine[], { isVerbose }: FrameOptions): Remark {
  const shown = isVerbose ? trail : trail.slice(-TRAIL_LINES_MAX);
  const first = trail.length - shown.length;
  const times = shown.map(({ time }, index) => trailTime(time, first + index));
  const width = Math.max(...times.map((time) => time.length));
  const lines = shown.map(({ text }, index) => `${(times[index] ?? "").padEnd(width)}  ${text}`);
  const left = trail.length - shown.length;
  const shownLines = left === 0 ? lines : [`(${left} earlier; all with --verbose)`, ...lines];
  return { word: "trail", lines: shownLines, indent: width + 2 };
}

function scenarioRemarks(event: Finished, { isVerbose }: FrameOptions): readonly Remark[] {
  const { scenario, result, replay, platform, options, attachments = [] } = event;
  const noted = isVerbose ? result.noted : [];
  const place = `${scenario.file}:${scenario.line}`;
  return [
    ...noted.map(({ rule, who, what, time, why }) => ({
      word: why,
      lines: [`${rule} by ${who} at ${formatDuration(time)}: ${what}`],
    })),
    ...result.vacuous.map(({ message }) => ({ word: "warning", lines: [message] })),
    ...(result.claim ?? []).map((line) => ({ word: "explored", lines: [line] })),
    { word: "scenario", lines: [`${place}, ${platform}, seed ${result.seed}`] },
    ...(options.length === 0 ? [] : [{ word: "options", lines: [options.join(", ")] }]),
    ...attachments.map((path) => ({ word: "attached", lines: [path] })),
    { word: "replay", lines: [replay] },
  ];
}

/** `= word: text`, with further lines below the text. A command is never broken, so that it can be copied. */
function remarkLines(remark: Remark, gutter: number, style: Style): readonly string[] {
  const { word, lines, indent = 0 } = remark;
  const { theme, columns, plain } = style;
  const start = gutter + word.length + " = : ".length;
  const width = Math.max(PROSE_COLUMNS_MIN, columns - start);
  const shown = lines.flatMap((line) =>
    word === "replay" ? [plain(line)] : hanging(plain(line), width, indent),
  );
  const [first = "", ...rest] = shown;
  const head = `${" ".repeat(gutter)} ${theme.frame("=")} ${theme.note(`${word}:`)} ${first}`;
  return [head, ...rest.map((line) => " ".repeat(start) + line)];
}

function hanging(text: string, width: number, indent: number): readonly string[] {
  const [first = "", ...rest] = wrapText(text, width);
  if (rest.length === 0) return [first];
  const others = wrapText(rest.join(" "), width - indent);
  return [first, ...others.map((line) => " ".repeat(indent) + line)];
}
