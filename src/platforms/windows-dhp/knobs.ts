import type { Knob, Profile } from "../../model/platform.ts";

const SECOND = 1_000_000_000;
const MS = 1_000_000;
const GIB = 2 ** 30;

/** What the sources leave open, and the limits they give. */
// biome-ignore format: a table is read by rows and columns
export const KNOBS = [
  { name: "sku", type: { enum: ["datacenter", "itanium", "enterprise", "standard", "x86", "server-2003"] }, default: "datacenter", source: "WDK:introduction-to-dynamic-hardware-partitioning, TN; DDI:ndis names enterprise too",
    doc: "which Windows runs: datacenter, itanium and enterprise (64-bit) replace and add; x86 and server-2003 add memory only; standard does neither" },
  { name: "query-reject-policy", type: { enum: ["abort", "override"] }, default: "abort", source: "WDK:irp-mn-query-power; [inference] for the replace",
    doc: "what a rejected query means: the replace fails and S0 is reaffirmed, or S4 is set all the same" },
  { name: "send-query",          type: "boolean", default: true, source: "[seed]; MSDN speaks of S4 power IRPs only", doc: "a query pass precedes the set pass" },
  { name: "event-240-at",        type: { enum: ["before", "after"] }, default: "before", source: "[inference]", doc: "whether event 240 is written before or after the validation" },
  { name: "passive-copy",        type: "boolean", default: true, source: "PAT 7877358", doc: "unmodified memory is copied while the system runs; otherwise all of it in the quiesced time" },
  { name: "quiesce-timeout",     type: "duration", default: 0, source: "[inference]", doc: "how long one device may take to reach D3 before the replace gives up with a quiesce failure; 0: only the watchdog ends it" },
  { name: "clock-in-quiesce",    type: { enum: ["frozen", "running"] }, default: "frozen", source: "[inference]", doc: "whether local timers stand still from P5 to P7" },
  { name: "freeze-user-at",      type: { enum: ["P5", "never"] }, default: "P5", source: "[inference]", doc: "from which phase on programs issue nothing, until P7 is over" },
  { name: "no-return-at",        type: { enum: ["copy", "processor-state", "swap"] }, default: "swap", source: "[inference]", doc: "the step of P6 from which on a failure is a bug check" },
  { name: "swap-rollback",       type: "boolean", default: false, source: "[inference]", doc: "a Swap that fails can be rolled back all the same" },
  { name: "power-irp-workers",   type: "number", default: 8, least: 1, source: "WDK:handling-a-system-set-power-irp-in-a-device-power-policy-owner; number [inference]", doc: "system power IRPs under way at a time" },
  { name: "watchdog",            type: "duration", default: 600 * SECOND, source: "WDK:debugger/bug-check-0x9f", doc: "how long one power IRP may take before bug check 0x9F; 0: for ever" },
  { name: "horizon",             type: "duration", default: 3600 * SECOND, source: "[inference]", doc: "waiting this long for something that has no limit of its own, an operation counts as hung" },
  { name: "transition-limit",    type: "duration", default: 0, source: "WDK:debugger/bug-check-0xa0; value not given", doc: "how long the quiesce, or the wake, may take in all before bug check 0xA0; 0: for ever" },
  { name: "rendezvous-limit",    type: "duration", default: 1 * SECOND, source: "[inference]", doc: "how long a processor may take to park" },
  { name: "rendezvous-failure",  type: { enum: ["bug-check", "hang", "report"] }, default: "bug-check", source: "[inference]", doc: "what follows when one does not: bug check 0x101, nothing for ever, or a quiesce failure" },
  { name: "inrush-queue-limit",  type: "number", default: 64, source: "WDK:debugger/bug-check-0xa0 p1=1; number [inference]", doc: "inrush IRPs that may wait before bug check 0xA0; 0: any number" },
  { name: "timer-basis",         type: { enum: ["arrival", "dispatch"] }, default: "arrival", source: "[inference]", doc: "whether the time of a request begins when it is issued or when it is given to the hardware; a workload may say otherwise" },
  { name: "stop-grace",          type: "duration", default: 1 * SECOND, source: "[inference]", doc: "how long a driver lets requests in flight end before it stops and requeues them" },
  { name: "copy-bandwidth",      type: "size", default: 8 * GIB, least: 1, source: "NEC, an analogy", doc: "memory copied in a second" },
  { name: "dirty-rate",          type: "size", default: 0, source: "PAT 7877358; [inference]", doc: "memory written in a second while the system runs" },
  { name: "working-set",         type: "size", default: 1 * GIB, source: "[inference]", doc: "the most that is written again and again" },
  { name: "processor-state-time", type: "duration", default: 1 * MS, source: "[inference]", doc: "transfer of the processors' state in P6" },
  { name: "swap-time",           type: "duration", default: 1 * MS, source: "[inference]", doc: "how long Swap takes" },
  { name: "register-access",     type: { enum: ["garbage", "bug-check"] }, default: "garbage", source: "[inference]", doc: "what touching a device's registers in D3 does" },
  { name: "processor-data",      type: { enum: ["corrupts", "bug-check"] }, default: "corrupts", source: "WDK:changes-to-the-number-of-processors, both are named", doc: "what a driver does that has no data for the processor it runs on" },
  { name: "arrival-latency",     type: "duration", default: 10 * MS, source: "WDK:introduction-to-driver-notification, arbitrary", doc: "how long after a hot add its asynchronous notification comes" },
  { name: "multi-level-rebalance", type: "boolean", default: false, source: "WDK:devtest/pnp-tests--device-fundamentals-", doc: "one failed query-stop abandons the rebalance of all; otherwise of its stack only" },
  { name: "double-buffering",    type: "boolean", default: true, source: "KB 875542", doc: "32-bit DMA is double-buffered; without it memory must not grow beyond 4 GB" },
] as const satisfies readonly Knob[];

