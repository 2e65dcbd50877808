import { forbidden, never } from "../../../kit/monitors.ts";
import { monitor } from "../../../model/rule.ts";
import { Ev } from "../protocol.ts";
import type { RuleRow } from "./power.ts";

/** Data that is missing because an error was hidden is the other rule's matter. */
const withoutData = monitor<"fine" | "hidden">({
  scope: "subject",
  kinds: [Ev.hiddenError, Ev.noData],
  initial: "fine",
  step: (state, { kind, subject, value }, seen) => {
    if (kind === Ev.hiddenError) return "hidden";
    if (state === "fine") seen.violate(subject, `ran on cpu${value} without data for it`);
    return state;
  },
});

// biome-ignore format: a table is read by rows and columns
/** What a driver owes when processors and memory come and are replaced. */
export const ADDING_RULES: readonly RuleRow[] = [
  { id: "WIN-AF-01", text: "a driver does not bind itself to the physical identity of a processor", source: "[seed]", monitor: never(Ev.identityLost, "relied on a processor that was replaced") },
  { id: "WIN-AF-02", text: "nothing is assumed about the number and the mask of processors", source: "WDK:changes-to-the-number-of-processors", monitor: never(Ev.wrongProcessor, "took a gap in the affinity mask for a processor") },
  { id: "WIN-HA-01", text: "who keeps data for each processor registers for their changes", source: "WDK:changes-to-the-number-of-processors; DDI",
    monitor: forbidden([Ev.outOfRange], ({ value }) => `reached beyond its array on cpu${value}`) },
  { id: "WIN-HA-02", text: "a fatal error in KeProcessorAddStartNotify is reported", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback", monitor: never(Ev.hiddenError, "hid that it has no data for a new processor") },
  { id: "WIN-HA-03", text: "on KeProcessorAddFailureNotify what was allocated is freed", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback", monitor: never(Ev.leaked, "freed nothing after a failed add") },
  { id: "WIN-HA-04", text: "OperationStatus is not written on success", source: "DDI:wdm/nf-wdm-keregisterprocessorchangecallback", monitor: never(Ev.wroteStatus, "wrote OperationStatus although nothing failed") },
  { id: "WIN-HA-05", text: "the number of processors is asked for, not remembered", source: "WDK:changes-to-the-number-of-processors", monitor: never(Ev.staleCount, "goes on with an old number of processors") },
  { id: "WIN-HA-06", text: "what must be there before threads run is allocated in the synchronous callback", source: "WDK:introduction-to-driver-notification", monitor: withoutData },
  { id: "WIN-HA-07", text: "the callback is unregistered before the driver is unloaded", source: "DDI:wdm/nf-wdm-kederegisterprocessorchangecallback", monitor: never(Ev.calledUnloaded, "was called although it was unloaded") },
  { id: "WIN-RB-01", text: "a query-stop of the rebalance is not rejected, save in the paging path", source: "WDK:introduction-to-driver-notification, stopping-a-device-to-rebalance-resources",
    monitor: forbidden([Ev.stopRejected], ({ value }) => (value === 0 ? "rejected the query-stop" : undefined)) },
  { id: "WIN-RB-02", text: "I/O is queued during the rebalance, not dropped", source: "WDK:introduction-to-driver-notification", monitor: never(Ev.stopDropped, "dropped a request while it was stopped") },
  { id: "WIN-RB-03", text: "interrupts are connected with the new affinity", source: "WDK:introduction-to-driver-notification", monitor: never(Ev.oldAffinity, "kept its old affinity") },
  { id: "WIN-RB-04", text: "a restart after the rebalance succeeds", source: "WDK:stopping-a-device-to-rebalance-resources", monitor: never(Ev.restartFailed, "could not be restarted") },
  { id: "WIN-MM-01", text: "nothing is assumed about the amount of memory", source: "WDK:changes-to-the-amount-of-physical-memory", monitor: never(Ev.smallBuffers, "has buffers for the memory of boot time") },
  { id: "WIN-MM-02", text: "pools are not expected to grow", source: "WDK:changes-to-the-amount-of-physical-memory", monitor: never(Ev.poolExhausted, "asked for more than the pools hold") },
];
