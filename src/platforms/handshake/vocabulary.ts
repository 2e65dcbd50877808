import type { FieldSpec, ValueType } from "../../model/component.ts";
import type { EntityKind, EventSpec, Form, Vocabulary } from "../../model/vocabulary.ts";
import type { CoordinatorState } from "./coordinator.ts";
import { PHASES } from "./coordinator.ts";
import type { DeviceState } from "./device.ts";
import { Ev } from "./protocol.ts";

/** The coordinator is always there, under this name. */
export const COORDINATOR_NAME = "coordinator";

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  { id: "topology", pattern: "topology", block: "topology", blockRequired: true, merges: true, once: false, doc: "The devices.", example: "topology { device d0 }" },
];

// biome-ignore format: a table is read by rows and columns
const TOPOLOGY: readonly Form[] = [
  { id: "device", pattern: "device <name:new device> [drains too early]", doc: "A device with its driver and its users. One that drains too early takes itself for drained while a request is under way.", breaks: "HS-01", example: "device d0" },
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
  { kind: "coordinator", doc: "It asks every device, and replaces the hardware when all are quiet.", fields: {
    phase:    field<CoordinatorState>({ enum: PHASES }, "what it is about", (s) => s.phase),
    rejected: field<CoordinatorState>("boolean", "a device has said no", (s) => s.hasHeardNo),
  } },
  { kind: "device", doc: "A device with its driver and its users.", fields: {
    state: field<DeviceState>({ enum: ["running", "agreed", "draining", "quiet"] }, "how far it is on its way to quiet", (s) => s.power),
    busy:  field<DeviceState>("number", "requests under way", (s) => s.inFlight),
    held:  field<DeviceState>("number", "requests that wait until it runs again", (s) => s.held),
  } },
];

// biome-ignore format: a table is read by rows and columns
const EVENTS: readonly EventSpec[] = [
  { name: "transfer",    kind: Ev.transfer,   of: ["device"], doc: "A request is done." },
  { name: "quiet",       kind: Ev.quiet,      of: ["device"], doc: "It fell quiet." },
  { name: "replaced",    kind: Ev.replaced,   of: [], doc: "The hardware is replaced." },
  { name: "resumed",     kind: Ev.resumed,    of: [], doc: "Everything runs again." },
  { name: "rolled-back", kind: Ev.rolledBack, of: [], doc: "Somebody said no, and everything runs as before." },
];

/** The words of this platform. */
export const VOCABULARY: Vocabulary = {
  contexts: { declaration: DECLARATIONS, topology: TOPOLOGY, action: [] },
  kinds: KINDS,
  events: EVENTS,
  globals: [],
  predicates: [],
  builtIn: [{ kind: "coordinator", name: COORDINATOR_NAME }],
};
