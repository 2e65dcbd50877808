import { randomInt } from "node:crypto";
import type { ExploreSettings, PlaySettings, SeedPlan } from "../app/play-settings.ts";
import { relativeTo } from "./discover.ts";
import type { Invocation } from "./invocation.ts";
import type { Settings } from "./options.ts";
import { selectionOf } from "./targets.ts";
import { UsageError } from "./usage-error.ts";
import { SEED_MAX } from "./values.ts";

const NS_PER_MS = 1e6;

/** What a command line means for playing. Every default stands in the table of options. */
export function playSettingsOf(it: Invocation): PlaySettings {
  const { settings, root, cwd } = it;
  return {
    seeds: seedPlanOf(settings),
    repeat: settings.repeat ?? 1,
    eventsMax: settings["max-events"] ?? Number.POSITIVE_INFINITY,
    virtualTimeMax: settings["max-time"] ?? Number.POSITIVE_INFINITY,
    wallTimeoutMs: (settings["wall-timeout"] ?? Number.POSITIVE_INFINITY) / NS_PER_MS,
    isDryRun: settings["dry-run"] === true,
    ...(it.command === "explore" ? { explore: exploreSettingsOf(settings) } : {}),
    failsOnVacuous: settings["fail-on-vacuous"] === true,
    selection: selectionOf(it),
    definitions: settings.define ?? [],
    workingFolder: relativeTo(root, cwd),
  };
}

/** @throws UsageError when states shall come in two orders at once. */
function exploreSettingsOf(settings: Settings): ExploreSettings {
  const isByLevels = settings.exact === true || settings.bfs === true;
  if (isByLevels && settings.dfs === true) {
    const other = settings.exact === true ? "--exact" : "--bfs";
    throw new UsageError(`\`--dfs\` and \`${other}\` exclude each other`, [
      "`--exact` and `--bfs` visit the nearest states first, `--dfs` the newest",
    ]);
  }
  return {
    isAnyTiming: settings["any-timing"] === true,
    isFull: settings.por === "off",
    isByName: settings.symmetry === "off",
    isExact: isByLevels,
    ...(settings["max-depth"] === undefined ? {} : { depthMax: settings["max-depth"] }),
    ...(settings.walks === undefined ? {} : { walks: settings.walks }),
    statesMax: settings["max-states"] ?? Number.POSITIVE_INFINITY,
    memoryMax: settings["max-memory"] ?? Number.POSITIVE_INFINITY,
  };
}

function seedPlanOf({ seed, seeds }: Settings): SeedPlan {
  if (seeds !== undefined) return { kind: "sweep", ...seeds };
  if (seed === undefined) return { kind: "identity" };
  return { kind: "fixed", seed: seed === "random" ? randomInt(SEED_MAX) : seed };
}
