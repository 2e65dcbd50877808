import type { Span } from "../diagnostics/diagnostic.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { LoadedFile } from "./load-file.ts";
import type { FileJob, SelectionSettings } from "./play-settings.ts";
import type { ScenarioPlace } from "./scenario-places.ts";
import { placesOf } from "./scenario-places.ts";
import type { TagFilter } from "./tags.ts";
import { readTagFilter } from "./tags.ts";

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

  /** The scenarios of a file that are meant, in their order. */
  of({ scenarios, tree, source }: LoadedFile, { lines }: FileJob): readonly OpenScenario[] {
    const named = scenarios.filter(
      ({ head }) =>
        (this.#name?.test(head.name) ?? true) && (this.#tags?.matches(head.tags) ?? true),
    );
    if (lines === undefined) return named;
    const places = placesOf(tree, scenarios);
    const positions = new Positions(source.text);
    return named.filter((scenario) => {
      const place = places.get(scenario);
      return place !== undefined && lines.some((line) => isMeant(line, place, positions));
    });
  }
}

/** A line of an examples row means that row; any other line of a scenario means all its rows. */
function isMeant(line: number, { whole, row, rows }: ScenarioPlace, positions: Positions): boolean {
  if (!isOnLine(line, whole, positions)) return false;
  if (!rows.some((each) => isOnLine(line, each, positions))) return true;
  return row !== undefined && isOnLine(line, row, positions);
}

/** Whether a stretch of text touches a 1-based line. */
export function isOnLine(line: number, span: Span, positions: Positions): boolean {
  return positions.at(span.start).line <= line && line <= positions.at(span.end).line;
}
