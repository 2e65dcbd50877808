import type { Form } from "../../model/vocabulary.ts";
import { errorAt, type Problems, ticked } from "../problems.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import { isOnce } from "../statements/layers.ts";
import type { MatchedPhrase } from "../statements/match-phrase.ts";
import type { FileRule } from "./file-rule.ts";

/** What a block says once must not be said again in it. */
export const scenarioRepetitions: ScenarioRule = ({ parts, env }) => {
  const sure: MatchedPhrase[] = [];
  for (const { phrase, maybe } of parts.declarations) if (maybe === undefined) sure.push(phrase);
  checkLevel(sure, env.problems);
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
  // As many at most as a block has forms, and mostly none: a list is quicker than a map.
  let seen: MatchedPhrase[] | undefined;
  for (const phrase of level) {
    if (!isOnce(phrase.match)) continue;
    const { spec } = phrase.match;
    const first = seen?.find(({ match }) => match.spec === spec);
    if (first !== undefined) repeated(phrase, first, problems);
    else if (seen === undefined) seen = [phrase];
    else seen.push(phrase);
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
