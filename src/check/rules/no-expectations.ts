import { warningAt } from "../problems.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";

/** A scenario that expects nothing fails only when a rule is broken. */
export const noExpectations: ScenarioRule = ({ parts, env }) => {
  if (parts.expectations.length > 0 || parts.isIncomplete) return;
  const { title } = parts.node;
  env.problems.add(
    warningAt(env.source.spanOf(title), "DRS5005", "this scenario expects nothing", {
      label: "no expectation",
      notes: ["the platform's rules are checked all the same"],
      help: ["say what must come of it: `expect …`"],
    }),
  );
};
