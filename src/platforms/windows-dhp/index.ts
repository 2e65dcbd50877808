import type { Platform } from "../../model/platform.ts";
import { CAUSES } from "./causes.ts";
import { KNOBS, PROFILES } from "./knobs.ts";
import { PHASES } from "./operations/phases.ts";
import { RULES } from "./rules/index.ts";
import { INVARIANTS } from "./rules/invariants.ts";
import { SOURCES } from "./sources.ts";
import { VOCABULARY } from "./vocabulary/index.ts";
import { build } from "./world/build.ts";

/** Windows Server on a dynamically partitionable server: hot replace and hot add of partition units. */
export const windowsDhp: Platform = {
  name: "windows-dhp",
  title: "Windows dynamic hardware partitioning",
  summary:
    "A partition unit is replaced by an identical spare while every device is in a pseudo-S4 sleep: queries, D3, queued I/O, copied memory, and the way back. Units are added with callbacks and a rebalance.",
  sources: SOURCES,
  knobs: KNOBS,
  profiles: PROFILES,
  defaultProfile: "documented",
  vocabulary: VOCABULARY,
  errors: Object.entries(CAUSES).map(([name, row]) => ({
    name,
    says: row.text,
    source: row.source,
  })),
  phases: PHASES,
  rules: RULES,
  invariants: INVARIANTS,
  build,
};
