import { fieldsOf, one } from "../../kit/fields.ts";
import { sizeOf } from "../../kit/intervals.ts";
import { operationKind } from "../../kit/operation-words.ts";
import { PATIENT_WORKLOAD_KIND } from "../../kit/workload-words.ts";
import type { FieldSpec } from "../../model/component.ts";
import { NOBODY } from "../../model/component.ts";
import type { EntityKind, EventSpec } from "../../model/vocabulary.ts";
import type { BusState } from "./components/bus.ts";
import type { CardState } from "./components/card.ts";
import type { ChainConfig, ChainState } from "./components/chain.ts";
import type { DriverState } from "./components/driver.ts";
import type { FunctionState } from "./components/function-state.ts";
import type { Code, InstanceState } from "./components/instance-state.ts";
import { CODES } from "./components/instance-state.ts";
import { lengthOf } from "./components/job-queue.ts";
import type { LineState } from "./components/line.ts";
import type { MachineState } from "./components/machine.ts";
import type { SlotState } from "./components/slot-state.ts";
import type { TargetState } from "./components/target.ts";
import { ERRORS } from "./errors.ts";
import { PHASE_NAMES } from "./operations/phases.ts";
import { STEP_PHASES } from "./operations/program.ts";
import { Ev } from "./protocol.ts";
import type { ReadingState } from "./resmgr/reading.ts";
import type { ResmgrState } from "./resmgr/resmgr-state.ts";
import { RESULTS } from "./resmgr/steps.ts";

/** Kinds that may refuse or be waited for. */
export const CULPRITS = ["instance", "slot", "target", "driver", "machine", "resmgr"] as const;

/** Kinds that may break a rule: a function, its record and its instance have one name, and it is the instance that is meant. */
export const BLAMED = ["instance", "slot", "driver", "target", "operation"] as const;

const reading = fieldsOf<ReadingState>();
const resmgr = fieldsOf<ResmgrState>();
const instance = fieldsOf<InstanceState>();
const hardware = fieldsOf<FunctionState>();
const slot = fieldsOf<SlotState>();
const bus = fieldsOf<BusState>();
const card = fieldsOf<CardState>();
const target = fieldsOf<TargetState>();
const line = fieldsOf<LineState>();
const driver = fieldsOf<DriverState>();
const chain = fieldsOf<ChainState>();
const machine = fieldsOf<MachineState>();

const MEANINGS: Readonly<Record<Code, string>> = {
  SDI_ASW: "jobs that ended well",
  SDI_HAERR: "jobs that ended with an adapter error",
  SDI_NOSELE: "jobs that found nobody",
  SDI_TIME: "jobs that took too long",
  SDI_QFLUSH: "jobs that CFG_REMOVE has failed",
};

/** `sdi-asw`, `sdi-haerr`, … */
const codeFields = Object.fromEntries(
  CODES.map((code) => [
    code.toLowerCase().replace("_", "-"),
    { ...instance("number", `${code}: ${MEANINGS[code]}`, (s) => s.codes[code]), needs: ["codes"] },
  ]),
);

const bit = (name: string, doc: string): FieldSpec<never> =>
  slot("boolean", `${name}: ${doc}`, (s) => s.bits.includes(name));

const stateOf = ({ state, call }: InstanceState): string => CALLING[call?.func ?? ""] ?? state;

const CALLING: Readonly<Record<string, string>> = {
  CFG_ADD: "adding",
  CFG_SUSPEND: "suspending",
  CFG_MODIFY: "modifying",
  CFG_RESUME: "resuming",
  CFG_REMOVE: "removing",
};

const STATES = [
  "absent",
  "pending",
  "add-failed",
  "active",
  "suspended",
  ...Object.values(CALLING),
];

const activeMember = (s: ChainState, { members }: ChainConfig): number =>
  members[s.active] ?? NOBODY;

