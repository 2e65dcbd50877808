import { checkerFor } from "../app/checker.ts";
import { explain, explanationLines } from "../app/explain.ts";
import { textsOf } from "../app/findings.ts";
import { FileLoader } from "../app/load-file.ts";
import { storiesOf } from "../app/story-texts.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { openFiles } from "./files.ts";
import type { Invocation } from "./invocation.ts";
import { findJobs } from "./targets.ts";
import { UsageError } from "./usage-error.ts";

/** A scenario file, perhaps with a line. */
const PLACE = /\.drs(?::\d+)?$/;

/** `drs explain`: what a code, a rule or a word means; or what happens in a scenario. */
export async function explainCommand(it: Invocation): Promise<number> {
  const [what = ""] = it.operands;
  if (PLACE.test(what)) return tellStories(it);
  const found = explain(what, PLATFORMS);
  if ("near" in found) {
    throw new UsageError(`nothing is known about \`${what}\``, [
      ...(found.near.length === 0
        ? []
        : [`did you mean ${found.near.map((name) => `\`${name}\``).join(" or ")}?`]),
      "try a code such as `DRS2001`, a rule from `drs rules`, an outcome or a verdict, or a scenario: `file.drs:12`",
    ]);
  }
  it.terminal.out(`${explanationLines(found).join("\n")}\n`);
  return 0;
}

/** Plays the scenarios of a file, or the one on a line, and tells everything that happens in them. */
async function tellStories(it: Invocation): Promise<number> {
  const { settings, terminal, root } = it;
  const [job] = await findJobs(it);
  if (job === undefined) throw new UsageError("there is no such file", []);
  const check = checkerFor(PLATFORMS, settings.define ?? []);
  const loaded = new FileLoader(openFiles(root), check).load(job.file);
  if (!loaded.isValid) {
    const { diagnostics, sources } = loaded;
    terminal.err(renderDiagnostics(diagnostics, { form: "pretty", textOf: textsOf(sources) }));
    return 2;
  }
  const seed = typeof settings.seed === "number" ? settings.seed : undefined;
  const stories = storiesOf(loaded, job.lines, seed, PLATFORMS);
  if (stories.length === 0) {
    throw new UsageError("no scenario begins on that line", [
      `\`drs list ${job.file}\` shows where they begin`,
    ]);
  }
  terminal.out(`${stories.map((lines) => lines.join("\n")).join("\n\n")}\n`);
  return 0;
}
