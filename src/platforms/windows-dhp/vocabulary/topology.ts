import { rangeIn } from "../../../kit/args.ts";
import type { Args, Form } from "../../../model/vocabulary.ts";

/** Processors beyond this many in one range name no more entities; the machine's limit comes first. */
const NAMED_MAX = 1024;

const processorsOf = (args: Args): readonly { readonly kind: string; readonly name: string }[] => {
  const { from, to } = rangeIn(args, "numbers");
  const count = Math.min(to - from + 1, NAMED_MAX);
  return Array.from({ length: count }, (_, index) => ({ kind: "cpu", name: `cpu${from + index}` }));
};

/** What the block of a topology holds, beside what each device's block does. */
// biome-ignore format: a table is read by rows and columns
export const TOPOLOGY_FORMS: readonly Form[] = [
  { id: "unit",   pattern: "unit <name:new unit>", block: "unit", once: false, doc: "a partition unit in the hardware partition; it owns processors, memory, host bridges, or several of them", example: "unit MEM1 { memory 32GiB }", source: "WDK:introduction-to-dynamic-hardware-partitioning; TN" },
  { id: "spare",  pattern: "spare <name:new unit>", block: "unit", once: false, doc: "a partition unit in the server that is not in the partition: to replace another one, or to be added", example: "spare MEMS { memory 32GiB }", source: "WDK:introduction-to-dynamic-hardware-partitioning" },
  { id: "device", pattern: "device <name:new device> : <kind:name> [using <driver:soft driver>]", block: "device", once: false, doc: "a device stack and what is attached to it; `net` is a class of its own in a rebalance, all other words only name the class. Without a driver it does all that it should", example: "device DISK0 : disk using disk", source: "WDK:power-irps-for-the-system" },
];

// biome-ignore format: a table is read by rows and columns
/** What a partition unit consists of. */
export const UNIT_FORMS: readonly Form[] = [
  { id: "processor", pattern: "processor <numbers:range>", block: "processor", once: false, declares: processorsOf, doc: "processors, by the numbers that Windows gives them: `processor 0..1` declares cpu0 and cpu1. A spare's are those they get when it is added; in a replacement they take over the target's", example: "processor 0..1", source: "WDK:introduction-to-dynamic-hardware-partitioning; PAT 7934121" },
  { id: "memory",    pattern: "memory <size:size>", doc: "a memory module", example: "memory 32GiB", source: "WDK:introduction-to-dynamic-hardware-partitioning" },
  { id: "bridge",    pattern: "host bridge", block: "bridge", once: false, doc: "an I/O host bridge and the devices behind it. Those of a spare come to life when it is added", example: "host bridge { device PCI1 : bus }", source: "WDK:introduction-to-dynamic-hardware-partitioning" },
  { id: "model",     pattern: "model <model:text>", doc: "make and stepping; units of different models are not identical", example: 'model "B2"', source: "WDK:introduction-to-dynamic-hardware-partitioning" },
  { id: "not-ready", pattern: "not ready", doc: "it is there, but cannot be used yet", example: "not ready", source: "EVT" },
  { id: "absent",    pattern: "absent", doc: "the service processor knows it by name, and it is not there", example: "absent", source: "EVT" },
];

// biome-ignore format: a table is read by rows and columns
/** What else is said of a processor. */
export const PROCESSOR_FORMS: readonly Form[] = [
  { id: "parks-after", pattern: "parks after <time:duration>", doc: "how long it takes to reach the rendezvous", example: "parks after 5ms", source: "[inference]" },
  { id: "fails-to-start", pattern: "fails to start", doc: "a hot add of it fails after drivers were told of it", example: "fails to start", source: "DDI: KeProcessorAddFailureNotify" },
  { id: "never-parks", pattern: "never parks", doc: "it does not reach the rendezvous", example: "never parks", source: "[inference]" },
];

