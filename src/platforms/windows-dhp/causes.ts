/**
 * Why a replace or an add fails: causes of event 241 in the order of its table, and bug checks. `name` is what an expectation
 * says after `refused with`; `text` is what the operator reads.
 */
export interface CauseRow {
  readonly text: string;
  readonly source: string;
  /** Code of a bug check. */
  readonly stop?: number;
}

// biome-ignore format: a table is read by rows and columns
export const CAUSES = {
  // ---- event 241
  UNKNOWN:       { text: "Unknown failure", source: "EVT" },
  INTERNAL:      { text: "General internal failure", source: "EVT" },
  SKU:           { text: "Operation is not supported by SKU", source: "EVT" },
  NOT_FOUND:     { text: "Partition unit does not exist", source: "EVT" },
  INCOMPATIBLE:  { text: "Partition units are not compatible", source: "EVT" },
  NOT_READY:     { text: "A partition unit is not ready", source: "EVT" },
  RESOURCES:     { text: "Partition unit resources are not supported", source: "EVT" },
  QUIESCE:       { text: "System quiesce failure", source: "EVT" },
  CHIPSET:       { text: "Chipset driver error", source: "EVT" },
  CAPABILITIES:  { text: "Chipset driver capabilities are not supported", source: "EVT" },
  ALLOCATION:    { text: "Memory allocation failure", source: "EVT" },
  // ---- a hot add that a driver prevents
  ADD_REFUSED:   { text: "a driver refused the processor in KeProcessorAddStartNotify", source: "DDI" },
  RESTART:       { text: "a device did not restart after the rebalance", source: "WDK:stopping-a-device-to-rebalance-resources" },
  // ---- bug checks
  DRIVER_POWER_STATE_FAILURE: { stop: 0x9f, text: "a power IRP was not completed in time, or its device was removed under it", source: "WDK:debugger/bug-check-0x9f" },
  CLOCK_WATCHDOG_TIMEOUT: { stop: 0x101, text: "a processor did not answer in time", source: "[inference] for this use" },
  INTERNAL_POWER_ERROR: { stop: 0xa0, text: "the power policy manager met a fatal error", source: "WDK:debugger/bug-check-0xa0" },
  CHIPSET_AFTER_NO_RETURN: { stop: 0x1e, text: "the replace driver failed where nothing can be rolled back", source: "[inference]; the code too" },
  MACHINE_CHECK: { stop: 0x9c, text: "registers of a device in D3 were touched", source: "[inference]; the code too" },
  PROCESSOR_DATA: { stop: 0x50, text: "a driver reached beyond its data for processors", source: "WDK:changes-to-the-number-of-processors; the code [inference]" },
  UNLOADED_CALLBACK: { stop: 0xce, text: "a callback of an unloaded driver was called", source: "DDI; the code [inference]" },
  NO_DOUBLE_BUFFERS: { stop: 0x7f, text: "32-bit DMA reached memory above 4 GB without double buffering", source: "KB 875542" },
} as const satisfies Record<string, CauseRow>;

export type CauseName = keyof typeof CAUSES;

/** The row of a cause, by the name that a participant gave as its reason. */
export function causeRow(name: string): CauseRow | undefined {
  return Object.hasOwn(CAUSES, name) ? CAUSES[name as CauseName] : undefined;
}
