import { SLOT_TESTS } from "../components/slot-tests.ts";

const VERBS = ["connect", "configure", "unconfigure", "disconnect"];

/** Every id that a phase of some operation has: what expectations can compare `phase` with. */
export const PHASE_IDS: readonly string[] = [
  ...[
    "P0",
    "P1",
    "P1-unsafe",
    "P2",
    "P2-realtime",
    "P2-unsafe",
    "P3",
    "P4",
    "P4-locks",
    "P4-again",
    "P5",
    "P6",
    "P7",
    "P8",
    "P9",
    "P10",
    "P11",
    "resume",
  ],
  ...VERBS.flatMap((verb) =>
    ["begin", "global", "reach", "become", "end"].map((part) => `${verb}-${part}`),
  ),
  ...[
    "connect-power",
    "connect-precharge",
    "configure-branches",
    "configure-devices",
    "configure-cpus",
  ],
  ...[
    "unconfigure-offline",
    "unconfigure-power-off",
    "unconfigure-remove-cpus",
    "unconfigure-detach",
    "disconnect-firmware",
  ],
  ...[
    "is-disconnected",
    "is-configured",
    "has-permanent-memory",
    "test-begin",
    "test-end",
    "set-condition",
    "insert-test",
    "remove-test",
  ],
  ...["bank-configure", "bank-unconfigure", "bank-test", "unload-ask", "unload"],
  ...["gate", "prompt", ...VERBS].flatMap((prefix) =>
    SLOT_TESTS.map((test) => `${prefix}-${test.name}`),
  ),
];
