import type { FaultWords } from "../../../kit/faults.ts";
import { faultAction, faultDeclaration } from "../../../kit/faults.ts";
import {
  operationEvents,
  operationKind,
  operationPredicates,
} from "../../../kit/operation-words.ts";
import {
  WORKLOAD_EVENTS,
  WORKLOAD_FORMS,
  WORKLOAD_KIND,
  workloadForm,
} from "../../../kit/workload-words.ts";
import type { Form, Vocabulary } from "../../../model/vocabulary.ts";
import { ERRORS } from "../errors.ts";
import { BUILT_IN, EVENTS, GLOBALS, KINDS } from "../kinds.ts";
import { PHASES } from "../operations/phases.ts";
import { ACTION_FORMS } from "./actions.ts";
import { BEHAVIOUR_FORMS, HANDLER_FORMS } from "./behaviours.ts";
import { DAEMON_FORMS, FILESYSTEM_FORMS, PROCESS_FORMS } from "./processes.ts";
import { BOARD_FORMS, CPU_FORMS, DEVICE_FORMS, MEMORY_FORMS, TOPOLOGY_FORMS } from "./topology.ts";

/** Who may refuse what an operation asks, or keep it waiting. */
const CULPRITS = [
  "device",
  "process",
  "daemon",
  "filesystem",
  "cpu",
  "slot",
  "machine",
  "power",
  "subsystem",
] as const;

const FAULTS: FaultWords = {
  forms: BEHAVIOUR_FORMS,
  context: "driver",
  targets: "device",
  example: "fault st4 refuses suspend at 3s once",
};

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  { id: "topology",   pattern: "topology", block: "topology", blockRequired: true, once: false, merges: true, doc: "the machine: boards in slots and what sits on them; several blocks add up, and what a scenario says of a board adds to what the file says of it", example: "topology { board slot0 { cpu 0..1 } }" },
  { id: "driver",     pattern: "driver <name:new driver>", block: "driver", doc: "a driver and what it does otherwise than the rules require; one that is only named conforms", example: "driver sd { suspend takes 30ms }" },
  { id: "process",    pattern: "process <name:new process>", block: "process", doc: "a user process", example: "process tar { opens st4 at 10ms }" },
  { id: "daemon",     pattern: "daemon <name:new daemon>", block: "daemon", doc: "a kernel daemon; asked to stop only where skip-kernel-threads is off", example: "daemon pageout { stops after 50ms }" },
  { id: "filesystem", pattern: "filesystem <name:new filesystem> [on <device:device>]", block: "filesystem", doc: "a filesystem; mounted, it keeps its device busy", example: "filesystem home on sd0 { sync takes 300ms }" },
  { id: "tunable",    pattern: "tunable <tunable:name> <value:integer>", once: false, doc: "a variable of /etc/system, which a driver may need", example: "tunable pln-enable-detach-suspend 1", source: "RN" },
  workloadForm("device", "workload db on sd0 { every 5ms; takes 2ms }"),
  faultDeclaration(FAULTS),
];

/** Every word of the platform. */
export const VOCABULARY: Vocabulary = {
  contexts: {
    declaration: DECLARATIONS,
    topology: TOPOLOGY_FORMS,
    board: BOARD_FORMS,
    cpu: CPU_FORMS,
    memory: MEMORY_FORMS,
    bus: DEVICE_FORMS,
    device: DEVICE_FORMS,
    driver: BEHAVIOUR_FORMS,
    handler: HANDLER_FORMS,
    process: PROCESS_FORMS,
    daemon: DAEMON_FORMS,
    filesystem: FILESYSTEM_FORMS,
    workload: WORKLOAD_FORMS,
    action: [...ACTION_FORMS, faultAction(FAULTS)],
  },
  kinds: [
    ...KINDS,
    WORKLOAD_KIND,
    operationKind({
      errors: Object.keys(ERRORS),
      phases: PHASES.map(({ name }) => name),
      culprits: CULPRITS,
    }),
  ],
  events: [...EVENTS, ...WORKLOAD_EVENTS, ...operationEvents(CULPRITS)],
  globals: GLOBALS,
  predicates: operationPredicates(CULPRITS),
  builtIn: BUILT_IN,
};
