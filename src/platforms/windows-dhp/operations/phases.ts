/** Every phase of the platform's operations, by the name that `phase` is compared with. */
// biome-ignore format: a table is read by rows and columns
export const PHASES = [
  { name: "P0", title: "request and validation; event 240", source: "EVT; [inference]" },
  { name: "P1", title: "the replace driver begins", source: "DDK" },
  { name: "P2", title: "passive migration: unmodified memory is copied while the system runs", source: "PAT 7877358" },
  { name: "P3", title: "S4 query-power to every stack", source: "[seed]; WDK:irp-mn-query-power" },
  { name: "P4", title: "S4 set-power, children first: every device goes to D3 (TimeToQuiesce)", source: "[seed]; WDK:handling-irp-mn-set-power-for-system-power-states" },
  { name: "P5", title: "processors park, interrupts are masked", source: "PAT 8473460" },
  { name: "P6", title: "active migration, processor state, Swap (TimeQuiesced)", source: "PAT 7877358; DDK" },
  { name: "P7", title: "processors run again, interrupts are replayed", source: "PAT 7877358" },
  { name: "P8", title: "S0 set-power, parents first: every device returns to D0 (TimeToWake)", source: "[seed]; WDK" },
  { name: "P9", title: "queues drain, the target is released; event 242", source: "[seed]; EVT" },
  { name: "A0", title: "hot add: validation", source: "WDK:introduction-to-dynamic-hardware-partitioning" },
  { name: "A1", title: "hot add: KeProcessorAddStartNotify", source: "DDI" },
  { name: "A3", title: "hot add: the unit joins, processors run, buses are enumerated", source: "DDI" },
  { name: "A4", title: "hot add: KeProcessorAddCompleteNotify", source: "DDI" },
  { name: "A5", title: "hot add: asynchronous notification", source: "WDK:introduction-to-driver-notification" },
  { name: "A6", title: "rebalance: query-stop, stop, start, or cancel", source: "WDK:stopping-a-device-to-rebalance-resources" },
] as const;

export const PHASE_NAMES: readonly string[] = PHASES.map(({ name }) => name);
