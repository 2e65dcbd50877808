import { fieldsOf, one } from "../../kit/fields.ts";
import { NOBODY } from "../../model/component.ts";
import type { EntityKind, EventSpec, GlobalSpec } from "../../model/vocabulary.ts";
import type { BackplaneState } from "./components/backplane.ts";
import type { CpuState } from "./components/cpu.ts";
import type { DaemonState } from "./components/daemon.ts";
import type { DeviceState } from "./components/device-state.ts";
import type { FilesystemState } from "./components/filesystem.ts";
import type { PowerConfig, PowerState } from "./components/power.ts";
import { countingSupplies, minimumSupplies } from "./components/power.ts";
import type { ProcessState } from "./components/process.ts";
import type { SlotState } from "./components/slot-state.ts";
import { lamps } from "./components/slot-state.ts";
import type { SubsystemState } from "./components/subsystem.ts";
import { Ev } from "./protocol.ts";

const device = fieldsOf<DeviceState>();
const slot = fieldsOf<SlotState>();
const cpu = fieldsOf<CpuState>();
const process = fieldsOf<ProcessState>();
const daemon = fieldsOf<DaemonState>();
const filesystem = fieldsOf<FilesystemState>();
const machine = fieldsOf<BackplaneState>();
const supplies = fieldsOf<PowerState>();
const subsystem = fieldsOf<SubsystemState>();

const bank =
  (index: 0 | 1): ((state: SlotState) => string) =>
  (state) => {
    const { receptacle, busy, occupant } = state.banks[index];
    if (receptacle !== "connected") return receptacle;
    return busy === "no" ? occupant : busy;
  };

const powerStatus = (state: PowerState, config: PowerConfig): string => {
  const counting = countingSupplies(state, config.cage, state.loads);
  const minimum = minimumSupplies(state.loads);
  if (counting < minimum) return "below-minimum";
  return counting === minimum ? "minimum" : "redundant";
};

const BANK_STATES = one(
  "empty",
  "disconnected",
  "configured",
  "unconfigured",
  "draining",
  "testing",
);

/** What expectations can read of each kind of thing. */
// biome-ignore format: a table is read by rows and columns
export const KINDS: readonly EntityKind[] = [
  { kind: "device", doc: "a node of the device tree: a nexus or a leaf", fields: {
    state:        device(one("active", "draining", "suspending", "suspended", "resuming", "down", "failed", "detached"), "what it is doing; `down` is half-suspended by a driver that refused, `failed` did not come back", (s) => (s.attached ? s.power : "detached")),
    open:         device("boolean", "some process has it open", (s) => s.opens > 0),
    opens:        device("number", "how often it is open", (s) => s.opens),
    busy:         device("boolean", "open, mounted or serving requests", (s) => s.opens + s.holds > 0 || s.station.busy > 0),
    "in-flight":  device("number", "requests being served", (s) => s.station.busy),
    plugged:      device("boolean", "its cable is connected", (s) => s.plugged),
    reserved:     device("boolean", "it is reserved", (s) => s.reserved),
    registers:    device(one("kept", "lost"), "whether its hardware state has survived every suspend", (s) => (s.registersLost ? "lost" : "kept")),
    position:     device("number", "where a tape stands", (s) => s.position),
    "input-lost": device("number", "unsolicited input that never arrived", (s) => s.inputLost),
  } },
  { kind: "slot", doc: "an attachment point: a slot and the board in it", fields: {
    receptacle:      slot(one("empty", "disconnected", "connected"), "the receptacle's state", (s) => s.receptacle),
    occupant:        slot(one("unconfigured", "configured"), "the occupant's state", (s) => s.occupant),
    condition:       slot(one("unknown", "ok", "failing", "failed", "unusable"), "the attachment point's condition", (s) => s.condition),
    "in-transition": slot("boolean", "an operation is changing it", (s) => s.holder !== NOBODY),
    partial:         slot("boolean", "a configure or unconfigure of it stopped half way", (s) => s.partial),
    disabled:        slot("boolean", "it is on the disabled-board list", (s) => s.disabled),
    temperature:     slot(one("ok", "warm", "danger"), "what the last sample of its temperature showed", (s) => s.temperature),
    lamps:           slot(one("off-off-off", "off-on-off", "on-off-off", "on-off-flash"), "its lamps: green, yellow, green", lamps),
    bank0:           slot(BANK_STATES, "its memory bank 0; `disconnected` is one that the PROM marks failed", bank(0)),
    bank1:           slot(BANK_STATES, "its memory bank 1", bank(1)),
    "bank0-condition": slot(one("unknown", "ok", "failing", "failed", "unusable"), "the condition of bank 0", (s) => s.banks[0].condition),
    "bank1-condition": slot(one("unknown", "ok", "failing", "failed", "unusable"), "the condition of bank 1", (s) => s.banks[1].condition),
  } },
  { kind: "cpu", doc: "a processor", fields: {
    state: cpu(one("online", "captured", "offline", "powered-off", "absent"), "online, held in the spin loop, or out of use", (s) => (s.captured ? "captured" : s.power)),
    bound: cpu("number", "processes bound to it", (s) => s.bound.length),
  } },
  { kind: "process", doc: "a user process", fields: {
    state:    process(one("running", "marked", "stopped", "dead"), "`marked` is asked to stop and has not yet", (s) => (s.alive ? s.run : "dead")),
    blocked:  process("boolean", "asleep in the kernel where no signal reaches it", (s) => s.blocked),
    realtime: process("boolean", "in the real-time class", (s) => s.realtime),
    opens:    process("number", "devices it has open", (s) => s.opens.length),
  } },
  { kind: "daemon", doc: "a kernel daemon", fields: {
    state: daemon(one("running", "stopping", "stopped"), "whether it has been checkpointed", (s) => s.run),
  } },
  { kind: "filesystem", doc: "a filesystem", fields: {
    mounted: filesystem("boolean", "its device is busy with it", (s) => s.mounted),
    hung:    filesystem("boolean", "its server does not answer", (s) => s.hung),
  } },
  { kind: "machine", doc: "the machine as it is, whatever the operating system believes", fields: {
    quiesced:        machine("boolean", "interrupts are off on the last processor: everything must be silent", (s) => s.quiesced),
    memory:          machine(one("intact", "corrupted"), "whether something reached memory while the system was frozen", (s) => s.memory),
    "in-transition": machine("boolean", "the clock board's transition flag is taken", (s) => s.holder !== NOBODY),
  } },
  { kind: "power", doc: "the power supplies", fields: {
    status:   supplies(one("redundant", "minimum", "below-minimum"), "supplies against connected boards", powerStatus as never),
    supplies: supplies("number", "supplies that are ok", (s) => s.ok),
    boards:   supplies("number", "connected boards, which load them", (s) => s.loads),
  } },
  { kind: "subsystem", doc: "a part of the kernel that the quiesce switches off", fields: {
    running: subsystem("boolean", "whether it runs", (s) => s.running),
  } },
];

