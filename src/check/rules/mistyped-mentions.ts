import { nearestNames } from "../../base/nearest.ts";
import { didYouMean, type Problems, ticked, warningAt } from "../problems.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import type { Scope } from "../scope.ts";
import type { FileRule } from "./file-rule.ts";

/** A name that is only mentioned, while one like it is declared and unused, was probably mistyped. */
export const mistypedMentions: FileRule = ({ file }) => check(file.scope, file.problems);

/** The same for a scenario. */
export const scenarioMistypedMentions: ScenarioRule = ({ env }) => check(env.scope, env.problems);

function check(scope: Scope, problems: Problems): void {
  for (const { kind, name, span, isSoft } of scope.ownEntities) {
    if (!isSoft || span === undefined) continue;
    const near = nearestNames(name, idleNames(scope, kind));
    if (near.length === 0) continue;
    problems.add(
      warningAt(
        span,
        "DRS2014",
        `${ticked(name)} is declared nowhere, so it is a ${kind} like any other`,
        {
          label: `an undeclared ${kind}`,
          ...didYouMean(near, span),
        },
      ),
    );
  }
}

/** Names of this kind that are declared and that nothing uses. */
function idleNames(scope: Scope | undefined, kind: string): readonly string[] {
  if (scope === undefined) return [];
  const own = scope.ownEntities.filter((one) => one.kind === kind && !one.isUsed && !one.isSoft);
  return [...own.map(({ name }) => name), ...idleNames(scope.parent, kind)];
}
