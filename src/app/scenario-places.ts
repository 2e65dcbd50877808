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
  const statements = new Map(
    tree.body.flatMap((item) => (item.kind === "scenario" ? [[item.start, item] as const] : [])),
  );
  const places = new Map<OpenScenario, ScenarioPlace>();
  let [start, rowIndex] = [-1, 0];
  for (const scenario of scenarios) {
    const { span } = scenario.head;
    // The rows of one scenario follow each other.
    rowIndex = span.start === start ? rowIndex + 1 : 0;
    start = span.start;
    const statement = statements.get(start);
    if (statement !== undefined) places.set(scenario, placeOf(statement, rowIndex));
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
