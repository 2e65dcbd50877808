import type { Span } from "../diagnostics/diagnostic.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { FileJob, SelectionSettings } from "./play-settings.ts";
import { readTagFilter } from "./tags.ts";
import type { TagFilter } from "./tags.ts";

/** A tag that keeps its scenario from being played. */
export const SKIP_TAG = "skip";

/** Which scenarios of a file are meant. Made once, asked for every file. */
export class Selection {
  readonly #name: RegExp | undefined;
  readonly #tags: TagFilter | undefined;

  constructor({ name, tags }: SelectionSettings) {
    this.#name = name;
    const read = tags === undefined ? undefined : readTagFilter(tags);
    this.#tags = read !== undefined && "filter" in read ? read.filter : undefined;
  }

  /** The scenarios that are meant, in their order. `text` is the file's. */
  of(scenarios: readonly OpenScenario[], job: FileJob, text: string): readonly OpenScenario[] {
    const named = scenarios.filter(
      ({ head }) =>
        (this.#name?.test(head.name) ?? true) && (this.#tags?.matches(head.tags) ?? true),
    );
    const { lines } = job;
    return lines === undefined ? named : atLines(named, lines, text);
  }
}

/** Those that begin on one of the lines; for a line on which none begins, those that it lies within. */
function atLines(
  scenarios: readonly OpenScenario[],
  lines: readonly number[],
  text: string,
): readonly OpenScenario[] {
  const positions = new Positions(text);
  const chosen = new Set<OpenScenario>();
  for (const line of lines) {
    const beginning = scenarios.filter(({ head }) => head.line === line);
    const around = scenarios.filter(({ head }) => isOnLine(line, head.span, positions));
    for (const scenario of beginning.length > 0 ? beginning : around) chosen.add(scenario);
  }
  return scenarios.filter((scenario) => chosen.has(scenario));
}

/** Whether a stretch of text touches a 1-based line. */
export function isOnLine(line: number, span: Span, positions: Positions): boolean {
  return positions.at(span.start).line <= line && line <= positions.at(span.end).line;
}