// biome-ignore format: a table is read by rows and columns
/** What is attached to a device, and what is special about its stack. */
export const DEVICE_FORMS: readonly Form[] = [
  ...TOPOLOGY_FORMS.filter(({ id }) => id === "device"),
  { id: "filter",      pattern: "filter <driver:soft driver>", once: false, doc: "a filter driver above the function driver; what it does otherwise than usual the whole stack does", example: "filter crypt", source: "WDK:passing-power-irps" },
  { id: "inrush",      pattern: "inrush", doc: "DO_POWER_INRUSH: only one such device in the system may power up at a time", example: "inrush", source: "WDK:setting-device-object-flags-for-power-management" },
  { id: "nonpageable", pattern: "nonpageable", doc: "DO_POWER_PAGABLE is not set, nor for the stacks above it in the tree: it goes down after the pageable ones and comes up before them", example: "nonpageable", source: "WDK:setting-device-object-flags-for-power-management; WDK:debugger/bug-check-0xa0" },
  { id: "paging-path", pattern: "in the paging path", doc: "a paging, hibernation or dump file lies on it: nonpageable, and it has to reject a query-stop", example: "in the paging path", source: "WDK:handling-an-irp-mn-query-stop-device-request" },
  { id: "armed",       pattern: "armed for wake", doc: "a wait/wake IRP is pending; a driver cancels it on the query", example: "armed for wake", source: "WDK:handling-a-system-query-power-irp-in-a-device-power-policy-owner" },
  { id: "buffers-in",  pattern: "buffers in <unit:unit>", once: false, doc: "where its DMA buffers lie; in all memory when nothing is said", example: "buffers in MEM0", source: "[inference]" },
];

// biome-ignore format: a table is read by rows and columns
/** The platform's replace driver, and Windows itself. */
export const CHIPSET_FORMS: readonly Form[] = [
  { id: "no-replace-driver", pattern: "has no replace driver", doc: "none is installed", example: "has no replace driver", source: "DDK" },
  { id: "unsupported", pattern: "does not support <what:(memory|processors)>", once: false, doc: "a capability flag is missing", example: "does not support processors", source: "DDK" },
  { id: "mirrors",     pattern: "mirrors memory in hardware", doc: "HARDWARE_MEMORY_MIRRORING: nothing is left to copy in the quiesced time, and nothing written is lost", example: "mirrors memory in hardware", source: "DDK" },
  { id: "call-fails",  pattern: "<call:(BeginReplace|EndReplace|MirrorPhysicalMemory|SetProcessorId|Swap|InitiateHardwareMirror|MirrorPlatformMemory)> fails [once]", once: false, doc: "a callback of the replace driver returns an error", example: "Swap fails once", source: "DDK" },
  { id: "call-takes",  pattern: "<call:(BeginReplace|EndReplace|MirrorPhysicalMemory|SetProcessorId|Swap|InitiateHardwareMirror|MirrorPlatformMemory)> takes <time:duration>", once: false, doc: "how long it takes, beside the copying itself", example: "Swap takes 2ms", source: "DDK" },
];

// biome-ignore format: a table is read by rows and columns
export const KERNEL_FORMS: readonly Form[] = [
  { id: "allocation-fails-here", pattern: "cannot allocate", doc: "there is no memory for the operation", example: "cannot allocate", source: "EVT" },
  { id: "internal-failure",      pattern: "fails internally", doc: "the operation ends before it has begun, with General internal failure", example: "fails internally", source: "EVT" },
];

// biome-ignore format: a table is read by rows and columns
/** A remote node that expects to hear from this one. */
export const PEER_FORMS: readonly Form[] = [
  { id: "peer-every",  pattern: "every <period:duration>", doc: "the time between two heartbeats; 1 s when nothing is said", example: "every 1s", source: "TN: SameSubnetDelay" },
  { id: "peer-missed", pattern: "gives up after <missed:integer> missed", doc: "so many heartbeats in a row without an answer mean that the node is down; 5 when nothing is said", example: "gives up after 5 missed", source: "TN: SameSubnetThreshold" },
];
