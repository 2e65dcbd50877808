import type { Platform } from "../../model/platform.ts";
import { ERRORS } from "./errors.ts";
import { KNOBS, PROFILES } from "./knobs.ts";
import { PHASES } from "./operations/phases.ts";
import { INVARIANTS, RULES } from "./rules/index.ts";
import { SOURCES } from "./sources.ts";
import { VOCABULARY } from "./vocabulary/index.ts";
import { build } from "./world/build.ts";

/** UnixWare 7 and OpenServer 6, DDI 8. */
export const svr5Ddi8: Platform = {
  name: "svr5-ddi8",
  title: "SVR5 DDI 8 hotplug",
  summary:
    "PCI cards that are added to, suspended in and removed from a running UnixWare 7 or OpenServer 6: slots, config(D2), independent instances, storage and networks meanwhile, and the transactions of the resource manager.",
  sources: SOURCES,
  knobs: KNOBS,
  profiles: PROFILES,
  defaultProfile: "seed",
  vocabulary: VOCABULARY,
  errors: Object.entries(ERRORS).map(([name, { text, source }]) => ({ name, says: text, source })),
  phases: PHASES,
  rules: RULES,
  invariants: INVARIANTS,
  build,
};
