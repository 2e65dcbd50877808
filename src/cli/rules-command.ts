import type { ListedRule } from "../app/rule-list.ts";
import { listRules } from "../app/rule-list.ts";
import { nearestName } from "../base/nearest.ts";
import type { Catalogue, Platform } from "../model/platform.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { openFiles } from "./files.ts";
import type { Invocation } from "./invocation.ts";
import { writeOutput } from "./output.ts";
import { usualJobs } from "./targets.ts";
import { UsageError } from "./usage-error.ts";

/** `drs rules`: what platforms and their drivers owe, how each rule is broken, and which scenarios show it. */
export async function rulesCommand(it: Invocation): Promise<number> {
  const { root, settings, terminal } = it;
  const platforms = platformsNamed(it.operands[0], PLATFORMS);
  const paths = await coveringPaths(it);
  const rules = listRules(platforms, paths, openFiles(root), PLATFORMS);
  if (settings.json === undefined) terminal.out(rules.map(paragraph).join("\n"));
  else writeOutput(settings.json, `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`, it);
  return 0;
}

function platformsNamed(name: string | undefined, catalogue: Catalogue): readonly Platform[] {
  if (name === undefined) return Object.values(catalogue);
  const platform = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (platform !== undefined) return [platform];
  const names = Object.keys(catalogue);
  const near = nearestName(name, names);
  throw new UsageError(`there is no platform \`${name}\``, [
    ...(near === undefined ? [] : [`did you mean \`${near}\`?`]),
    `platforms: ${names.join(", ")}`,
  ]);
}

/** The files whose scenarios may cover rules; none is no mistake here. */
async function coveringPaths(it: Invocation): Promise<readonly string[]> {
  try {
    return (await usualJobs(it)).map(({ file }) => file);
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function paragraph({ id, platform, text, source, breaks, coveredBy }: ListedRule): string {
  const example =
    breaks.by === "scenario"
      ? `broken by: ${breaks.example.split("\n").join("; ")}`
      : "broken by: a changed engine only";
  return [
    `${id}  (${platform})`,
    `  ${text}`,
    `  source: ${source}`,
    `  ${example}`,
    `  covered by: ${coveredBy.length === 0 ? "nothing" : coveredBy.join(", ")}`,
    "",
  ].join("\n");
}
