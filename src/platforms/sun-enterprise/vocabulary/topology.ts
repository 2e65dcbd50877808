import { rangeIn } from "../../../kit/args.ts";
import type { Args, Form } from "../../../model/vocabulary.ts";
import { BOARD_TYPES } from "../components/slot-state.ts";

const BOARD_TYPE_WORDS = Object.keys(BOARD_TYPES).join("|");

const slotNumber = (args: Args): { readonly message: string; readonly help: string } | undefined =>
  /^slot\d{1,2}$/.test(String(args["name"]))
    ? undefined
    : {
        message: `\`${String(args["name"])}\` is no slot`,
        help: "boards are named by their slot: `slot0` to `slot15`",
      };

const cpusOf = (args: Args): readonly { readonly kind: string; readonly name: string }[] => {
  const ids = rangeIn(args, "ids");
  const names: { kind: string; name: string }[] = [];
  for (let id = ids.from; id <= ids.to && names.length < 64; id++)
    names.push({ kind: "cpu", name: `cpu${id}` });
  return names;
};

/** The machine: boards in slots and what sits on them. */
export const TOPOLOGY_FORMS: readonly Form[] = [
  {
    id: "board",
    pattern: `board <name:new slot> [type <type:(${BOARD_TYPE_WORDS})>]`,
    block: "board",
    merges: true,
    doc: "a system board and the slot it is in; configured unless `state` says otherwise, save a disk board, one disabled at boot and one whose condition is `failed`, which a cold start leaves disconnected. Without a type it is a CPU/memory board when it carries processors or memory, else a dual-SBus board",
    example: "board slot3 type dual-sbus { bus sbus3 { device sd0 : disk using sd } }",
    check: slotNumber,
    source: "M-S",
  },
];

/** What a board carries and how it is when the scenario begins. */
export const BOARD_FORMS: readonly Form[] = [
  {
    id: "cpu",
    pattern: "cpu <ids:range>",
    block: "cpu",
    declares: cpusOf,
    once: false,
    doc: "processors, named by their numbers: `cpu 6..7` declares cpu6 and cpu7",
    example: "cpu 6..7 { checks in after 20ms }",
    source: "SQ",
  },
  {
    id: "memory",
    pattern: "memory <bank:(bank0|bank1)> <size:size> [permanent]",
    block: "memory",
    once: false,
    doc: "a populated memory bank; a permanent one holds pages of the kernel or the PROM that cannot be moved",
    example: "memory bank0 1GiB permanent",
    source: "M-A",
  },
  {
    id: "bus",
    pattern: "bus <name:new device> [using <driver:soft driver>]",
    block: "bus",
    doc: "a nexus and the devices behind it; without a driver it conforms",
    example: "bus sbus3 using sbus { device sd0 : disk using sd }",
    source: "SQ",
  },
  {
    id: "device",
    pattern: "device <name:new device> : <kind:name> [using <driver:soft driver>]",
    block: "device",
    doc: "a device directly on the board",
    example: "device hme0 : network using hme",
    source: "SQ",
  },
  {
    id: "state",
    pattern: "state <state:(empty|disconnected|unconfigured|configured)>",
    doc: "how the slot is when the scenario begins; `unconfigured` is connected and unconfigured, `empty` is a board that is still on the shelf",
    example: "state disconnected",
    source: "M-C",
  },
  {
    id: "condition",
    pattern: "condition <condition:(unknown|ok|failing|failed|unusable)>",
    doc: "the condition when the scenario begins, where it is not what the state implies",
    example: "condition failed",
    source: "SDR",
  },
  {
    id: "core-resource",
    pattern: "core resource",
    doc: "the board carries the scan master and can never be disconnected",
    example: "core resource",
    source: "SDR, SC",
  },
  {
    id: "disabled",
    pattern: "disabled at boot",
    doc: "the board is on the disabled-board list",
    example: "disabled at boot",
    source: "M-S, PN",
  },
  {
    id: "plus",
    pattern: "plus board",
    doc: "the board is able to run on a bus above 84 MHz",
    example: "plus board",
    source: "SDR",
  },
  {
    id: "firmware-takes",
    pattern: "firmware test takes <time:duration>",
    doc: "how long firmware tests the board while the system is frozen",
    example: "firmware test takes 5s",
    source: "M-S",
  },
  {
    id: "firmware-fails",
    pattern: "firmware test fails",
    doc: "the firmware finds the board broken",
    example: "firmware test fails",
    source: "SDR",
  },
  {
    id: "branch-fails",
    pattern: "branch attach fails",
    doc: "the board's own branch cannot be attached after a connect",
    example: "branch attach fails",
    source: "SDR",
  },
  {
    id: "branch-stuck",
    pattern: "branch detach fails",
    doc: "the board's own branch cannot be detached before a disconnect",
    example: "branch detach fails",
    source: "SDR",
  },
  {
    id: "copy-takes",
    pattern: "memory copy takes <time:duration>",
    doc: "how long copying its permanent memory takes",
    example: "memory copy takes 90s",
    source: "NM, SF8",
  },
  {
    id: "no-cooling",
    pattern: "cooling fails",
    doc: "the power supply that cools the slot is missing or bad",
    example: "cooling fails",
    source: "SDR",
  },
];

