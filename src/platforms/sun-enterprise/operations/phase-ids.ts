const VERBS = ["connect", "configure", "unconfigure", "disconnect"] as const;

/** The quiesce, wherever it occurs. */
// biome-ignore format: a table is read by rows and columns
const QUIESCE = [
  "P0", "P1", "P1-unsafe", "P2-realtime", "P2", "P2-unsafe", "P3", "P3-verify", "P4", "P4-locks", "P4-again", "P5",
  "P6", "P7", "P8", "P9", "P10", "P11", "resume",
];

/** The preconditions of each state change, and what it does. */
// biome-ignore format: a table is read by rows and columns
const OWN: Readonly<Record<(typeof VERBS)[number], readonly string[]>> = {
  connect:     ["disconnected", "condition-unknown", "dr-firmware", "hot-plug", "type-listed", "power", "precharge", "cooling", "speed"],
  configure:   ["connected", "not-yet-configured", "condition-ok", "reach", "branches", "devices", "cpus"],
  unconfigure: ["configured", "dr-firmware", "type-listed", "bank0-free", "bank1-free", "cage-on", "not-interleaved", "quiesce-confirmed", "has-target", "reach", "offline", "power-off", "remove-cpus", "detach"],
  disconnect:  ["connected", "unconfigured", "dr-firmware", "type-listed", "not-core-resource", "branch-detaches", "firmware"],
};

/** The front end, and what is no state change of a board. */
// biome-ignore format: a table is read by rows and columns
const OTHERS = [
  "gate-condition-gate", "gate-may-connect", "gate-may-configure", "gate-may-unconfigure", "gate-may-disconnect",
  "gate-enabled", "gate-supported", "gate-privileged", "prompt-wait", "prompt-confirmed",
  "is-disconnected", "is-configured", "has-permanent-memory",
  "test-privileged", "test-begin", "test-end", "set-condition", "insert-test", "remove-test", "list-global", "list", "boot-list",
  "bank-configure", "bank-unconfigure", "bank-test", "bank-relocate-test",
  "unload-ask", "unload", "psradm-online", "psradm-offline",
];

/** Ids of the phases of an operation on one attachment point. */
export const FIRST_PHASE_IDS: readonly string[] = [
  ...QUIESCE,
  ...VERBS.flatMap((verb) =>
    ["privileged", "global", "begin", ...OWN[verb], "become", "end"].map(
      (part) => `${verb}-${part}`,
    ),
  ),
  ...OTHERS,
];

/** How many attachment points of one command have phases that can be named. */
const NUMBERED_MAX = 4;

/** Every id that a phase of some operation has: what expectations can compare `phase` with. */
export const PHASE_IDS: readonly string[] = [
  ...FIRST_PHASE_IDS,
  ...Array.from({ length: NUMBERED_MAX - 1 }, (_, index) => index + 2).flatMap((number) =>
    FIRST_PHASE_IDS.map((id) => `${id}-${number}`),
  ),
];
