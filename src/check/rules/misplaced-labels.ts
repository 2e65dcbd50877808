import { errorAt, type Problems } from "../problems.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import type { MatchedPhrase } from "../statements/match-phrase.ts";
import type { FileRule } from "./file-rule.ts";

/** A label names what an action starts; other statements start nothing. */
export const scenarioLabels: ScenarioRule = ({ parts, env }) => {
  for (const { phrase } of parts.declarations) check(phrase, env.problems);
  for (const { phrase } of parts.actions) check(phrase, env.problems);
};

/** The same for the declarations of a file. */
export const fileLabels: FileRule = ({ file }) => {
  for (const { phrase } of file.statements) check(phrase, file.problems);
};

function check({ node, last, source, body }: MatchedPhrase, problems: Problems): void {
  const { label } = node;
  if (label !== undefined && last.labels === undefined) {
    problems.add(
      errorAt(
        source.spanOf(label),
        "DRS4015",
        `nothing begins here that \`${label.text}\` could name`,
        { label: "no label possible", help: [`leave out \`as ${label.text}\``] },
      ),
    );
  }
  for (const inner of body) check(inner, problems);
}
