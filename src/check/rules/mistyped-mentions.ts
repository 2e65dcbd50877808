import { nearestNames } from "../../base/nearest.ts";
import { didYouMean, type Problems, ticked, warningAt } from "../problems.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import type { Scope } from "../scope.ts";
import type { FileRule } from "./file-rule.ts";

/** A name that is only mentioned, while one like it is declared and unused, was probably mistyped. */
export const mistypedMentions: FileRule = ({ file }) => check(file.scope, file.problems);

/** The same for a scenario. */
export const scenarioMistypedMentions: ScenarioRule = ({ env }) => check(env.scope, env.problems);

/** Names as short as `sd` and `st` resemble each other and are meant to be different. */
const LENGTH_MIN = 3;

function check(scope: Scope, problems: Problems): void {
  // What is unused because its user could not be read proves nothing.
  if (problems.hasErrors) return;
  const entities = scope.ownEntities;
  for (const { kind, name, span, isSoft } of entities) {
    if (!isSoft || span === undefined || name.length < LENGTH_MIN) continue;
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
