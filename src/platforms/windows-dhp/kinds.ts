import { fieldsOf, one } from "../../kit/fields.ts";
import type { OperationState } from "../../kit/operation-state.ts";
import { operationKind } from "../../kit/operation-words.ts";
import { PATIENT_WORKLOAD_KIND } from "../../kit/workload-words.ts";
import type { FieldSpec } from "../../model/component.ts";
import { NEVER, NOBODY } from "../../model/component.ts";
import type { EntityKind, EventSpec, GlobalSpec } from "../../model/vocabulary.ts";
import { CAUSES, causeRow } from "./causes.ts";
import type { ChipsetState } from "./components/chipset.ts";
import type { DeviceState } from "./components/device-state.ts";
import type { KernelState } from "./components/kernel.ts";
import type { PeerState } from "./components/peer.ts";
import type { ProcessorState } from "./components/processor.ts";
import type { UnitState } from "./components/unit.ts";
import { type TIMES, timeOf, type WindowsOperation } from "./operations/operation.ts";
import { PHASE_NAMES } from "./operations/phases.ts";
import { Ev, Harm } from "./protocol.ts";

/** Kinds that may refuse, be waited for, or bring the system down. */
export const CULPRITS = ["device", "unit", "chipset", "machine", "cpu"] as const;

const device = fieldsOf<DeviceState>();
const unit = fieldsOf<UnitState>();
const cpu = fieldsOf<ProcessorState>();
const machine = fieldsOf<KernelState>();
const peer = fieldsOf<PeerState>();
const chipset = fieldsOf<ChipsetState>();
const operation = fieldsOf<OperationState>();

const remark = (doc: string, bits: number): FieldSpec<never> => ({
  ...operation("boolean", doc, (s) => (s.remarks & bits) !== 0),
  needs: ["remarks"],
});

const time = (which: keyof typeof TIMES, doc: string): FieldSpec<never> => ({
  ...operation("duration", doc, (s) => s.phase),
  read: (({ phaseTimes }: OperationState, { phases }: WindowsOperation) =>
    timeOf({ phases: phaseTimes }, phases, which)) as unknown as FieldSpec<never>["read"],
  needs: ["phaseTimes"],
});

const powerWord = ({ power, pnp }: DeviceState): string => {
  if (pnp === "lost" || pnp === "removed" || pnp === "absent") return pnp;
  return power;
};

const pnpWord = ({ pnp }: DeviceState): string => pnp;

