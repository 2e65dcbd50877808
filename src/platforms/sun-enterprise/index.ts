import type { Platform } from "../../model/platform.ts";
import { ERRORS } from "./errors.ts";
import { KNOBS, PROFILES } from "./knobs.ts";
import { PHASES } from "./operations/phases.ts";
import { DETACH_SAFE_RULES } from "./rules/detach-safe.ts";
import { INVARIANTS } from "./rules/invariants.ts";
import { SUSPEND_SAFE_RULES } from "./rules/suspend-safe.ts";
import { SOURCES } from "./sources.ts";
import { VOCABULARY } from "./vocabulary/index.ts";
import { build } from "./world/build.ts";

/** Sun Enterprise 6x00, 5x00, 4x00 and 3x00: dynamic reconfiguration and operating-system quiescence. */
export const sunEnterprise: Platform = {
  name: "sun-enterprise",
  title: "Sun Enterprise dynamic reconfiguration",
  summary:
    "cfgadm connects, configures, unconfigures and disconnects system boards and tests quiescence: threads stopped, drivers suspended, processors frozen, and all of it undone.",
  sources: SOURCES,
  knobs: KNOBS,
  profiles: PROFILES,
  defaultProfile: "exx00",
  vocabulary: VOCABULARY,
  errors: Object.entries(ERRORS).map(([name, row]) => ({
    name,
    says: "text" in row ? row.text : row.strerror,
    source: row.source,
  })),
  phases: PHASES,
  rules: [...SUSPEND_SAFE_RULES, ...DETACH_SAFE_RULES],
  invariants: INVARIANTS,
  build,
};
