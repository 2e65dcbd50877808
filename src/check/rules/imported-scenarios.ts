import { warningAt } from "../problems.ts";
import type { FileRule } from "./file-rule.ts";

/** An import brings in declarations; the scenarios of the other file run when that file is run. */
export const importedScenarios: FileRule = ({ file, imports }) => {
  for (const { source, tree } of imports) {
    const scenario = tree.body.find(({ kind }) => kind === "scenario");
    if (scenario?.kind !== "scenario") continue;
    file.problems.add(
      warningAt(source.spanOf(scenario.title), "DRS4007", "an imported file holds scenarios", {
        label: "does not run from here",
        help: ["move what is shared into a file of its own"],
      }),
    );
  }
};