// biome-ignore format: a table is read by rows and columns
/** What expectations can read of each kind of thing. */
export const KINDS: readonly EntityKind[] = [
  { kind: "device", doc: "A device stack: its drivers and its queue.", fields: {
    power:      device(one("D0", "stopping", "falling", "D1", "D2", "D3", "waiting", "rising", "failed", "lost", "removed", "absent"), "the device power state, or what it is on the way to; `stopping` waits for requests in flight, `waiting` for the inrush lock", powerWord),
    system:     device(one("S0", "queried", "S4"), "what the last system power IRP was about", (s) => s.system),
    pnp:        device(one("started", "absent", "stop-pending", "stopped", "lost", "removed"), "whether it is started", pnpWord),
    held:       device("boolean", "its queue gives nothing to the hardware", (s) => s.held),
    "in-flight": device("number", "requests that the hardware works on", (s) => s.flights.length),
    processors: device("number", "processors that its interrupts may go to", (s) => s.affinity),
    context:    device(one("kept", "lost"), "whether its registers have survived", (s) => (s.contextLost ? "lost" : "kept")),
  } },
  { kind: "unit", doc: "A partition unit.", fields: {
    place: unit(one("in-use", "spare", "absent", "released"), "where it is; `released` has gone back to the service processor", (s) => s.place),
    ready: unit("boolean", "it can be used", (s) => s.ready),
  } },
  { kind: "cpu", doc: "A processor by its Windows number.", fields: {
    state: cpu(one("running", "parking", "parked", "absent"), "what it does", (s) => s.state),
  } },
  { kind: "machine", doc: "Windows itself, and what has really come to harm since the last operation began.", fields: {
    frozen:         machine("boolean", "P5 to P7: nothing runs but the control path", (s) => s.frozen),
    corrupted:      machine("boolean", "the memory in use is not what it should be", (s) => (s.harm & Harm.memory) !== 0),
    harmed:         machine("boolean", "a device, I/O or memory was lost", (s) => s.harm !== 0),
    "devices-lost": machine("number", "devices that did not come back", (s) => s.devicesLost),
    busy:           machine("boolean", "an operation changes the partition", (s) => s.holder !== NOBODY),
  } },
  { kind: "chipset", doc: "The replace driver of the platform.", fields: {
    begun: chipset("boolean", "between BeginReplace and EndReplace", (s) => s.begun),
  } },
  { kind: "peer", doc: "A remote node that listens for this one.", fields: {
    node: peer(one("up", "down"), "what it thinks of this node", (s) => s.node),
  } },
  { kind: "driver", doc: "The driver of devices of one make.", fields: {} },
  PATIENT_WORKLOAD_KIND,
  operationKind({ errors: Object.keys(CAUSES), phases: PHASE_NAMES, culprits: CULPRITS, fields: {
    "time-to-quiesce": time("quiesce", "TimeToQuiesce of event 242: from the first S4 set-power until the last device is in D3"),
    "time-quiesced":   time("quiesced", "TimeQuiesced: from there until the processors run again"),
    "time-to-wake":    time("wake", "TimeToWake: from there until the last device is in D0"),
    "time-total":      operation("duration", "TimeTotal: the whole operation, the passive copy included", (s) => (s.end === NEVER ? NEVER : s.end - s.start)),
    corrupted:         remark("the memory that it left in use is not what it should be", Harm.memory),
    "device-lost":     remark("a device was lost since it began, and before another one did", Harm.device),
    harmed:            remark("a device, a request or memory was lost since then", Harm.device + Harm.io + Harm.memory),
    "bug-check":       operation("number", "the code of the bug check that it ended with; 0 when it did not", (s) => (s.outcome === "panicked" ? (causeRow(s.error)?.stop ?? 0) : 0)),
  } }),
];

