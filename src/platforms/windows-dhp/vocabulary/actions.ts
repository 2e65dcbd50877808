import type { Form } from "../../../model/vocabulary.ts";

/** What an operator, the hardware or a test program does on the timeline. */
// biome-ignore format: a table is read by rows and columns
export const ACTION_FORMS: readonly Form[] = [
  // ---- operations
  { id: "replace",   pattern: "replace <target:unit> with <spare:unit>", labels: "operation", once: false, doc: "the hot replace of a partition unit", example: "replace MEM1 with MEMS as first", source: "[seed]" },
  { id: "add",       pattern: "add <unit:unit>", labels: "operation", once: false, doc: "the hot add of a spare", example: "add CPU2", source: "WDK:introduction-to-dynamic-hardware-partitioning" },
  { id: "simulate",  pattern: "simulate replace", labels: "operation", once: false, doc: "the DP simulator's hot-replace test: S4 power IRPs to all stacks, and back when all devices are in D3; no hardware is replaced", example: "simulate replace as test", source: "MSDN" },
  { id: "sleep",     pattern: "sleep [critical] [for <time:duration>]", labels: "operation", once: false, doc: "one cycle of pwrtest /sleep /s:4, 1 s long when nothing is said; a critical one cannot be vetoed", example: "sleep for 5s", source: "WDK:devtest/pwrtest-sleep-scenario, sleep-tests--device-fundamentals-" },
  { id: "rebalance", pattern: "rebalance", labels: "operation", once: false, doc: "query-stop, stop and start of every stack that takes part, as PNPTryStopAndRestartDevice does", example: "rebalance", source: "WDK:devtest/pnp-tests--device-fundamentals-" },
  // ---- devices and drivers
  { id: "remove",    pattern: "remove <device:device>", once: false, doc: "the device is removed in an orderly manner: after a power IRP that is outstanding", example: "remove DISK0", source: "WDK:handling-device-power-down-irps" },
  { id: "pull",      pattern: "pull <device:device>", once: false, doc: "the device is gone: at once, or, if it is asleep, when its bus wants to wake it", example: "pull DISK0", source: "WDK:handling-device-power-up-irps" },
  { id: "unload",    pattern: "unload driver of <device:device>", once: false, doc: "the device is removed and the driver's code is gone", example: "unload driver of NIC0", source: "DDI:wdm/nf-wdm-kederegisterprocessorchangecallback" },
  { id: "dpc",       pattern: "dpc of <device:device> on <cpu:cpu>", once: false, doc: "the driver's code runs on this processor; the first request that ends after a hot add brings a DPC on the new one by itself", example: "dpc of DISK0 on cpu2", source: "WDK:changes-to-the-number-of-processors" },
  // ---- units
  { id: "ready",     pattern: "<unit:unit> becomes ready", once: false, doc: "it can be used from now on", example: "MEMS becomes ready", source: "EVT" },
  { id: "unready",   pattern: "<unit:unit> becomes unready", once: false, doc: "it cannot be used from now on", example: "MEMS becomes unready", source: "EVT" },
];
