import { faultAction, faultDeclaration } from "../../../kit/faults.ts";
import { operationEvents, operationPredicates } from "../../../kit/operation-words.ts";
import {
  PATIENCE_EVENTS,
  PATIENCE_FORMS,
  WORKLOAD_EVENTS,
  WORKLOAD_FORMS,
  workloadForm,
} from "../../../kit/workload-words.ts";
import type { Form, PredicateSpec, Vocabulary } from "../../../model/vocabulary.ts";
import { CULPRITS, EVENTS, GLOBALS, KINDS } from "../kinds.ts";
import { ACTION_FORMS } from "./actions.ts";
import { BEHAVIOUR_FORMS } from "./behaviours.ts";
import {
  CHIPSET_FORMS,
  DEVICE_FORMS,
  KERNEL_FORMS,
  PEER_FORMS,
  PROCESSOR_FORMS,
  TOPOLOGY_FORMS,
  UNIT_FORMS,
} from "./topology.ts";

const FAULTS = {
  forms: BEHAVIOUR_FORMS,
  context: "driver",
  targets: "device",
  example: "fault DISK0 rejects query-power",
};

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  { id: "topology", pattern: "topology", block: "topology", blockRequired: true, merges: true, once: false, doc: "the hardware partition: its units, the spares, and the device tree", example: "topology { unit CPU0 { processor 0 }; device PCI0 : bus { device DISK0 : disk } }" },
  { id: "driver",   pattern: "driver <name:new driver>", block: "driver", doc: "what a driver does otherwise than it should, and how long it takes", example: "driver disk { D3 takes 500ms; D0 takes 1s }" },
  { id: "chipset",  pattern: "chipset", block: "chipset", blockRequired: true, doc: "the replace driver of the platform, the chipset driver of event 241", example: "chipset { Swap fails }", source: "DDK" },
  { id: "kernel",   pattern: "kernel", block: "kernel", blockRequired: true, doc: "what is wrong with Windows itself", example: "kernel { cannot allocate }" },
  { id: "peer",     pattern: "peer <name:new peer> on <device:device>", block: "peer", doc: "a remote node that this one answers by way of a device; no clock of this system makes it wait", example: "peer node2 on NIC0 { every 1s; gives up after 5 missed }", source: "TN" },
  workloadForm("device", "workload db on DISK0 { rate 200/s; takes 1ms; times out after 60s }"),
  faultDeclaration(FAULTS),
];

const REPLACED = "op.outcome == succeeded";
const FAILED = "(op.outcome == refused or op.outcome == failed)";

// biome-ignore format: a table is read by rows and columns
/** What really came of it, whatever is reported: the terminal outcomes. Harm counts from the beginning of the operation to that of the next. */
const PREDICATES: readonly PredicateSpec[] = [
  { id: "ended-replaced",  pattern: "<op:operation> ended REPLACED", means: `${REPLACED} and not op.corrupted and not op.device-lost`, doc: "Event 242, and so it is.", example: "first ended REPLACED" },
  { id: "ended-loss",      pattern: "<op:operation> ended REPLACED_WITH_DEVICE_LOSS", means: `${REPLACED} and not op.corrupted and op.device-lost`, doc: "Event 242, and a device did not come back.", example: "first ended REPLACED_WITH_DEVICE_LOSS" },
  { id: "ended-corrupted", pattern: "<op:operation> ended SILENT_CORRUPTION", means: `${REPLACED} and op.corrupted`, doc: "Event 242, and the memory of the spare is not what the target's was.", example: "first ended SILENT_CORRUPTION" },
  { id: "ended-clean",     pattern: "<op:operation> ended FAILED_CLEAN", means: `${FAILED} and not op.harmed`, doc: "Event 241, and nothing was lost.", example: "first ended FAILED_CLEAN" },
  { id: "ended-dirty",     pattern: "<op:operation> ended FAILED_DIRTY", means: `${FAILED} and op.harmed`, doc: "Event 241, and a device or I/O was lost.", example: "first ended FAILED_DIRTY" },
  { id: "ended-bug-check", pattern: "<op:operation> ended BUGCHECK [<code:integer>]", means: "op.outcome == panicked[ and op.bug-check == code]", doc: "The system went down.", example: "first ended BUGCHECK 0x9F" },
  { id: "ended-hang",      pattern: "<op:operation> ended HANG", means: "op.outcome == hung", doc: "There is no end of it.", example: "first ended HANG" },
];

/** The words of this platform. */
export const VOCABULARY: Vocabulary = {
  contexts: {
    declaration: DECLARATIONS,
    topology: TOPOLOGY_FORMS,
    unit: UNIT_FORMS,
    processor: PROCESSOR_FORMS,
    bridge: TOPOLOGY_FORMS.filter(({ id }) => id === "device"),
    device: DEVICE_FORMS,
    driver: BEHAVIOUR_FORMS,
    chipset: CHIPSET_FORMS,
    kernel: KERNEL_FORMS,
    peer: PEER_FORMS,
    workload: [...WORKLOAD_FORMS, ...PATIENCE_FORMS],
    action: [...ACTION_FORMS, faultAction(FAULTS)],
  },
  kinds: KINDS,
  events: [...EVENTS, ...WORKLOAD_EVENTS, ...PATIENCE_EVENTS, ...operationEvents(CULPRITS)],
  globals: GLOBALS,
  predicates: [...operationPredicates(CULPRITS), ...PREDICATES],
  builtIn: [
    { kind: "machine", name: "machine" },
    { kind: "chipset", name: "chipset" },
  ],
};
