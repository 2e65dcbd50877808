import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceText } from "../../model/run-event.ts";
import { formatDuration } from "../../model/value.ts";
import type { Failure, FailureKind, RunResult } from "../../model/verdict.ts";
import { trailTime } from "../durations.ts";
import type { Places } from "../places.ts";
import { placeText } from "../places.ts";
import { CASE_TEXT_BYTES_MAX, withinBudget } from "./budget.ts";
import { cleanLine, cleanText, cutEnd, utf8Length } from "./clean.ts";
import type { Judgement } from "./failure-types.ts";

// What the body of a case says, by lines. Its first line repeats the message, because GitLab shows only the body.
// Its second names the place as `(path:line:column)` at the end of the line, which is where one GitHub action looks,
// and another shows no more than two lines. Nothing before that parenthesis may open one.

/** A message attribute has at most this many UTF-16 units; the body has the rest. */
const MESSAGE_LENGTH_MAX = 1000;

/** The two texts of a `failure` or `error`. */
export interface CaseText {
  readonly message: string;
  readonly body: string;
}

/** What a text is made with: the sources that spans point into, and who finds lines in them. */
export interface TextContext {
  readonly sources: readonly SourceText[];
  readonly places: Places;
}

// biome-ignore format: a table is read by rows and columns
/** What stood at the place that a failure names. */
const PLACE_WORDS = {
  "expectation":     "expectation",
  "rule":            "rule",
  "invariant":       "invariant",
  "deadline":        "deadline",
  "deadlock":        "deadlock",
  "hang":            "operation",
  "panic":           "panic",
  "unexpected-pass": "expect failure",
  "limit":           "limit",
  "wall-timeout":    "wall timeout",
  "engine":          "scenario",
} as const satisfies Record<FailureKind, string>;

/** Message and body of a scenario that did not pass. */
export function scenarioText(
  result: RunResult,
  judgement: Judgement,
  replay: string,
  context: TextContext,
): CaseText {
  const ordered = decisiveFirst(result.failures, judgement.decisive);
  const message = messageLine(summary(ordered, result));
  const isWhole = ordered.length === 1 && message === ordered[0]?.message;
  const lines = isWhole ? [] : [message];
  for (const failure of ordered) lines.push(...failureLines(failure, context));
  for (const { message: what, span } of result.vacuous) {
    lines.push(`warning: ${what}`, `  at ${located(span, context)}`);
  }
  for (const { rule, who, what, time, why } of result.noted) {
    lines.push(`noted (${why}): ${rule} by ${who} at ${formatDuration(time)}: ${what}`);
  }
  lines.push(...(result.claim ?? []), `replay: ${replay}`);
  return { message, body: bodyOf(lines, message) };
}

/** Message and body of a file that is invalid. */
export function fileText(errors: readonly Diagnostic[], context: TextContext): CaseText {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const headline = first === undefined ? "the file is invalid" : `${first.code}: ${first.message}`;
  const message = messageLine(headline + more);
  const lines = first !== undefined && message === headline ? [] : [message];
  for (const error of errors) lines.push(...diagnosticLines(error, context));
  return { message, body: bodyOf(lines, message) };
}

/** The reason why a scenario was skipped, on one line. */
export function skipText(reason: string | undefined): string {
  return messageLine(reason ?? "skipped");
}

/** Message and body share the budget of their case. */
function bodyOf(lines: readonly string[], message: string): string {
  return withinBudget(cleanText(lines.join("\n")), CASE_TEXT_BYTES_MAX - utf8Length(message));
}

function messageLine(text: string): string {
  const line = cleanLine(text) || "no reason was given";
  return line.length <= MESSAGE_LENGTH_MAX ? line : `${cutEnd(line, MESSAGE_LENGTH_MAX - 1)}…`;
}

function decisiveFirst(
  failures: readonly Failure[],
  decisive: Failure | undefined,
): readonly Failure[] {
  if (decisive === undefined || failures[0] === decisive) return failures;
  return [decisive, ...failures.filter((failure) => failure !== decisive)];
}

function summary(failures: readonly Failure[], result: RunResult): string {
  const [first] = failures;
  if (first === undefined) return result.vacuous[0]?.message ?? "";
  if (failures.length === 1) return first.message;
  const areExpectations = failures.every(({ kind }) => kind === "expectation");
  return areExpectations && failures.length <= result.assertions
    ? `${failures.length} of ${result.assertions} assertions failed: ${first.message}`
    : `${failures.length} failures: ${first.message}`;
}

function failureLines(failure: Failure, context: TextContext): readonly string[] {
  const rule = failure.rule === undefined ? "" : ` ${failure.rule}`;
  const lines = [
    failure.message,
    `  at ${PLACE_WORDS[failure.kind]}${rule} ${located(failure.span, context)}`,
    `  time: ${formatDuration(failure.time)}`,
  ];
  for (const { text, value } of failure.parts) lines.push(`  where ${text} = ${value}`);
  if (failure.trail.length > 0) lines.push("  what led to it:");
  for (const [index, { time, text }] of failure.trail.entries())
    lines.push(`    ${trailTime(time, index)}  ${text}`);
  for (const note of failure.notes) lines.push(`  note: ${note}`);
  return lines;
}

function diagnosticLines(diagnostic: Diagnostic, context: TextContext): readonly string[] {
  const { code, message, span, label, related = [], notes = [], help = [] } = diagnostic;
  return [
    `${code}: ${message}`,
    `  at error ${located(span, context)}`,
    ...(label === undefined ? [] : [`  ${label}`]),
    ...related.flatMap((other) => [`  ${other.message}`, `    at ${located(other.span, context)}`]),
    ...notes.map((note) => `  note: ${note}`),
    ...help.map((line) => `  help: ${line}`),
  ];
}

function located(span: Diagnostic["span"], { places, sources }: TextContext): string {
  return `(${placeText(places.find(span, sources))})`;
}