// biome-ignore format: a table is read by rows and columns
export const EVENTS: readonly EventSpec[] = [
  { name: "event-240", kind: Ev.event240, doc: "A partition unit replace operation has been initiated." },
  { name: "event-241", kind: Ev.event241, doc: "A partition unit replace operation has failed." },
  { name: "event-242", kind: Ev.event242, doc: "A partition unit has been successfully replaced." },
  { name: "frozen", kind: Ev.frozen, doc: "P5 begins: programs stand still and interrupts are masked." },
  { name: "thawed", kind: Ev.thawed, doc: "P7 is over: everything runs again." },
  { name: "joined", kind: Ev.joined, of: ["unit"], doc: "The unit is part of the partition." },
  { name: "page-differs", kind: Ev.pageDiffers, of: ["unit"], doc: "A page of the target was written to after its copy: the spare has an older one." },
  { name: "chipset-call", kind: Ev.call, doc: "A callback of the replace driver was called." },
  // ---- power
  { name: "query-power", kind: Ev.query, of: ["device"], doc: "The stack received an S4 query." },
  { name: "query-rejected", kind: Ev.queryRejected, of: ["device"], doc: "It rejected it." },
  { name: "set-s4", kind: Ev.setS4, of: ["device"], doc: "The stack received the S4 set." },
  { name: "s4-completed", kind: Ev.s4Done, of: ["device"], doc: "Its power policy owner completed the S4 system IRP." },
  { name: "d3", kind: Ev.d3, of: ["device"], doc: "The device is in D3, or in the lowest state that it goes to." },
  { name: "set-s0", kind: Ev.setS0, of: ["device"], doc: "The stack received the S0 set." },
  { name: "s0-completed", kind: Ev.s0Done, of: ["device"], doc: "Its power policy owner completed the S0 system IRP." },
  { name: "d0-begins", kind: Ev.rising, of: ["device"], doc: "The device begins to power up." },
  { name: "d0", kind: Ev.d0, of: ["device"], doc: "The device is in D0 again." },
  { name: "device-lost", kind: Ev.deviceLost, of: ["device"], doc: "The device will not come back." },
  { name: "removed", kind: Ev.removed, of: ["device"], doc: "The device was removed." },
  // ---- I/O and hazards
  { name: "held", kind: Ev.held, of: ["device"], doc: "From now on its queue gives nothing to the hardware." },
  { name: "released", kind: Ev.released, of: ["device"], doc: "Its queue goes on." },
  { name: "request-requeued", kind: Ev.requeued, of: ["device"], doc: "A request was taken back from the hardware." },
  { name: "queue-overflow", kind: Ev.overflow, of: ["device"], doc: "A request found the queue full." },
  { name: "dma", kind: Ev.dma, of: ["device"], doc: "DMA although the device is not in D0, or everything is frozen." },
  { name: "interrupt", kind: Ev.interrupt, of: ["device"], doc: "An interrupt although the device is not in D0." },
  { name: "interrupt-lost", kind: Ev.interruptLost, of: ["device"], doc: "Nobody was there for an edge." },
  { name: "interrupt-storm", kind: Ev.interruptStorm, of: ["device"], doc: "A level that nobody handles." },
  { name: "register-access", kind: Ev.access, of: ["device"], doc: "Registers were touched although the device is not in D0." },
  { name: "reset", kind: Ev.reset, of: ["device"], doc: "The driver resets its device or aborts a request in it." },
  // ---- hot add
  { name: "processor-add-start", kind: Ev.addStart, of: ["device"], doc: "Its driver's callback was called: KeProcessorAddStartNotify." },
  { name: "processor-add-complete", kind: Ev.addComplete, of: ["device"], doc: "The same: KeProcessorAddCompleteNotify." },
  { name: "processor-add-failure", kind: Ev.addFailure, of: ["device"], doc: "The same: KeProcessorAddFailureNotify." },
  { name: "processor-online", kind: Ev.online, of: ["cpu"], doc: "Threads and interrupts come to it." },
  { name: "arrival", kind: Ev.arrival, doc: "GUID_DEVICE_PROCESSOR or GUID_DEVICE_MEMORY was announced." },
  { name: "out-of-range", kind: Ev.outOfRange, of: ["device"], doc: "A driver reached beyond its array for processors." },
  { name: "processor-without-data", kind: Ev.noData, of: ["device"], doc: "A driver's code ran on a processor for which it has no data." },
  { name: "query-stop", kind: Ev.queryStop, of: ["device"], doc: "The stack was asked whether it may be stopped." },
  { name: "query-stop-rejected", kind: Ev.stopRejected, of: ["device"], doc: "It said no." },
  { name: "cancel-stop", kind: Ev.cancelStop, of: ["device"], doc: "It stays started." },
  { name: "stopped", kind: Ev.stopped, of: ["device"], doc: "It is stopped." },
  { name: "restarted", kind: Ev.restarted, of: ["device"], doc: "It is started again." },
  { name: "surprise-removed", kind: Ev.surprise, of: ["device"], doc: "It could not be started again." },
  { name: "enumerated", kind: Ev.enumerated, of: ["device"], doc: "Its bus has found it." },
  { name: "parked", kind: Ev.parked, of: ["cpu"], doc: "The processor is in the rendezvous." },
  { name: "node-down", kind: Ev.nodeDown, of: ["peer"], doc: "The peer takes this node for down." },
];

export const GLOBALS: readonly GlobalSpec[] = [
  {
    name: "quiesced",
    entity: { kind: "machine", name: "machine" },
    field: "frozen",
    doc: "P5 to P7: nothing runs but the control path.",
  },
];