// biome-ignore format: a table is read by rows and columns
/** What expectations can read of each kind of thing. */
export const KINDS: readonly EntityKind[] = [
  { kind: "instance", doc: "A driver's state for one device. It has the name of the function on which it was first added.", fields: {
    state:     instance(one(...STATES), "where it stands, or which call of config(D2) is under way; `pending` is bound and not added, `add-failed` may be added again", stateOf),
    key:       instance({ entity: ["function"] }, "the function whose record it has", (s) => s.fn),
    idata:     instance(one("none", "set", "unset", "freed"), "what the driver has returned from CFG_ADD; `unset` is success without it", (s) => s.idata),
    attached:  instance("boolean", "its interrupts are attached", (s) => s.attached),
    registered: instance("boolean", "its devices are in the equipped device table", (s) => s.registered),
    held:      instance("boolean", "its I/O is held", (s) => s.held),
    dropping:  instance("boolean", "its frames are dropped", (s) => s.dropping),
    dead:      instance("boolean", "its hardware does not answer", (s) => s.dead),
    opens:     instance("number", "open channels", (s) => s.opens),
    "in-hardware": instance("number", "jobs that the hardware has", (s) => s.flights.length),
    queued:    instance("number", "jobs that wait", (s) => lengthOf(s.queue)),
    frames:    { ...instance("number", "frames that were dropped", (s) => s.lost), needs: ["lost"] },
    ...codeFields,
  } },
  { kind: "function", doc: "A device function of a card. Its instance has the same name, and other fields.", fields: {
    powered:   hardware("boolean", "it has power", (s) => s.powered),
    recorded:  hardware("boolean", "it has a record in the resource manager", (s) => s.recorded),
    bound:     hardware("boolean", "the Hot Plug Manager shows a driver, not `none`", (s) => s.bound !== NOBODY),
    driver:    hardware({ entity: ["instance"] }, "the instance that it shows as its driver", (s) => s.bound),
    interrupting: hardware("boolean", "it holds its interrupt line and nobody handles it", (s) => s.asserted),
  } },
  { kind: "slot", doc: "A socket: a connection point for a card.", fields: {
    power:     slot(one("off", "rising", "on", "falling"), "whether it has power", (s) => s.power),
    empty:     slot("boolean", "EMPTY", (s) => s.card === NOBODY),
    "inter-locked": slot("boolean", "INTER_LOCKED: its latch is closed", (s) => !s.latchOpen),
    "prsnt-pin1": slot("boolean", "PRSNT_PIN1: a card says that it is there", (s) => s.card !== NOBODY),
    "prsnt-pin2": slot("boolean", "PRSNT_PIN2: the same by the other pin", (s) => s.card !== NOBODY),
    attention: slot("boolean", "ATTENTION_STATE: the lamp is on", (s) => s.attention),
    blinking:  slot("boolean", "its button was pressed and can be pressed again to call it off", (s) => s.presser !== null),
    configured: slot("boolean", "its functions are registered", (s) => s.listed),
    "power-fault": bit("POWER_FAULT", "power has failed, or was cut"),
    "general-fault": bit("GENERAL_FAULT", "something else is wrong"),
    "config-fault": bit("CONFIG_FAULT", "the configuration space could not be set up"),
    "bad-frequency": bit("BAD_FREQUENCY", "the card is slower than the bus"),
  } },
  { kind: "bus", doc: "A PCI bus.", fields: {
    speed: bus("number", "the speed that it runs at, in MHz", (s) => s.speed),
    slots: bus("number", "its slots that have power", (s) => s.users.length),
  } },
  { kind: "card", doc: "A card.", fields: {
    inserted: card("boolean", "it is in a slot", (s) => s.slot !== NOBODY),
    slot: card({ entity: ["slot"] }, "the slot that it is in", (s) => s.slot),
  } },
  { kind: "target", doc: "A disk or tape on an adapter.", fields: {
    present: target("boolean", "it is in the equipped device table", (s) => s.present),
    opens:   target("number", "how often it is open", (s) => s.opens),
    pending: target("number", "functions that have not ended", (s) => sizeOf(s.pending)),
    paused:  target("boolean", "SFB_PAUSE", (s) => s.paused),
  } },
  { kind: "line", doc: "An interrupt line that functions share.", fields: {
    storming: line("boolean", "a function holds it and nobody handles that", (s) => s.asserted.length > 0),
  } },
  { kind: "driver", doc: "A driver.", fields: {
    state: driver(one("unloaded", "failed", "loaded"), "whether it is loaded; `failed`: drv_attach has", (s) => s.state),
  } },
  { kind: "chain", doc: "A network interface with its failover chain.", fields: {
    active:    { ...chain({ entity: ["instance"] }, "the NIC that carries the frames", (s) => s.active), read: activeMember as unknown as FieldSpec<never>["read"] },
    up:        chain("boolean", "some NIC carries the frames", (s) => s.active >= 0),
    failovers: chain("number", "how often another NIC was taken", (s) => s.failovers),
  } },
  { kind: "machine", doc: "The system as a whole.", fields: {
    halted: machine("boolean", "it has been shut down", (s) => s.halted),
  } },
  { kind: "controller", doc: "A hotplug controller driver.", fields: {} },
  { kind: "cpu", doc: "A processor.", fields: {} },
  { kind: "group", doc: "A CPU group.", fields: {} },
  { kind: "record", doc: "A record of the resource manager.", fields: {} },
  { kind: "context", doc: "Somebody who uses the resource manager.", fields: {} },
  { kind: "signal", doc: "Something that contexts tell each other.", fields: {} },
  { kind: "reading", doc: "What a step of a program came to.", fields: {
    result: reading(one(...RESULTS), "the error, `ok`, or `none` as long as the step has not been reached", (s) => s.result),
    value:  reading("number", "the value; 0 when there is none", (s) => s.value),
    count:  reading("number", "values that the param had", (s) => s.count),
    at:     { ...reading("moment", "when it was read", (s) => s.at), needs: ["at"] },
  } },
  { kind: "resmgr", doc: "The resource manager.", fields: {
    open:    resmgr("number", "transactions under way", (s) => s.open.length),
    writers: resmgr("number", "of these, those that may write", (s) => s.open.filter(({ mode }) => mode !== "read").length),
    waiting: resmgr("number", "begins that wait", (s) => s.waiting.length),
  } },
  PATIENT_WORKLOAD_KIND,
  operationKind({ errors: Object.keys(ERRORS), phases: [...STEP_PHASES, ...PHASE_NAMES], culprits: CULPRITS }),
];

