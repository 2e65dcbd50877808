import type { Knob, Profile } from "../../model/platform.ts";

const SECOND = 1_000_000_000;
const MS = 1_000_000;

/** What the sources leave open or switchable, and the limits they give. */
// biome-ignore format: a table is read by rows and columns
export const KNOBS = [
  { name: "quiesce-on",            type: { enum: ["connect", "unconfigure"] }, default: "connect", source: "SDR, M-S against [seed]",
    doc: "which operation pauses the operating system: connecting a board, or unconfiguring one with permanent memory" },
  { name: "unsafe-check",          type: { enum: ["none", "open", "listed"] }, default: "none", source: "SQ, [seed], NQ",
    doc: "what is refused before any driver is asked: nothing, open suspend-unsafe devices, or attached drivers of the unsafe list" },
  { name: "offenders",             type: { enum: ["first", "all"] }, default: "first", source: "SQ, NQ",
    doc: "how many of the processes that did not stop are reported" },
  { name: "resume-failure",        type: { enum: ["panic", "report"] }, default: "panic", source: "SQ, NQ",
    doc: "what follows when a driver fails DDI_RESUME" },
  { name: "sync-filesystems",      type: "boolean", default: true, source: "SQ, NQ", doc: "filesystems are synchronised before drivers are suspended" },
  { name: "clock-stops",           type: { enum: ["before-cpus", "after-cpus"] }, default: "before-cpus", source: "SQ, NQ", doc: "whether the clock stops before or after the other processors" },
  { name: "announce-devices",      type: "boolean", default: false, source: "NQ", doc: "the console names each device as it is suspended" },
  { name: "force-overrides",       type: { enum: ["nothing", "unsafe-check"] }, default: "nothing", source: "SQ, NQ, E10b p.11", doc: "what `-f` overrides within the quiesce" },
  { name: "rt-policy",             type: { enum: ["ignore", "refuse", "forcible"] }, default: "ignore", source: "E10a, SSH, E10b; no check in SQ or NQ",
    doc: "what a real-time process means to the quiesce" },
  { name: "skip-user-threads",     type: "boolean", default: false, source: "SQ", doc: "user threads are not stopped at all" },
  { name: "check-user-stop-result", type: "boolean", default: true, source: "SQ", doc: "a thread that did not stop ends the quiesce" },
  { name: "allow-blocked-threads", type: "boolean", default: true, source: "SQ", doc: "a thread asleep in the kernel counts as stopped" },
  { name: "skip-kernel-threads",   type: "boolean", default: true, source: "SQ", doc: "kernel daemons are not checkpointed" },
  { name: "callback-time-out",     type: "duration", default: 90 * SECOND, source: "CB", doc: "how long one daemon's checkpoint callback may take" },
  { name: "cpu-check-in-limit",    type: "duration", default: 1000 * MS, source: "SQ", doc: "how long one CPU may take to reach the spin loop" },
  { name: "thaw-delay",            type: "duration", default: 1 * SECOND, source: "SQ", doc: "the pause after SIGTHAW" },
  { name: "disk-drain-limit",      type: "duration", default: 30 * SECOND, source: "SD", doc: "how long a disk driver waits for commands in flight before it refuses" },
  { name: "tape-drain-limit",      type: "duration", default: 10 * SECOND, source: "ST", doc: "the same for a tape driver" },
  { name: "drain-limit",           type: "duration", default: 30 * SECOND, source: "[inference] as SD", doc: "the same for every other driver" },
  { name: "stop-latency",          type: "duration", default: 1 * MS, source: "[inference]", doc: "how long an ordinary user thread takes to reach its stop point" },
  { name: "critical-time",         type: "duration", default: 2 * SECOND, source: "[seed] a few seconds", doc: "the frozen window of an unconfigure in the guide's sense" },
  { name: "io-board-test-time",    type: "duration", default: 100 * MS, source: "M-S short; figure [inference]", doc: "firmware test of an I/O board while the system is frozen" },
  { name: "cpu-board-test-time",   type: "duration", default: 5 * SECOND, source: "M-S long; figure [inference]", doc: "firmware test of a CPU/memory board, external caches included" },
  { name: "copy-time",             type: "duration", default: 10 * SECOND, source: "NM; figure [inference]", doc: "copying a board's permanent memory while the system is frozen" },
  { name: "stray-access",          type: { enum: ["corrupts", "panics"] }, default: "corrupts", source: "[seed]; outcome [inference]", doc: "what a memory access in the frozen window does" },
  { name: "watchdog",              type: "duration", default: 600 * SECOND, source: "[inference]", doc: "virtual time without progress after which an operation counts as hung" },
  { name: "hardware-watchdog",     type: "boolean", default: true, source: "SQ", doc: "the time-of-day watchdog is active" },
  { name: "second-suspend",        type: { enum: ["refused", "succeeds"] }, default: "refused", source: "ST refuses, SD succeeds", doc: "what a driver says when asked to suspend a device that is suspended already" },
  { name: "slots",                 type: "number", default: 16, source: "M-S", doc: "slots of the card cage: 4, 5, 8 or 16" },
  { name: "supplies",              type: "number", default: 8, source: "SC", doc: "power supplies that are ok" },
  { name: "hot-plug",              type: "boolean", default: true, source: "SC, RN", doc: "the machine has hot-plug hardware" },
  { name: "dr-firmware",           type: "boolean", default: true, source: "SC, RN", doc: "the firmware supports dynamic reconfiguration" },
  { name: "supported-board-types", type: "text", default: "014", source: "SDR, RN", doc: "digits of the board types that the firmware lists" },
  { name: "bus-speed",             type: "number", default: 84, source: "SDR", doc: "speed of the system bus in MHz; above 84 only plus boards may be connected" },
  { name: "kernel-cage",           type: "boolean", default: true, source: "RN, ACD", doc: "kernel pages are kept in a bounded set of memory" },
  { name: "memory-interleave",     type: { enum: ["min", "max"] }, default: "min", source: "PN", doc: "max interleaves memory across boards, which blocks its reconfiguration" },
  { name: "memory-drain-time",     type: "duration", default: 2 * SECOND, source: "M-A depends on load; figure [inference]", doc: "online drain of a bank without permanent pages" },
  { name: "memory-test-time",      type: "duration", default: 10 * SECOND, source: "M-A; figure [inference]", doc: "test of a spare bank by `cfgadm -t`, whatever its level" },
  { name: "memory-delete-time-out", type: "duration", default: 60 * SECOND, source: "AC", doc: "no progress for this long ends a memory delete; `-o timeout=#` overrides, 0 never" },
] as const satisfies readonly Knob[];

/** Which of the documented systems is meant. */
export const PROFILES = [
  {
    name: "exx00",
    doc: "faithful to the shipped code of these machines: connect and quiesce-test pause the system",
    source: "SQ, SDR, M-S",
    values: {},
  },
  {
    name: "guide",
    doc: "faithful to the guide's words: unconfiguring a board with permanent memory pauses the system, open suspend-unsafe devices are refused",
    source: "[seed]",
    values: {
      "quiesce-on": "unconfigure",
      "unsafe-check": "open",
      offenders: "all",
      "resume-failure": "report",
    },
  },
  {
    name: "ngdr",
    doc: "Enterprise 10000 and Sun Fire: copy-rename of permanent memory under a quiesce, a list of unsafe drivers, force",
    source: "NQ, NM",
    values: {
      "quiesce-on": "unconfigure",
      "unsafe-check": "listed",
      offenders: "all",
      "resume-failure": "report",
      "sync-filesystems": false,
      "clock-stops": "after-cpus",
      "announce-devices": true,
      "force-overrides": "unsafe-check",
    },
  },
] as const satisfies readonly Profile[];
