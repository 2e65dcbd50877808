import { faultAction, faultDeclaration } from "../../kit/faults.ts";
import { operationEvents, operationKind, operationPredicates } from "../../kit/operation-words.ts";
import {
  WORKLOAD_EVENTS,
  WORKLOAD_FORMS,
  WORKLOAD_KIND,
  workloadForm,
} from "../../kit/workload-words.ts";
import type { FieldSpec, ValueType } from "../../model/component.ts";
import type { EntityKind, EventSpec, Form, Vocabulary } from "../../model/vocabulary.ts";
import { BEHAVIOUR_FORMS } from "./behaviours.ts";
import type { DeviceState } from "./device.ts";
import type { MachineState } from "./machine.ts";
import type { ProcessState } from "./process.ts";
import { Ev } from "./protocol.ts";
import { ERRORS, PHASE_IDS } from "./quiesce.ts";

/** Kinds that may refuse, or be waited for. */
const CULPRITS = ["device", "machine"] as const;

/** The machine is always there, under this name. */
export const MACHINE_NAME = "machine";

const FAULTS = {
  forms: BEHAVIOUR_FORMS,
  context: "driver",
  targets: "device",
  example: "fault sd0 refuses suspend",
};

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  { id: "topology", pattern: "topology", block: "topology", blockRequired: true, merges: true, once: false, doc: "The devices of the machine.", example: "topology { device sd0 }" },
  { id: "driver",   pattern: "driver <name:new driver>", block: "driver", doc: "What a driver does otherwise than usual. A driver that is only named does everything as it should.", example: "driver sd { suspend takes 30ms }" },
  { id: "process",  pattern: "process <name:new process>", block: "process", doc: "A process that uses devices.", example: "process tar { opens sd0 }" },
  workloadForm("device", "workload db on sd0 { every 5ms; takes 2ms; times out after 60s }"),
  faultDeclaration(FAULTS),
];

// biome-ignore format: a table is read by rows and columns
const TOPOLOGY: readonly Form[] = [
  { id: "device", pattern: "device <name:new device> [using <driver:soft driver>]", doc: "A device, and its driver.", example: "device sd0 using sd" },
  { id: "bus",    pattern: "bus <name:new device> [using <driver:soft driver>]", block: "topology", doc: "A device that others are attached to; they suspend before it and resume after it.", example: "bus b0 { device sd0 }" },
];

// biome-ignore format: a table is read by rows and columns
const PROCESS: readonly Form[] = [
  { id: "opens", pattern: "opens <device:device> [at <from:moment>] [until <until:moment>]", once: false, doc: "It has the device open: from the beginning, or from a moment, to its end or until a moment.", example: "opens sd0 at 10ms" },
];

// biome-ignore format: a table is read by rows and columns
const ACTIONS: readonly Form[] = [
  { id: "quiesce", pattern: "quiesce", labels: "operation", once: false, doc: "Suspends every device, keeps the machine quiet for `hold-time` and resumes them.", example: "quiesce as first" },
  { id: "kill",    pattern: "kill <process:process>", once: false, doc: "The process ends, and what it has open is closed.", example: "kill tar" },
  faultAction(FAULTS),
];

function field<State>(
  type: ValueType,
  doc: string,
  read: (state: State) => string | number | boolean,
): FieldSpec<never> {
  return { type, doc, read: read as FieldSpec<never>["read"] };
}

// biome-ignore format: a table is read by rows and columns
const KINDS: readonly EntityKind[] = [
  { kind: "machine", doc: "The machine as a whole.", fields: {
    quiet: field<MachineState>("boolean", "every device is suspended", (s) => s.quiet),
  } },
  { kind: "device", doc: "A device with its driver.", fields: {
    state: field<DeviceState>({ enum: ["running", "suspending", "suspended", "resuming"] }, "whether it runs", (s) => s.power),
    opens: field<DeviceState>("number", "how often processes have it open", (s) => s.opens),
    busy:  field<DeviceState>("number", "requests in service", (s) => s.station.busy),
  } },
  { kind: "process", doc: "A process that uses devices.", fields: {
    alive: field<ProcessState>("boolean", "whether it has not been killed", (s) => s.alive),
  } },
  { kind: "driver", doc: "The program that runs devices of one make.", fields: {} },
  WORKLOAD_KIND,
  operationKind({ errors: ERRORS, phases: PHASE_IDS, culprits: CULPRITS }),
];

// biome-ignore format: a table is read by rows and columns
const EVENTS: readonly EventSpec[] = [
  { name: "suspend",  kind: Ev.suspend,  of: ["device"], doc: "The device is suspended." },
  { name: "resume",   kind: Ev.resume,   of: ["device"], doc: "The device runs again." },
  { name: "transfer", kind: Ev.transfer, of: ["device"], doc: "The device completed a request." },
  ...WORKLOAD_EVENTS,
  ...operationEvents(CULPRITS),
];

/** The words of this platform. */
export const VOCABULARY: Vocabulary = {
  contexts: {
    declaration: DECLARATIONS,
    topology: TOPOLOGY,
    driver: BEHAVIOUR_FORMS,
    process: PROCESS,
    workload: WORKLOAD_FORMS,
    action: ACTIONS,
  },
  kinds: KINDS,
  events: EVENTS,
  globals: [
    {
      name: "quiesced",
      entity: { kind: "machine", name: MACHINE_NAME },
      field: "quiet",
      doc: "Every device is suspended.",
    },
  ],
  predicates: operationPredicates(CULPRITS),
  builtIn: [{ kind: "machine", name: MACHINE_NAME }],
};
