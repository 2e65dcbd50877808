import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ReporterOptions, RunEvent } from "../../model/run-event.ts";
import type { TextContext } from "./case-text.ts";
import { fileText, scenarioText, skipText } from "./case-text.ts";
import { cleanLine } from "./clean.ts";
import { judgementOf } from "./failure-types.ts";
import type { ErrorType, JunitCase, JunitProperty, JunitResult } from "./model.ts";
import { attachmentLine } from "./names.ts";

type Finished = Extract<RunEvent, { kind: "scenario-finished" }>;

/** What decides how cases look, apart from what happened. */
export interface CaseContext extends TextContext {
  readonly options: ReporterOptions["junit"];
  readonly isDeterministic: boolean;
  /** The file of the suite, as `safePath` gives it. */
  readonly path: string;
}

/** A case before its suite has given it a name that is unique. */
export type UnnamedCase = Omit<JunitCase, "name" | "classname">;

/** What a finished scenario says in JUnit. */
export function scenarioCase(event: Finished, context: CaseContext): UnnamedCase {
  const { scenario, result } = event;
  const outcome = scenarioResult(event, context);
  const output = outcome === undefined ? "" : attachments(event.attachments ?? [], context.options);
  return shaped(
    {
      file: context.path,
      line: lineNumber(scenario.line),
      time: seconds(caseMs(event, context)),
      assertions: result.assertions,
      properties: scenarioProperties(event, outcome),
      ...(outcome === undefined ? {} : { result: outcome }),
      ...(output === "" ? {} : { output }),
    },
    context.options.profile,
  );
}

/** The case of a file that cannot be read, parsed or checked. */
export function fileCase(
  file: string,
  errors: readonly Diagnostic[],
  context: CaseContext,
): UnnamedCase {
  const { message, body } = fileText(errors, context);
  const own = errors.find(({ span }) => span.file === file);
  const line = own === undefined ? 1 : context.places.find(own.span, context.sources).line;
  return shaped(
    {
      file: context.path,
      line,
      time: seconds(0),
      properties: [],
      result: { element: "error", type: errorType(errors), message, body },
    },
    context.options.profile,
  );
}

/** Milliseconds that a case took, by the clock that was asked for; 0 where none may be shown. */
export function caseMs({ result, wallMs }: Finished, context: CaseContext): number {
  if (context.options.time === "virtual") return result.virtualTime / 1_000_000;
  return context.isDeterministic ? 0 : wallMs;
}

/** Seconds with three decimals, never with an exponent. */
export function seconds(ms: number): string {
  const isSensible = ms > 0 && ms < 1e18;
  return (isSensible ? ms / 1000 : 0).toFixed(3);
}

/** Virtual time in milliseconds, exactly. */
export function virtualMs(ticks: number): string {
  return String(ticks / 1_000_000);
}

function scenarioResult(event: Finished, context: CaseContext): JunitResult | undefined {
  const { result, replay } = event;
  if (result.verdict === "skipped") {
    return { element: "skipped", message: skipText(result.skipReason) };
  }
  const judgement = judgementOf(result);
  if (judgement === undefined) return undefined;
  const { message, body } = scenarioText(result, judgement, cleanLine(replay), context);
  return judgement.element === "failure"
    ? { element: "failure", type: judgement.type, message, body }
    : { element: "error", type: judgement.type, message, body };
}

/** Passed cases have none, to keep reports small: some readers count every element against a limit. */
function scenarioProperties(
  { result, replay }: Finished,
  outcome: JunitResult | undefined,
): readonly JunitProperty[] {
  const properties: JunitProperty[] = [];
  if (outcome !== undefined && outcome.element !== "skipped") {
    properties.push(
      { name: "drs.seed", value: String(result.seed) },
      { name: "drs.replay", value: cleanLine(replay) },
      { name: "drs.virtual_ms", value: virtualMs(result.virtualTime) },
      { name: "drs.trace_hash", value: cleanLine(result.traceHash) },
    );
  }
  if (result.expectedFailure !== undefined) {
    // Also on a case that failed because it passed: then this is what was claimed.
    properties.push({ name: "drs.expected_failure", value: cleanLine(result.expectedFailure) });
  }
  return properties;
}

/** A wrong word stops the parser, whatever else is wrong; so do unreadable files, whose codes are 9xxx. */
function errorType(errors: readonly Diagnostic[]): ErrorType {
  return errors.some(({ code }) => /^DRS[19]/.test(code)) ? "ParseError" : "SemanticError";
}

function attachments(paths: readonly string[], options: ReporterOptions["junit"]): string {
  if (options.attachments === "none") return "";
  const prefix = options.attachments === "absolute" ? `${options.root.replace(/\/$/, "")}/` : "";
  return paths.map((path) => `${attachmentLine(prefix + path)}\n`).join("");
}

function lineNumber(line: number): number {
  return line >= 1 ? Math.trunc(line) : 1;
}

/** The strict profile has only what two public schemas agree on: see schema/strict-junit.xsd. */
function shaped(full: UnnamedCase, profile: "ci" | "strict"): UnnamedCase {
  if (profile === "ci") return full;
  const { time, result, output } = full;
  return {
    time,
    properties: [],
    ...(result === undefined ? {} : { result: strictResult(result) }),
    ...(output === undefined ? {} : { output }),
  };
}

function strictResult(result: JunitResult): JunitResult {
  if (result.element !== "skipped") return result;
  return { element: "skipped", body: result.message ?? "" };
}