const WRITERS = ["operation", "instance"];
const INSTANCE = ["instance"];
const SLOT = ["slot"];

// biome-ignore format: a table is read by rows and columns
export const EVENTS: readonly EventSpec[] = [
  { name: "transaction-asked", kind: Ev.begin, of: WRITERS, doc: "It asks to begin a transaction." },
  { name: "transaction-begun", kind: Ev.granted, of: WRITERS, doc: "Its transaction begins." },
  { name: "transaction-ended", kind: Ev.ended, of: WRITERS, doc: "Its transaction ends; what was written is there for all." },
  { name: "transaction-aborted", kind: Ev.aborted, of: WRITERS, doc: "Its transaction comes to nothing." },
  { name: "deadlock", kind: Ev.deadlock, of: WRITERS, doc: "It waits in vain; the text says for what, and who holds it since when." },
  // ---- slots
  { name: "card-inserted", kind: Ev.inserted, of: SLOT, doc: "A card was put into it." },
  { name: "event-posted", kind: Ev.posted, of: SLOT, doc: "hpci_postevent: its controller tells HPCI of a change." },
  { name: "slot-power", kind: Ev.power, of: SLOT, doc: "It got power, or lost it." },
  { name: "slot-configured", kind: Ev.configured, of: SLOT, doc: "hpci_confupdate(CONFIGURE)." },
  { name: "slot-deconfigured", kind: Ev.deconfigured, of: SLOT, doc: "hpci_confupdate(DECONFIGURE)." },
  { name: "surprise-removal", kind: Ev.surprise, of: SLOT, doc: "It lost power because somebody pulled the card or opened the latch." },
  // ---- instances
  { name: "record-created", kind: Ev.recorded, of: INSTANCE, doc: "HPCI's transaction that makes its record has ended." },
  { name: "record-deleted", kind: Ev.unrecorded, of: INSTANCE, doc: "Its record is gone." },
  { name: "driver-bound", kind: Ev.bound, of: INSTANCE, doc: "MODNAME is set: the tool shows its driver." },
  { name: "driver-unbound", kind: Ev.unbound, of: INSTANCE, doc: "The tool shows `none`." },
  { name: "nodes-created", kind: Ev.nodes, of: INSTANCE, doc: "It has device nodes." },
  { name: "cfg-add", kind: Ev.cfgAdd, of: INSTANCE, doc: "config(CFG_ADD) is called." },
  { name: "cfg-suspend", kind: Ev.cfgSuspend, of: INSTANCE, doc: "config(CFG_SUSPEND) is called." },
  { name: "cfg-modify", kind: Ev.cfgModify, of: INSTANCE, doc: "config(CFG_MODIFY) is called." },
  { name: "cfg-resume", kind: Ev.cfgResume, of: INSTANCE, doc: "config(CFG_RESUME) is called." },
  { name: "cfg-remove", kind: Ev.cfgRemove, of: INSTANCE, doc: "config(CFG_REMOVE) is called." },
  { name: "config-returned", kind: Ev.returned, of: INSTANCE, doc: "A call of config(D2) has returned; the text says which, and its errno." },
  { name: "instance-state", kind: Ev.state, of: INSTANCE, doc: "It stands elsewhere in its life; the text says where." },
  { name: "entered-on", kind: Ev.entered, of: INSTANCE, doc: "An entry point of a bound instance runs; the value is the processor." },
  { name: "interrupts-attached", kind: Ev.attached, of: INSTANCE, doc: "cm_intr_attach." },
  { name: "interrupts-detached", kind: Ev.detached, of: INSTANCE, doc: "cm_intr_detach." },
  { name: "sdi-register", kind: Ev.registered, of: INSTANCE, doc: "sdi_register." },
  { name: "sdi-deregister", kind: Ev.deregistered, of: INSTANCE, doc: "sdi_deregister has succeeded." },
  { name: "sdi-enable-instance", kind: Ev.enabled, of: INSTANCE, doc: "sdi_enable_instance." },
  { name: "mdi-hw-suspended", kind: Ev.hwSuspended, of: INSTANCE, doc: "The driver tells the stack that the hardware is suspended." },
  { name: "mdi-hw-resumed", kind: Ev.hwResumed, of: INSTANCE, doc: "And that it is back." },
  { name: "job-started", kind: Ev.started, of: INSTANCE, doc: "A job is given to the hardware." },
  { name: "job-ended", kind: Ev.jobEnded, of: INSTANCE, doc: "A job ended otherwise than well; the text is its completion code." },
  { name: "frame-dropped", kind: Ev.dropped, of: ["instance", "chain"], doc: "A frame vanished." },
  { name: "foreign-access", kind: Ev.foreignAccess, of: INSTANCE, doc: "Its code accessed hardware of another instance; the text says whose, in which entry point and on which processor." },
  { name: "dead-access", kind: Ev.deadAccess, of: INSTANCE, doc: "Its code accessed hardware without power." },
  { name: "access-while-suspended", kind: Ev.quietAccess, of: INSTANCE, doc: "Its code accessed hardware of a suspended instance." },
  { name: "access-out-of-reach", kind: Ev.outOfReach, of: INSTANCE, doc: "Its code accessed hardware that its CPU group does not reach." },
  { name: "instance-faulted", kind: Ev.faulted, of: INSTANCE, doc: "What it stands on was freed by another instance." },
  // ---- others
  { name: "interrupt-storm", kind: Ev.storm, of: ["line"], doc: "A level that nobody handles: the others of the line are not heard." },
  { name: "failed-over", kind: Ev.failedOver, of: ["chain"], doc: "Another NIC carries the frames." },
  { name: "chain-down", kind: Ev.chainDown, of: ["chain"], doc: "No NIC can." },
  { name: "halted", kind: Ev.halted, doc: "The system has been shut down." },
];
