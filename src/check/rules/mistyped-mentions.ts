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
  const entities = scope.ownEntities;
  for (const { kind, name, span, isSoft } of entities) {
    if (!isSoft || span === undefined) continue;
    const idle = entities.filter((one) => one.kind === kind && !one.isUsed && !one.isSoft);
    const near = nearestNames(
      name,
      idle.map((one) => one.name),
    );
    const meant = idle.find((one) => one.name === near[0]);
    if (meant?.span === undefined) continue;
    // Its not being used is explained by this.
    meant.isUsed = true;
    problems.add(
      warningAt(
        span,
        "DRS2014",
        `${ticked(name)} is declared nowhere, so it is a ${kind} like any other`,
        {
          label: `an undeclared ${kind}`,
          related: [{ span: meant.span, message: "this one is never used" }],
          ...didYouMean(near, span),
        },
      ),
    );
  }
}
