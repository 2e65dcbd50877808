import type { Span } from "../../diagnostics/diagnostic.ts";
import { errorAt, ticked } from "../problems.ts";
import type { CheckedScenario, ScenarioRule } from "../scenario/checked-scenario.ts";

/** Statements that a scenario has once: how long it runs, why it fails, its table. */
export const singleStatements: ScenarioRule = (scenario) => {
  const { durations, failures, examples } = scenario.parts;
  once(durations, "run for", scenario);
  once(failures, "expect failure", scenario);
  once(examples, "examples", scenario);
};

function once(statements: readonly Span[], words: string, { env }: CheckedScenario): void {
  if (statements.length < 2) return;
  const [first, ...others] = statements;
  for (const other of others) {
    const start = { start: other.start, end: other.start + words.length };
    const related =
      first === undefined ? [] : [{ span: env.source.spanOf(first), message: "first" }];
    env.problems.add(
      errorAt(env.source.spanOf(start), "DRS4019", `a scenario has ${ticked(words)} once`, {
        label: "again",
        related,
      }),
    );
  }
}
