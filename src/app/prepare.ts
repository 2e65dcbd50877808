import { InvariantViolation } from "../base/invariant-violation.ts";
import { COMPONENTS_MAX } from "../base/limits.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { ScenarioPlan } from "../model/plan.ts";
import type { BuildProblem, Catalogue, Platform, World } from "../model/platform.ts";
import { answersFor } from "./answers.ts";

/** A scenario with every question answered and its world built. */
export interface Prepared {
  readonly plan: ScenarioPlan;
  readonly platform: Platform;
  readonly world: World;
}

/** What preparing a scenario gives: it, or what its platform has against it. */
export type Preparation = Prepared | { readonly problems: readonly Diagnostic[] };

/** Settles a scenario with what the seed answers, and builds its world. */
export function prepare(scenario: OpenScenario, seed: number, catalogue: Catalogue): Preparation {
  return prepareWith(scenario, answersFor(scenario.choices, seed, scenario.identity), catalogue);
}

/** Settles a scenario with one answer per choice, and builds its world. */
export function prepareWith(
  scenario: OpenScenario,
  answers: readonly number[],
  catalogue: Catalogue,
): Preparation {
  const plan = scenario.settle(answers);
  const platform = catalogue[plan.platform];
  if (platform === undefined) {
    throw new InvariantViolation(`a checked scenario names no platform: ${plan.platform}`);
  }
  const { options, declarations, timeline } = plan;
  const actions = timeline.map(({ action, label = "" }) => ({ action, label }));
  const built = platform.build({ options, declarations, timeline: actions });
  if ("problems" in built) return { problems: built.problems.map(diagnosticOf) };
  const { world } = built;
  if (world.components.length > COMPONENTS_MAX) return { problems: [tooLarge(world, plan)] };
  return { plan, platform, world };
}

function tooLarge({ components }: World, { span }: ScenarioPlan): Diagnostic {
  return {
    code: "DRS4199",
    severity: "error",
    message: `this machine has ${components.length} parts, and ${COMPONENTS_MAX} are the most`,
    span,
    label: "too much for one machine",
    help: ["leave out what no operation or expectation is about"],
  };
}

function diagnosticOf({ code, message, help, span }: BuildProblem): Diagnostic {
  const rest = help === undefined ? {} : { help: [help] };
  return { code, severity: "error", message, span, ...rest };
}
