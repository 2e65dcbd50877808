import type { Form } from "../../../model/vocabulary.ts";

/**
 * What a driver does otherwise than its obligations say, or how long it takes. The same phrases stand in a
 * `driver` block and, for one device and a time, after `fault`. A form that breaks a rule says which.
 */
// biome-ignore format: a table is read by rows and columns
export const BEHAVIOUR_FORMS = [
  // ---- times and manners: no rule is broken
  { id: "query-takes",      pattern: "query takes <time:duration>", doc: "how long it takes to complete a query-power", example: "query takes 10ms", source: "WDK:irp-mn-query-power" },
  { id: "d3-takes",         pattern: "D3 takes <time:duration>", doc: "how long the way to D3 takes once no request is in flight", example: "D3 takes 500ms", source: "WDK:wdf/a-device-enters-a-low-power-state" },
  { id: "d0-takes",         pattern: "D0 takes <time:duration>", doc: "how long the way back to D0 takes", example: "D0 takes 1s", source: "WDK:wdf/a-device-returns-to-its-working-state" },
  { id: "stops-by",         pattern: "stops requests by <manner:(draining|requeuing|suspending)>", doc: "what EvtIoStop does with requests in flight: it lets them end however long that takes, takes them back to run them again, or stops them to go on where they were. Without it they may end within `stop-grace` and are requeued then", example: "stops requests by requeuing", source: "WDK:wdf/using-power-managed-i-o-queues" },
  { id: "queue-holds",      pattern: "queue holds <limit:integer> [then <policy:(fails|drops|blocks)>]", breaks: "WIN-IO-05", doc: "so many requests may wait; the next one fails (also when nothing is said), vanishes, or keeps whoever issued it waiting. Only an overflow breaks the rule", example: "queue holds 100 then fails", source: "[inference] from [seed]" },
  { id: "serves",           pattern: "serves <width:integer> at a time", doc: "how many requests the hardware works on at a time; 1 when nothing is said", example: "serves 4 at a time" },
  { id: "stop-takes",       pattern: "stop takes <time:duration>", doc: "how long it takes to stop for a rebalance", example: "stop takes 5ms", source: "WDK:stopping-a-device-to-rebalance-resources" },
  { id: "start-takes",      pattern: "start takes <time:duration>", doc: "how long it takes to start", example: "start takes 5ms", source: "WDK:stopping-a-device-to-rebalance-resources" },
  { id: "takes-part",       pattern: "takes [no] part in the rebalance", doc: "its DHP rebalance policy; otherwise every class but `net` takes part", example: "takes part in the rebalance", source: "WDK:install/devpkey-device-dhp-rebalance-policy" },
  { id: "callback",         pattern: "has a processor callback", doc: "it keeps data for each processor and allocates it in KeProcessorAddStartNotify", example: "has a processor callback", source: "WDK:changes-to-the-number-of-processors" },
  { id: "allocation-fails", pattern: "fails to allocate for a new processor", doc: "its callback runs out of memory and says so, which ends the hot add", example: "fails to allocate for a new processor", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback" },
  { id: "heeds-memory",     pattern: "heeds memory arrivals", doc: "it registers for GUID_DEVICE_MEMORY and grows its buffers", example: "heeds memory arrivals", source: "WDK:changes-to-the-amount-of-physical-memory" },
  // ---- query power
  { id: "rejects-query",    pattern: "rejects query-power", breaks: "WIN-QP-01", doc: "it completes the S4 query with a failure", example: "rejects query-power", source: "[seed]" },
  { id: "powers-down",      pattern: "powers down on query-power", breaks: "WIN-QP-02", doc: "it goes to D3 at the query already", example: "powers down on query-power", source: "WDK:irp-mn-query-power" },
  { id: "keeps-dispatching", pattern: "keeps dispatching after query-power", breaks: "WIN-QP-03", doc: "having succeeded the query it goes on giving requests to the hardware", example: "keeps dispatching after query-power", source: "WDK:handling-irp-mn-query-power-for-device-power-states" },
  { id: "ignores-s0",       pattern: "ignores the reaffirming set-power", breaks: "WIN-QP-04", doc: "after a query that came to nothing it keeps holding its queue", example: "ignores the reaffirming set-power", source: "WDK:handling-irp-mn-query-power-for-system-power-states" },
  { id: "rejects-armed",    pattern: "rejects query-power while armed for wake", breaks: "WIN-QP-05", doc: "it fails the query because its wait/wake IRP is pending", example: "rejects query-power while armed for wake", source: "WDK:handling-a-system-query-power-irp-in-a-device-power-policy-owner" },
  { id: "skips-query",      pattern: "skips the device query", breaks: "WIN-QP-06", doc: "it completes the system query without asking its stack, which is surprised by D3: what is in flight then fails", example: "skips the device query", source: "WDK:handling-a-system-query-power-irp-in-a-device-power-policy-owner" },
  { id: "non-dynamic",      pattern: "is non-dynamic", breaks: "WIN-QP-07", doc: "it is marked CM_DEVCAP_NONDYNAMIC, or does not support power management: the system cannot quiesce", example: "is non-dynamic", source: "MSDN; WDK:handling-system-power-state-requests" },
  // ---- set power, going down
  { id: "fails-s4",         pattern: "fails S4 and stays in D0", breaks: "WIN-SP-01", doc: "it fails the S4 set, which the system ignores, and works on", example: "fails S4 and stays in D0", source: "WDK:irp-mn-set-power" },
  { id: "swallows",         pattern: "swallows power IRPs", breaks: "WIN-SP-02", doc: "it does not pass power IRPs down, so that nobody completes them", example: "swallows power IRPs", source: "WDK:passing-power-irps" },
  { id: "never-completes",  pattern: "never completes <irp:(query-power|D3|D0)>", breaks: "WIN-SP-03", doc: "it begins and does not end; the watchdog does. A `D3 takes` beyond the watchdog breaks the same rule", example: "never completes D3", source: "WDK:irp-mn-set-power, bug-check-0x9f" },
  { id: "waits-for-itself", pattern: "waits for its own power IRP", breaks: "WIN-SP-04", doc: "it blocks in DispatchPower on an event that only the same IRP's completion signals", example: "waits for its own power IRP", source: "WDK:passing-power-irps" },
  { id: "mutates",          pattern: "changes the minor code of power IRPs", breaks: "WIN-SP-05", doc: "the IRP is no longer what it was, and nobody completes the one that was sent", example: "changes the minor code of power IRPs", source: "WDK:passing-power-irps" },
  { id: "completes-early",  pattern: "completes S4 before D3", breaks: "WIN-SP-06", doc: "the power policy owner completes the system IRP without waiting for its device IRP", example: "completes S4 before D3", source: "WDK:power-irps-for-the-system" },
  { id: "no-remove-lock",   pattern: "holds no remove lock", breaks: "WIN-SP-07", doc: "it can be removed while a power IRP is outstanding", example: "holds no remove lock", source: "WDK:handling-device-power-down-irps" },
  // ---- D3 and I/O
  { id: "enters",           pattern: "enters <level:(D1|D2)> on S4", breaks: "WIN-D3-01", doc: "it goes to a state that is not the lowest", example: "enters D2 on S4", source: "[seed]; MSDN" },
  { id: "no-context",       pattern: "does not save its context", breaks: "WIN-D3-02", doc: "its registers are not restored: requests fail after the wake", example: "does not save its context", source: "WDK:handling-device-power-down-irps" },
  { id: "touches",          pattern: "touches its registers <after:duration> after D3", breaks: "WIN-D3-03", doc: "it reaches for the hardware while that is off", example: "touches its registers 50ms after D3", source: "WDK:queuing-i-o-requests-while-a-device-is-sleeping" },
  { id: "hibernate-path",   pattern: "keeps power as in the hibernation path", breaks: "WIN-D3-04", doc: "it saves its context and leaves the device on, with what DMA it does, as is right only where a hibernation file is written", example: "keeps power as in the hibernation path", source: "WDK:irp-mn-set-power against [seed]" },
  { id: "leaves-running",   pattern: "leaves requests running", breaks: "WIN-IO-01", doc: "requests in flight are neither ended nor stopped before D3", example: "leaves requests running", source: "[seed]" },
  { id: "fails-held",       pattern: "fails requests in D3", breaks: "WIN-IO-02", doc: "requests that arrive in D3 come back as errors", example: "fails requests in D3", source: "[seed]" },
  { id: "drops-held",       pattern: "drops requests in D3", breaks: "WIN-IO-03", doc: "requests that arrive in D3 vanish", example: "drops requests in D3", source: "[seed]" },
  { id: "dispatches-held",  pattern: "dispatches requests in D3", breaks: "WIN-IO-04", doc: "requests that arrive in D3 are given to the hardware", example: "dispatches requests in D3", source: "[seed]" },
  { id: "resumes",          pattern: "resumes <manner:(nothing|twice|last-first)>", breaks: "WIN-IO-06", doc: "after the wake its queue does not go on, the first held request is carried out twice, or the last one comes first", example: "resumes last-first", source: "[seed]; order [inference]" },
  { id: "no-io-stop",       pattern: "has no EvtIoStop", breaks: "WIN-IO-07", doc: "requests in flight cannot be stopped: D3 waits for them, however long. Only one that keeps D3 from beginning breaks the rule", example: "has no EvtIoStop", source: "WDK:wdf/using-power-managed-i-o-queues" },
  { id: "queues-above",     pattern: "queues above the power policy owner", breaks: "WIN-IO-08", doc: "a driver above the owner uses a power-managed queue: what it held is not delivered after the wake", example: "queues above the power policy owner", source: "WDK:wdf/power-management-for-i-o-queues" },
  { id: "dma-continues",    pattern: "dma continues [every <period:duration>]", breaks: "WIN-DMA-01", doc: "DMA goes on in D3, every 500 µs when nothing is said", example: "dma continues every 10ms", source: "[seed]" },
  { id: "dma-stops-late",   pattern: "dma stops <after:duration> after D3", breaks: "WIN-DMA-02", doc: "DMA goes on, every 500 µs, for this long after D3 was reported", example: "dma stops 50ms after D3", source: "WDK:wdf/a-device-enters-a-low-power-state" },
  { id: "interrupts",       pattern: "interrupts <after:duration> after D3 [edge]", breaks: "WIN-INT-01", doc: "its device asserts an interrupt, level or edge, this long after D3", example: "interrupts 1s after D3", source: "[seed]" },
  { id: "own-watchdog",     pattern: "own watchdog of <time:duration>", breaks: "WIN-TO-02", doc: "a timer of the driver's own is not suspended: it resets its device when nothing has ended for so long", example: "own watchdog of 3s", source: "[inference] from [seed]" },
  { id: "resets-on-time-out", pattern: "resets its device when a request times out", breaks: "WIN-D3-03", doc: "a time-out makes it abort the request in the hardware, whatever state that is in", example: "resets its device when a request times out", source: "[inference] from WIN-TO-01 and WIN-D3-03" },
  // ---- wake
  { id: "eager",            pattern: "restores before its bus is up", breaks: "WIN-WK-01", doc: "it touches the device before the bus driver has completed D0: the restore fails", example: "restores before its bus is up", source: "WDK:handling-device-power-up-irps" },
  { id: "fails-d0",         pattern: "fails D0", breaks: "WIN-WK-02", doc: "it fails the device set-power to D0: the device is lost", example: "fails D0", source: "WDK:irp-mn-set-power" },
  { id: "waits-for-d0",     pattern: "waits for D0 before it completes S0", breaks: "WIN-WK-03", doc: "a leaf's power policy owner keeps the system IRP, and with it a worker, until D0", example: "waits for D0 before it completes S0", source: "WDK:handling-a-system-set-power-irp-in-a-device-power-policy-owner" },
  { id: "full-resume",      pattern: "reloads as from disk for <time:duration>", breaks: "WIN-WK-04", doc: "it relies on the ShutdownType and loads firmware, enumerates and so on", example: "reloads as from disk for 30s", source: "WDK:irp-mn-set-power; [inference]" },
  // ---- binding, hot add, rebalance, memory
  { id: "binds",            pattern: "binds to <cpu:cpu>", breaks: "WIN-AF-01", doc: "it relies on the physical identity of the processor: when that is replaced, its interrupts are lost. Only such a replace breaks the rule", example: "binds to cpu1", source: "[seed]" },
  { id: "contiguous",       pattern: "assumes contiguous processors", breaks: "WIN-AF-02", doc: "it walks the affinity mask without gaps. Only a mask with a gap breaks the rule", example: "assumes contiguous processors", source: "WDK:changes-to-the-number-of-processors" },
  { id: "boot-array",       pattern: "has an array for the processors at boot", breaks: "WIN-HA-01", doc: "its data for processors does not grow: a DPC on a new one reaches beyond it", example: "has an array for the processors at boot", source: "WDK:changes-to-the-number-of-processors" },
  { id: "hides-error",      pattern: "hides a failed allocation for a new processor", breaks: "WIN-HA-02", doc: "its callback fails and says nothing: the processor goes live without data", example: "hides a failed allocation for a new processor", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback" },
  { id: "leaks",            pattern: "frees nothing when a processor add fails", breaks: "WIN-HA-03", doc: "what it allocated in KeProcessorAddStartNotify stays", example: "frees nothing when a processor add fails", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback" },
  { id: "writes-status",    pattern: "writes the status of a processor add", breaks: "WIN-HA-04", doc: "it writes OperationStatus although nothing failed: the add is refused", example: "writes the status of a processor add", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback" },
  { id: "caches-count",     pattern: "caches the number of processors", breaks: "WIN-HA-05", doc: "it goes on with the count of boot time", example: "caches the number of processors", source: "WDK:changes-to-the-number-of-processors" },
  { id: "allocates-late",   pattern: "allocates for a new processor when it arrives", breaks: "WIN-HA-06", doc: "it uses the asynchronous notification: until then threads run on the processor without data", example: "allocates for a new processor when it arrives", source: "WDK:introduction-to-driver-notification" },
  { id: "stays-registered", pattern: "stays registered when it is unloaded", breaks: "WIN-HA-07", doc: "its callback is called when its code is gone", example: "stays registered when it is unloaded", source: "DDI:wdm/nf-wdm-kederegisterprocessorchangecallback" },
  { id: "rejects-stop",     pattern: "rejects query-stop", breaks: "WIN-RB-01", doc: "it takes no part in a rebalance; legal only in the paging path", example: "rejects query-stop", source: "WDK:introduction-to-driver-notification" },
  { id: "drops-stopped",    pattern: "drops requests while stopped", breaks: "WIN-RB-02", doc: "requests that arrive during a rebalance vanish", example: "drops requests while stopped", source: "WDK:introduction-to-driver-notification" },
  { id: "old-affinity",     pattern: "keeps its old affinity", breaks: "WIN-RB-03", doc: "its interrupts are connected as before: the new processor takes none of them", example: "keeps its old affinity", source: "WDK:introduction-to-driver-notification" },
  { id: "fails-restart",    pattern: "fails to restart", breaks: "WIN-RB-04", doc: "it cannot be started after the rebalance and is removed", example: "fails to restart", source: "WDK:stopping-a-device-to-rebalance-resources" },
  { id: "boot-buffers",     pattern: "sizes its buffers at boot", breaks: "WIN-MM-01", doc: "they are too small when memory is added", example: "sizes its buffers at boot", source: "WDK:changes-to-the-amount-of-physical-memory" },
  { id: "expects-pool",     pattern: "expects pools to grow", breaks: "WIN-MM-02", doc: "it allocates what only larger pools would hold", example: "expects pools to grow", source: "WDK:changes-to-the-amount-of-physical-memory" },
] as const satisfies readonly Form[];

export type BehaviourId = (typeof BEHAVIOUR_FORMS)[number]["id"];

const BREAKING: ReadonlySet<string> = new Set(
  BEHAVIOUR_FORMS.flatMap((form) => ("breaks" in form ? [form.id] : [])),
);

/** Whether a behaviour of this form breaks a rule. */
export const isBreaking = (form: string): boolean => BREAKING.has(form);
