import type { Span } from "../../diagnostics/diagnostic.ts";
import type { ChoicePoint, OpenScenario } from "../../model/choice.ts";
import { formatDuration } from "../../model/value.ts";
import type { ExploredPath } from "../../model/verdict.ts";
import type { LoadedFile } from "../load-file.ts";
import { placesOf } from "../scenario-places.ts";
import type { Edit } from "./edits.ts";

/**
 * What makes of the text of a file one that has a scenario alone, with one row of its examples, every question answered and
 * every order pinned as on a path. Nothing when the path cannot be written down: a question is asked in another file, or an
 * order is between things without a name.
 */
export function settlingEdits(
  { source, tree, scenarios }: LoadedFile,
  scenario: OpenScenario,
  { answers, pins }: ExploredPath,
): readonly Edit[] | undefined {
  const place = placesOf(tree, scenarios).get(scenario);
  const isElsewhere = scenario.choices.some(({ span }) => span.file !== source.file);
  if (place === undefined || pins === undefined || isElsewhere) return undefined;
  const others = tree.body.filter(
    ({ kind, start }) => kind === "scenario" && start !== place.whole.start,
  );
  const rows = place.rows.filter(({ start }) => start !== place.row?.start);
  const { choices } = scenario.settle(answers);
  const given = scenario.choices.flatMap((choice, at) =>
    answerEdits(choice, answers[at] ?? 0, choices[at]?.answer ?? "", source.text),
  );
  const lines = pins.map(
    ({ first, second, at }) => `  order ${first} before ${second} at ${formatDuration(at)}\n`,
  );
  const end = place.whole.end - 1;
  const pinned = lines.length === 0 ? [] : [{ start: end, end, text: `\n${lines.join("")}` }];
  return [...[...others, ...rows].map(removal), ...given, ...pinned];
}

function answerEdits(
  { kind, span }: ChoicePoint,
  answer: number,
  written: string,
  text: string,
): readonly Edit[] {
  if (kind !== "maybe") return [{ start: span.start, end: span.end, text: written }];
  if (answer === 0) return [removal(span)];
  const found = /\bmaybe\s+/.exec(text.slice(span.start, span.end));
  const start = span.start + (found?.index ?? 0);
  return [{ start, end: start + (found?.[0].length ?? 0), text: "" }];
}

/** Takes a stretch of the text away. */
export function removal({ start, end }: Span): Edit {
  return { start, end, text: "" };
}