/** Names without an owner. */
export const GLOBALS: readonly GlobalSpec[] = [
  {
    name: "quiesced",
    entity: { kind: "machine", name: "machine" },
    field: "quiesced",
    doc: "the system is frozen: from the interrupts going off to their coming back",
  },
];

const event = (
  name: string,
  kind: EventSpec["kind"],
  doc: string,
  ...of: readonly string[]
): EventSpec => (of.length === 0 ? { name, kind, doc } : { name, kind, of, doc });

/** Events that expectations can name. */
// biome-ignore format: a table is read by rows and columns
export const EVENTS: readonly EventSpec[] = [
  event("suspend-call", Ev.suspendCalled, "its driver was asked to suspend", "device"),
  event("suspend", Ev.suspended, "it suspended successfully", "device"),
  event("suspend-refused", Ev.suspendRefused, "its driver refused to suspend", "device"),
  event("resume-call", Ev.resumeCalled, "its driver was asked to resume", "device"),
  event("resume", Ev.resumed, "it resumed", "device"),
  event("dma", Ev.dma, "it reached memory", "device"),
  event("irq", Ev.irq, "it interrupted", "device"),
  event("isr", Ev.irqHandled, "its interrupt was handled: at once, or, if interrupts were off, when they are on again", "device"),
  event("timer", Ev.timer, "a time-out of its driver fired", "device"),
  event("access", Ev.access, "a thread of its driver touched it", "device"),
  event("stray", Ev.stray, "it reached memory while the system was frozen", "device"),
  event("input-loss", Ev.inputLost, "unsolicited input was lost", "device"),
  event("attach", Ev.attached, "it was attached", "device"),
  event("detach", Ev.detached, "it was detached", "device"),
  event("unload", Ev.unloaded, "its driver was unloaded", "device"),
  event("opened", Ev.opened, "a process opened it", "device"),
  event("closed", Ev.closed, "a process closed it", "device"),
  event("marked", Ev.userMarked, "it was marked to stop", "process"),
  event("stopped", Ev.userStopped, "it stopped, or counted as stopped", "process"),
  event("released", Ev.userReleased, "it runs again", "process"),
  event("sigthaw", Ev.thawed, "it got SIGTHAW", "process"),
  event("died", Ev.killed, "it ended", "process"),
  event("checkpoint", Ev.daemonStopped, "it was checkpointed", "daemon"),
  event("sync", Ev.synced, "it was synchronised", "filesystem"),
  event("switch-off", Ev.subsystemOff, "it was switched off", "subsystem"),
  event("switch-on", Ev.subsystemOn, "it was switched on again", "subsystem"),
  event("capture", Ev.cpuCaptured, "it reached the spin loop", "cpu"),
  event("release", Ev.cpuReleased, "it left the spin loop", "cpu"),
  event("offline", Ev.cpuOffline, "it went offline", "cpu"),
  event("online", Ev.cpuOnline, "it came online", "cpu"),
  event("quiesce", Ev.quiesced, "the system went silent"),
  event("unquiesce", Ev.unquiesced, "the silence ended"),
  event("firmware-test", Ev.firmware, "firmware finished its work on the board", "slot"),
  event("memory-copy", Ev.copied, "its memory was copied", "slot"),
  event("transition", Ev.transition, "it went into or out of transition", "slot", "machine"),
  event("drain-progress", Ev.progress, "some pages of a bank of it were moved", "slot"),
  event("reboot", Ev.reboot, "the machine rebooted for want of power"),
  event("shutdown", Ev.shutdown, "the machine shut down because a board was too hot"),
];

/** Entities that every scenario has. */
export const BUILT_IN = [
  { kind: "machine", name: "machine" },
  { kind: "power", name: "power" },
  { kind: "process", name: "init" },
  { kind: "subsystem", name: "lock-manager" },
  { kind: "subsystem", name: "sysctrl" },
  { kind: "subsystem", name: "cyclics" },
  { kind: "subsystem", name: "callouts" },
  { kind: "subsystem", name: "watchdog" },
] as const;
