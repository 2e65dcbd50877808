import type { Diagnostic, SourceSpan } from "../../diagnostics/diagnostic.ts";
import type { RunEvent, ScenarioIdentity, SourceText, Totals } from "../../model/run-event.ts";
import type { Failure, RunResult, Verdict } from "../../model/verdict.ts";

/** Makes events by hand, so that reporters can be tested without an engine. */

/** The span of the first occurrence of `part` in a text. */
export function spanOf(source: SourceText, part: string): SourceSpan {
  const start = source.text.indexOf(part);
  if (start < 0) throw new Error(`${source.file} does not contain ${part}`);
  return { file: source.file, start, end: start + part.length };
}

/** A failure of an expectation, unless something else is said. */
export function failure(of: Partial<Failure> & Pick<Failure, "span" | "message">): Failure {
  return { kind: "expectation", time: 0, parts: [], trail: [], notes: [], ...of };
}

/** The result of a run that passed, unless something else is said. */
export function result(of: Partial<RunResult> = {}): RunResult {
  return {
    verdict: "passed",
    failures: [],
    noted: [],
    vacuous: [],
    assertions: 3,
    virtualTime: 1_830_000_000,
    steps: 120,
    traceHash: "00c0ffee00c0ffee",
    seed: 42,
    ...of,
  };
}

/** An error about a text, unless something else is said. */
export function diagnostic(of: Partial<Diagnostic> & Pick<Diagnostic, "span">): Diagnostic {
  return { code: "DRS2001", severity: "error", message: "unknown name `x`", ...of };
}

/** One scenario of a file under construction. */
export interface SampleScenario {
  readonly name: string;
  /** What the source has at the scenario's place; default: its name. */
  readonly at?: string;
  readonly tags?: readonly string[];
  readonly result?: RunResult;
  readonly wallMs?: number;
  readonly attachments?: readonly string[];
}

/** One file of a run under construction. */
export interface SampleFile {
  readonly source: SourceText;
  /** Imported texts. */
  readonly imports?: readonly SourceText[];
  readonly diagnostics?: readonly Diagnostic[];
  readonly scenarios?: readonly SampleScenario[];
  readonly platform?: string;
  readonly options?: readonly string[];
}

/** What frames a run under construction. */
export interface SampleFrame {
  readonly deterministic?: boolean;
  readonly interrupted?: boolean;
}

/** All events of a run over these files, in the order in which a reporter gets them. */
export function eventsOf(
  files: readonly SampleFile[],
  { deterministic = false, interrupted = false }: SampleFrame = {},
): readonly RunEvent[] {
  return [
    {
      kind: "run-started",
      version: "0.1.0",
      startedAt: "2026-08-22T10:00:00.123Z",
      hostname: "ci-1",
      deterministic,
      files: files.length,
    },
    ...files.flatMap(eventsOfFile),
    { kind: "run-finished", totals: totalsOf(files), interrupted },
  ];
}

function eventsOfFile(file: SampleFile): readonly RunEvent[] {
  const { source, imports = [], diagnostics = [], scenarios = [] } = file;
  const classname = source.file.replace(/\.[^./]+$/, "").replaceAll("/", ".");
  const sources = [source, ...imports];
  const wallMs = scenarios.reduce((sum, scenario) => sum + (scenario.wallMs ?? 1), 0);
  return [
    { kind: "file-started", source, classname, scenarios: scenarios.length },
    ...(diagnostics.length === 0
      ? []
      : [{ kind: "diagnostics", file: source.file, diagnostics, sources } as const]),
    ...scenarios.flatMap((scenario) => eventsOfScenario(scenario, classname, file)),
    { kind: "file-finished", file: source.file, verdict: verdictOf(file), wallMs },
  ];
}

function eventsOfScenario(
  sample: SampleScenario,
  classname: string,
  { source, imports = [], platform = "sun-enterprise", options = [] }: SampleFile,
): readonly RunEvent[] {
  const before = source.text.slice(0, Math.max(0, source.text.indexOf(sample.at ?? sample.name)));
  const line = before.split("\n").length;
  const { name, tags = [] } = sample;
  const scenario: ScenarioIdentity = { file: source.file, classname, name, line, tags };
  const outcome = sample.result ?? result();
  return [
    { kind: "scenario-started", scenario },
    {
      kind: "scenario-finished",
      scenario,
      result: outcome,
      wallMs: sample.wallMs ?? 1,
      replay: `drs run ${source.file}:${line} --seed ${outcome.seed}`,
      platform,
      options,
      sources: [source, ...imports],
      ...(sample.attachments === undefined ? {} : { attachments: sample.attachments }),
    },
  ];
}

const WORST_FIRST = ["invalid", "failed", "inconclusive", "passed"] as const;

function verdictOf({ diagnostics = [], scenarios = [] }: SampleFile): Verdict {
  if (diagnostics.some(({ severity }) => severity === "error")) return "invalid";
  const verdicts = scenarios.map((scenario) => scenario.result?.verdict ?? "passed");
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? "passed";
}

function totalsOf(files: readonly SampleFile[]): Totals {
  const scenarios = files.flatMap((file) => file.scenarios ?? []);
  const results = scenarios.map((scenario) => scenario.result ?? result());
  const having = (verdict: Verdict): number =>
    results.filter((each) => each.verdict === verdict).length;
  const isWarning = ({ severity }: Diagnostic): boolean => severity === "warning";
  return {
    files: files.length,
    scenarios: scenarios.length,
    passed: having("passed"),
    failed: having("failed"),
    inconclusive: having("inconclusive"),
    skipped: having("skipped"),
    invalid: files.filter((file) => verdictOf(file) === "invalid").length,
    assertions: results.reduce((sum, each) => sum + each.assertions, 0),
    warnings: files.reduce(
      (sum, file) => sum + (file.diagnostics ?? []).filter(isWarning).length,
      results.reduce((warnings, each) => warnings + each.vacuous.length, 0),
    ),
    virtualTime: results.reduce((sum, each) => sum + each.virtualTime, 0),
    wallMs: scenarios.reduce((sum, scenario) => sum + (scenario.wallMs ?? 1), 0),
  };
}
