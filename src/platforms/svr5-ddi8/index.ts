import type { Platform } from "../../model/platform.ts";
import { build } from "./build.ts";
import { KNOBS, PROFILES } from "./knobs.ts";
import { INVARIANTS, RULES } from "./rules.ts";
import { SOURCES } from "./sources.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** UnixWare 7 and OpenServer 6, DDI 8: so far the resource manager and those who use it. */
export const svr5Ddi8: Platform = {
  name: "svr5-ddi8",
  title: "SVR5 DDI 8: the resource manager",
  summary:
    "Transactions on the records of the resource manager: who waits for whom, what a reader may see, and what never ends. Slots, cards and config(D2) are not built yet.",
  sources: SOURCES,
  knobs: KNOBS,
  profiles: PROFILES,
  defaultProfile: "seed",
  vocabulary: VOCABULARY,
  rules: RULES,
  invariants: INVARIANTS,
  build,
};
