import { errorAt } from "../problems.ts";
import type { FileRule } from "./file-rule.ts";

/** Reports tell scenarios apart by title, so a title is there, and once in a file. */
export const sameTitles: FileRule = ({ file, scenarios }) => {
  const seen = new Map<string, (typeof scenarios)[number]>();
  for (const scenario of scenarios) {
    const { title } = scenario;
    const text = title.value.trim();
    const first = seen.get(text);
    if (text === "" && title.end > title.start) untitled(scenario, file);
    else if (first === undefined) seen.set(text, scenario);
    else {
      file.problems.add(
        errorAt(file.source.spanOf(title), "DRS2012", `another scenario is called "${text}"`, {
          label: "the same title",
          related: [{ span: file.source.spanOf(first.title), message: "first used here" }],
        }),
      );
    }
  }
};

function untitled(
  { title }: Parameters<FileRule>[0]["scenarios"][number],
  file: Parameters<FileRule>[0]["file"],
): void {
  file.problems.add(
    errorAt(file.source.spanOf(title), "DRS2012", "this scenario has no title", {
      label: "say what it shows",
    }),
  );
}
