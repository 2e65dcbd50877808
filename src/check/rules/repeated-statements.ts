import type { Form } from "../../model/vocabulary.ts";
import { errorAt, type Problems, ticked } from "../problems.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import { isOnce } from "../statements/layers.ts";
import type { MatchedPhrase } from "../statements/match-phrase.ts";
import type { FileRule } from "./file-rule.ts";

/** What a block says once must not be said again in it. */
export const scenarioRepetitions: ScenarioRule = ({ parts, env }) => {
  if (parts.declarations.length > 0) {
    const sure = parts.declarations.filter(({ maybe }) => maybe === undefined);
    checkLevel(
      sure.map(({ phrase }) => phrase),
      env.problems,
    );
  }
  for (const { phrase } of parts.actions) checkLevel(phrase.body, env.problems);
};

/** The same for the declarations of a file. */
export const fileRepetitions: FileRule = ({ file }) => {
  checkLevel(
    file.statements.map(({ phrase }) => phrase),
    file.problems,
  );
};

function checkLevel(level: readonly MatchedPhrase[], problems: Problems): void {
  if (level.length > 1) checkSiblings(level, problems);
  for (const { body } of level) if (body.length > 0) checkLevel(body, problems);
}

function checkSiblings(level: readonly MatchedPhrase[], problems: Problems): void {
  const seen = new Map<Form, MatchedPhrase>();
  for (const phrase of level) {
    const { spec } = phrase.match;
    if (!isOnce(spec)) continue;
    const first = seen.get(spec);
    if (first === undefined) seen.set(spec, phrase);
    else repeated(phrase, first, problems);
  }
}

/** The words that a form begins with. */
function leadingWords({ pattern }: Form): string {
  return /^[\w-]+(?: [\w-]+)*/.exec(pattern)?.[0] ?? pattern;
}

function repeated(again: MatchedPhrase, first: MatchedPhrase, problems: Problems): void {
  const { node, source, match } = again;
  problems.add(
    errorAt(
      source.spanOf(node),
      "DRS4013",
      `${ticked(leadingWords(match.spec))} is said twice here`,
      {
        label: "said again",
        related: [{ span: first.source.spanOf(first.node), message: "first said here" }],
        help: ["keep one of the two"],
      },
    ),
  );
}
