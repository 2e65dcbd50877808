import { exitCodeOf } from "../app/exit-codes.ts";
import { textsOf } from "../app/findings.ts";
import type { ListedFile } from "../app/list-texts.ts";
import { listTexts } from "../app/list-texts.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { openFiles } from "./files.ts";
import type { Invocation } from "./invocation.ts";
import { writeOutput } from "./output.ts";
import { findJobs, nothingSelected, refuseUnknown, selectionOf } from "./targets.ts";

/** `drs list`: the scenarios that `run` would play. Invalid files are named on standard error. */
export async function listCommand(it: Invocation): Promise<number> {
  const { settings, terminal, root } = it;
  const files = openFiles(root);
  const jobs = await findJobs(it);
  const asked = { selection: selectionOf(it), definitions: settings.define ?? [] };
  refuseUnknown(jobs, asked, files);
  const listed = [...listTexts(jobs, asked, files, PLATFORMS)];
  const scenarios = listed.flatMap((file) => file.scenarios);
  const invalid = listed.filter(({ loaded }) => !loaded.isValid);
  if (settings.json === undefined) terminal.out(lines(listed).join(""));
  else
    writeOutput(settings.json, `${JSON.stringify({ version: 1, scenarios }, undefined, 2)}\n`, it);
  for (const { loaded } of invalid) terminal.err(problemsOf(loaded));
  if (scenarios.length > 0 || invalid.length > 0 || settings["pass-with-no-scenarios"] === true) {
    return exitCodeOf(new Set(invalid.length > 0 ? ["invalid"] : []));
  }
  throw nothingSelected(jobs, asked.selection);
}

/** One line a scenario; its beginning is an operand that `run` takes. */
function lines(listed: readonly ListedFile[]): readonly string[] {
  return listed
    .flatMap(({ scenarios }) => scenarios)
    .map(
      ({ file, line, name, tags }) =>
        `${file}:${line}  ${[name, ...tags.map((tag) => `@${tag}`)].join("  ")}\n`,
    );
}

function problemsOf({ diagnostics, sources }: ListedFile["loaded"]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return renderDiagnostics(errors, { form: "short", textOf: textsOf(sources) });
}
