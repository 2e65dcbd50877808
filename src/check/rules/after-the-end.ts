import { formatDuration } from "../../model/value.ts";
import { warningAt } from "../problems.ts";
import type { CheckedScenario, ScenarioRule } from "../scenario/checked-scenario.ts";

/** A timeline statement at a time when the scenario is over never happens. */
export const afterTheEnd: ScenarioRule = ({ templates, env }) => {
  for (const template of templates) if (template.runFor !== undefined) check(template, env);
};

function check(
  { runFor, timeline }: CheckedScenario["templates"][number],
  { choices, problems }: CheckedScenario["env"],
): void {
  if (runFor === undefined || choices.hole(runFor) !== undefined) return;
  for (const { moment, span } of timeline) {
    if (moment.kind !== "at" || moment.time <= runFor.ticks) continue;
    if (choices.hole(moment) !== undefined) continue;
    const [time, end] = [formatDuration(moment.time), formatDuration(runFor.ticks)];
    problems.add(
      warningAt(span, "DRS4021", "this never happens: the scenario has ended by then", {
        label: `at ${time}, after \`run for ${end}\``,
      }),
    );
  }
}
