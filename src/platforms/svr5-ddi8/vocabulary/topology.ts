import { rangeIn, textIn } from "../../../kit/args.ts";
import type { Args, Form } from "../../../model/vocabulary.ts";

/** Processors beyond this many in one range name no more entities; ccNUMA ends at 16. [NUMA] */
const NAMED_MAX = 1024;

interface Declared {
  readonly kind: string;
  readonly name: string;
}

const processorsOf = (args: Args): readonly Declared[] => {
  const { from, to } = rangeIn(args, "numbers");
  const count = Math.min(to - from + 1, NAMED_MAX);
  return Array.from({ length: count }, (_, index) => ({ kind: "cpu", name: `cpu${from + index}` }));
};

/** A function has a record, and an instance when a driver takes it; all have its name. */
const functionOf = (args: Args): readonly Declared[] => [
  { kind: "record", name: textIn(args, "name") },
  { kind: "instance", name: textIn(args, "name") },
];

const CPU: Form = {
  id: "cpu",
  pattern: "cpu <numbers:range>",
  once: false,
  declares: processorsOf,
  doc: "processors: `cpu 0..1` declares cpu0 and cpu1",
  example: "cpu 0..1",
  source: "NUMA",
};
const CARD: Form = {
  id: "card",
  pattern: "card <name:new card> [at <speed:integer> MHz]",
  block: "card",
  once: false,
  doc: "a card with its functions. In a slot's block it is in the slot; in the topology's it lies on the shelf until somebody inserts it. 66 MHz when nothing is said",
  example: "card A at 66 MHz { function hba0 using adst }",
  source: "HOT; HPS",
};

// biome-ignore format: a table is read by rows and columns
export const TOPOLOGY_FORMS: readonly Form[] = [
  CPU,
  { id: "group", pattern: "group <name:new group>", block: "group", blockRequired: true, once: false, doc: "a CPU group of a ccNUMA machine", example: "group CG0 { cpu 0..1 }", source: "NUMA" },
  { id: "bus", pattern: "bus <name:new bus> [at <speed:integer> MHz] [in <group:group>] [run by <controller:soft controller>]", block: "bus", once: false, doc: "a PCI bus: the speed that it runs at at most (66 MHz when nothing is said), the CPU group that it belongs to, and the hotplug controller driver that runs its slots", example: "bus pci0 at 66 MHz { slot s1 }", source: "HOT; HPS; NUMA" },
  CARD,
];

// biome-ignore format: a table is read by rows and columns
export const GROUP_FORMS: readonly Form[] = [CPU];

// biome-ignore format: a table is read by rows and columns
export const BUS_FORMS: readonly Form[] = [
  { id: "slot", pattern: "slot <name:new slot> [<off:(off)>]", block: "slot", once: false, doc: "a socket: with a card in its block it is occupied and powered, unless `off` says otherwise; without one it is empty and has no power", example: "slot s1 { card A { function hba0 using adst } }", source: "HOT; HPS" },
];

// biome-ignore format: a table is read by rows and columns
export const SLOT_FORMS: readonly Form[] = [
  CARD,
  { id: "not-capable", pattern: "not hotplug-capable", doc: "HOTPLUG_CAPABLE is off: its power cannot be changed while the system runs", example: "not hotplug-capable", source: "HPS" },
  { id: "latch-open", pattern: "latch open", doc: "its interlock is open", example: "latch open", source: "HPS: INTER_LOCKED" },
];

// biome-ignore format: a table is read by rows and columns
export const CARD_FORMS: readonly Form[] = [
  { id: "function", pattern: "function <name:new function> using <driver:driver>", block: "function", once: false, declares: functionOf, doc: "a device function of the card. Its record in the resource manager and the instance that its driver makes of it have its name too. In a slot with power the driver has added it when the scenario begins", example: "function hba0 using adst { target disk0 }", source: "HOT; [seed]" },
];

// biome-ignore format: a table is read by rows and columns
export const FUNCTION_FORMS: readonly Form[] = [
  { id: "param",        pattern: "value <param:name> <value:integer>", once: false, doc: "a value in its record, beside IRQ, IPL and ITYPE, which it has by itself; one of these replaces the usual one", example: "value SPEED 100", source: "CMP" },
  { id: "lacks",        pattern: "lacks <param:(IRQ|IPL|ITYPE)>", once: false, doc: "what its record lacks, so that cm_intr_attach finds nothing", example: "lacks IRQ", source: "INTR" },
  { id: "unbound",      pattern: "unbound", doc: "no driver has been bound to it", example: "unbound", source: "PTF" },
  { id: "unconfigured", pattern: "not configured", doc: "a NIC that nobody has configured yet: mdi_get_unit finds no unit", example: "not configured", source: "MGU" },
  { id: "target",       pattern: "target <name:new target> [<fixed:(fixed)>]", once: false, doc: "a disk or tape on this adapter; a `fixed` one cannot be removed from the running system", example: "target disk0", source: "SDH" },
  { id: "identity",     pattern: "id <id:integer>", doc: "its SCSI id, which CFG_RESUME compares; 7 when nothing is said", example: "id 7", source: "CFGS" },
  { id: "model",        pattern: "model <model:text>", doc: "make and model; a NIC is replaced by an identical one", example: 'model "E100"', source: "HW-NIC" },
  { id: "bound-to",     pattern: "bound to <where:cpu/group>", doc: "where its entry points run", example: "bound to CG0", source: "[seed]; NUMA" },
  { id: "reached",      pattern: "reached from <group:group>", once: false, doc: "the CPU groups from which it can be reached at all; from all when nothing is said", example: "reached from CG0", source: "[seed]; NUMA" },
  { id: "on-line",      pattern: "line <line:soft line>", doc: "the interrupt line that it shares with others", example: "line irq11", source: "MDI1" },
  { id: "early-interrupts", pattern: "interrupts early", doc: "it raises an interrupt as soon as interrupts are attached", example: "interrupts early", source: "[inference]" },
  { id: "fixed-address", pattern: "fixed address", doc: "a NIC whose MAC address cannot be changed: it cannot stand in for another one of its chain", example: "fixed address", source: "FO" },
  { id: "boot-path",    pattern: "holds the root filesystem", doc: "its controller can never be removed from the running system", example: "holds the root filesystem", source: "HW-RM" },
];

// biome-ignore format: a table is read by rows and columns
export const CHAIN_FORMS: readonly Form[] = [
  { id: "member", pattern: "device <instance:instance>", once: false, doc: "a NIC of the chain: the first is the primary one, then the backups in their order", example: "device net0", source: "FO" },
];
