import type { Env } from "../env.ts";
import type { FileContext } from "../file-context.ts";
import type { Row } from "./examples.ts";
import type { OwnAction, ScenarioParts } from "./parts.ts";
import type { Template } from "./template.ts";

/** A scenario after typing, as the rules see it. */
export interface CheckedScenario {
  readonly parts: ScenarioParts;
  /** What each action that starts something is called. */
  readonly labels: ReadonlyMap<OwnAction, string>;
  readonly env: Env;
  readonly file: FileContext;
  readonly rows: readonly Row[];
  /** One for each row. */
  readonly templates: readonly Template[];
}

/** Looks for one kind of mistake in a scenario whose parts are typed. Reports to `env.problems`. */
export type ScenarioRule = (scenario: CheckedScenario) => void;
