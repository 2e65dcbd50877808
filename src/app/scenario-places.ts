import type { Span } from "../diagnostics/diagnostic.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { File, ScenarioStatement } from "../syntax/ast.ts";

/** Where a scenario stands in its file. */
export interface ScenarioPlace {
  /** All of it, from its first tag to its closing brace. */
  readonly whole: Span;
  /** Its own row of the examples table, if there is one. */
  readonly row?: Span;
  /** All rows of that table. */
  readonly rows: readonly Span[];
}

/** The place of each scenario of a file. */
export function placesOf(
  tree: File,
  scenarios: readonly OpenScenario[],
): ReadonlyMap<OpenScenario, ScenarioPlace> {
  const statements = tree.body.filter((item) => item.kind === "scenario");
  const places = new Map<OpenScenario, ScenarioPlace>();
  let [at, rowIndex] = [0, 0];
  // Both are in written order, and the rows of one scenario follow each other.
  for (const scenario of scenarios) {
    const { start } = scenario.head.span;
    while ((statements[at]?.end ?? start) < start) [at, rowIndex] = [at + 1, 0];
    const statement = statements[at];
    if (statement !== undefined) places.set(scenario, placeOf(statement, rowIndex));
    rowIndex++;
  }
  return places;
}

function placeOf(statement: ScenarioStatement, rowIndex: number): ScenarioPlace {
  const { start, end } = statement;
  const table = statement.body.body.find((item) => item.kind === "examples");
  const rows = table?.rows ?? [];
  const row = rows[rowIndex];
  return { whole: { start, end }, rows, ...(row === undefined ? {} : { row }) };
}