/** What a processor does when it is asked into the spin loop, and who is bound to it. */
export const CPU_FORMS: readonly Form[] = [
  {
    id: "checks-in",
    pattern: "checks in after <time:duration>",
    doc: "how long it takes to reach the spin loop; 0 when nothing is said",
    example: "checks in after 20ms",
    source: "SQ",
  },
  {
    id: "never-checks-in",
    pattern: "never checks in",
    doc: "it does not reach the spin loop: the kernel panics after its limit",
    example: "never checks in",
    source: "SQ",
  },
];

const atLeastOneStep = (args: Args): { readonly message: string } | undefined =>
  Number(args["steps"]) >= 1 ? undefined : { message: "a drain has at least one step" };

/** Properties of a memory bank. */
export const MEMORY_FORMS: readonly Form[] = [
  {
    id: "bank-state",
    pattern: "bank <state:(configured|unconfigured)>",
    doc: "whether the bank is in use when the scenario begins; configured on a configured board",
    example: "bank unconfigured",
    source: "M-A",
  },
  {
    id: "bank-condition",
    pattern: "condition <condition:(unknown|ok|failing|failed)>",
    doc: "the bank's condition: `ok` when configured, else `unknown` until tested; one that the PROM marks `failed` is disconnected and unusable",
    example: "condition ok",
    source: "ACA",
  },
  {
    id: "bank-interleaved",
    pattern: "interleaved",
    doc: "the bank is interleaved with another: it can be neither added nor deleted",
    example: "interleaved",
    source: "ACA, ACD",
  },
  {
    id: "bank-pinned",
    pattern: "pinned pages",
    doc: "pages that can be neither locked nor relocated: a delete makes no progress",
    example: "pinned pages",
    source: "MC",
  },
  {
    id: "bank-drains",
    pattern: "drains in <steps:integer> steps of <time:duration>",
    doc: "a delete makes progress so many times, each after this long; one step of memory-drain-time when nothing is said",
    example: "drains in 3 steps of 50s",
    source: "ACD; figures [inference]",
    check: atLeastOneStep,
  },
  {
    id: "bank-needed",
    pattern: "memory needed",
    doc: "without the bank too little memory would remain for the running programs",
    example: "memory needed",
    source: "ACD, MC",
  },
  {
    id: "bank-guarded",
    pattern: "delete vetoed",
    doc: "a registered pre-delete callback refuses",
    example: "delete vetoed",
    source: "ACD, MC",
  },
  {
    id: "bank-disabled",
    pattern: "disabled at boot",
    doc: "the bank is on the disabled-memory list, and therefore not in use when the scenario begins",
    example: "disabled at boot",
    source: "M-A",
  },
  {
    id: "bank-finds",
    pattern: "test finds <verdict:(ok|failing|failed)>",
    doc: "what a memory test of it makes of its condition; `ok` when nothing is said",
    example: "test finds failing",
    source: "ACT",
  },
];

const DEVICE_PROPERTIES: readonly Form[] = [
  {
    id: "path",
    pattern: "path <path:text>",
    doc: "the full device path as messages show it; made from the names when nothing is said",
    example: 'path "/sbus@7,0/SUNW,fas@3,8800000/st@4,0"',
    source: "SQ",
  },
  {
    id: "no-reg",
    pattern: "no reg property",
    doc: "the node has no `reg`: without a pm-hardware-state it counts as a pseudo device and is never asked",
    example: "no reg property",
    source: "SQ, PM",
  },
  {
    id: "pm-state",
    pattern:
      "pm-hardware-state <value:(needs-suspend-resume|parental-suspend-resume|no-suspend-resume)>",
    doc: "the property that decides whether the node is suspended, by its parent, or not at all",
    example: "pm-hardware-state no-suspend-resume",
    source: "PM, SQ",
  },
  {
    id: "width",
    pattern: "width <width:integer>",
    doc: "how many requests the device serves at once; 1 when nothing is said",
    example: "width 8",
  },
  {
    id: "reserved",
    pattern: "reserved",
    doc: "the device is reserved (a cluster node holds it)",
    example: "reserved",
    source: "SD",
  },
  {
    id: "input",
    pattern: "unsolicited input <rate:rate>",
    doc: "input that nobody asked for arrives at this rate while the cable is plugged",
    example: "unsolicited input 10/s",
    source: "[seed]",
  },
  {
    id: "unplugged",
    pattern: "cable unplugged",
    doc: "its cable is not connected when the scenario begins",
    example: "cable unplugged",
    source: "[seed]",
  },
  {
    id: "position",
    pattern: "position <position:integer>",
    doc: "where a tape stands",
    example: "position 3",
    source: "[seed]",
  },
  {
    id: "detached",
    pattern: "no driver attached",
    doc: "no driver is attached to the node when the scenario begins: it is skipped",
    example: "no driver attached",
    source: "SQ",
  },
];

const CHILDREN = BOARD_FORMS.filter((form) => form.id === "bus" || form.id === "device");

/** Properties of a device, and devices behind it. */
export const DEVICE_FORMS: readonly Form[] = [...DEVICE_PROPERTIES, ...CHILDREN];
