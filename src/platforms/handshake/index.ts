import type { Platform } from "../../model/platform.ts";
import { build } from "./build.ts";
import { KNOBS } from "./knobs.ts";
import { RULES } from "./rules.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** The bare protocol of a quiescence, without a machine around it: for measuring explorers and for learning. */
export const handshake: Platform = {
  name: "handshake",
  title: "Quiescence handshake",
  summary:
    "A coordinator and its devices agree to fall quiet; the bare protocol, without a machine.",
  sources: { "made up": "no product; the least that all of them have in common" },
  knobs: KNOBS,
  profiles: [{ name: "usual", doc: "the only one", source: "[made up]", values: {} }],
  defaultProfile: "usual",
  vocabulary: VOCABULARY,
  rules: RULES,
  invariants: [],
  build,
};