export const PROFILES = [
  {
    name: "documented",
    doc: "as the documents say, with the inferences of the options' defaults",
    source: "[seed]; WDK",
    values: {},
  },
  {
    name: "sleep",
    doc: "as a critical sleep transition since Windows Vista: a rejected query stops nothing",
    source: "WDK:irp-mn-query-power",
    values: { "query-reject-policy": "override" },
  },
] as const satisfies readonly Profile[];

/** The options of a scenario, all of them. */
export interface Options {
  readonly sku: "datacenter" | "itanium" | "enterprise" | "standard" | "x86" | "server-2003";
  readonly "query-reject-policy": "abort" | "override";
  readonly "send-query": boolean;
  readonly "event-240-at": "before" | "after";
  readonly "passive-copy": boolean;
  readonly "quiesce-timeout": number;
  readonly "clock-in-quiesce": "frozen" | "running";
  readonly "freeze-user-at": "P5" | "never";
  readonly "no-return-at": "copy" | "processor-state" | "swap";
  readonly "swap-rollback": boolean;
  readonly "power-irp-workers": number;
  readonly watchdog: number;
  readonly horizon: number;
  readonly "transition-limit": number;
  readonly "rendezvous-limit": number;
  readonly "rendezvous-failure": "bug-check" | "hang" | "report";
  readonly "inrush-queue-limit": number;
  readonly "timer-basis": "arrival" | "dispatch";
  readonly "stop-grace": number;
  readonly "copy-bandwidth": number;
  readonly "dirty-rate": number;
  readonly "working-set": number;
  readonly "processor-state-time": number;
  readonly "swap-time": number;
  readonly "register-access": "garbage" | "bug-check";
  readonly "processor-data": "corrupts" | "bug-check";
  readonly "arrival-latency": number;
  readonly "multi-level-rebalance": boolean;
  readonly "double-buffering": boolean;
}
