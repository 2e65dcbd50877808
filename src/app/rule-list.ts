import type { OpenScenario } from "../model/choice.ts";
import type { Catalogue, Platform } from "../model/platform.ts";
import type { Rule } from "../model/rule.ts";
import { answersFor, defaultSeed } from "./answers.ts";
import { checkerFor } from "./checker.ts";
import type { Files } from "./host.ts";
import { FileLoader } from "./load-file.ts";
import { namedRules } from "./named-rules.ts";

/** A rule of a platform and the scenarios that show it being broken. */
export interface ListedRule {
  readonly platform: string;
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly breaks: Rule["breaks"];
  /** `file:line` of scenarios whose expectations name it, in path order. */
  readonly coveredBy: readonly string[];
}

/** The rules of some platforms with the scenarios of these files that cover them. Invalid files cover nothing. */
export function listRules(
  platforms: readonly Platform[],
  paths: readonly string[],
  files: Files,
  catalogue: Catalogue,
): readonly ListedRule[] {
  const covered = new Map<string, string[]>();
  const loader = new FileLoader(files, checkerFor(catalogue, []));
  for (const path of paths) {
    for (const scenario of loader.load(path).scenarios) noteCoverage(scenario, covered);
  }
  return platforms.flatMap(({ name, rules }) =>
    rules.map(({ id, text, source, breaks }) => ({
      platform: name,
      id,
      text,
      source,
      breaks,
      coveredBy: covered.get(`${name} ${id}`) ?? [],
    })),
  );
}

function noteCoverage(scenario: OpenScenario, covered: Map<string, string[]>): void {
  const { head, identity, choices } = scenario;
  const plan = scenario.settle(answersFor(choices, defaultSeed(identity), identity));
  const place = `${head.file}:${head.line}`;
  for (const rule of namedRules(plan.expectations)) {
    const key = `${head.platform} ${rule}`;
    const places = covered.get(key) ?? [];
    if (!places.includes(place)) covered.set(key, [...places, place]);
  }
}
