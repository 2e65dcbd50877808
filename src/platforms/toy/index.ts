import type { Platform } from "../../model/platform.ts";
import { build } from "./build.ts";
import { KNOBS } from "./knobs.ts";
import { INVARIANTS, RULES } from "./rules.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** A made-up machine whose devices run or are suspended: the smallest complete platform. */
export const toy: Platform = {
  name: "toy",
  title: "Toy machine",
  summary: "A machine of devices that run or are suspended; made up, for learning and for tests.",
  sources: { "made up": "nobody built this machine" },
  knobs: KNOBS,
  profiles: [{ name: "usual", doc: "the only one", source: "[made up]", values: {} }],
  defaultProfile: "usual",
  vocabulary: VOCABULARY,
  rules: RULES,
  invariants: INVARIANTS,
  build,
};
