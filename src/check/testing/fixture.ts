import type { FieldSpec, ValueType } from "../../model/component.ts";
import { eventKind } from "../../model/kinds.ts";
import type { Knob, Platform } from "../../model/platform.ts";
import { monitor } from "../../model/rule.ts";
import type { EntityKind, Form, Vocabulary } from "../../model/vocabulary.ts";

// A platform for the checker's tests: every slot type, every kind of field, nothing that runs.

// biome-ignore format: a table is read by rows and columns
const KNOBS = [
  { name: "watchdog", type: "duration",               default: 60_000_000_000, doc: "a time",    source: "[test]" },
  { name: "policy",   type: { enum: ["abort", "go-on"] }, default: "abort",    doc: "a word",    source: "[test]" },
  { name: "strict",   type: "boolean",                default: false,          doc: "a truth",   source: "[test]" },
  { name: "width",    type: "number",                 default: 1,              doc: "a number",  source: "[test]" },
] as const satisfies readonly Knob[];

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  { id: "machine",  pattern: "machine", block: "machine", blockRequired: true, merges: true, once: false, doc: "what there is", example: "machine { device d1 }" },
  { id: "bench",    pattern: "bench", block: "machine", doc: "what there is beside it", example: "bench { device d1 }" },
  { id: "driver",   pattern: "driver <name:new driver>", block: "driver", doc: "a driver", example: "driver dd { takes 5ms }" },
  { id: "process",  pattern: "process <name:new process>", block: "process", doc: "a process", example: "process tar { opens d1 }" },
  { id: "workload", pattern: "workload <name:new workload> on <target:device>", block: "workload", blockRequired: true, doc: "requests", example: "workload db on d1 { rate 200/s }" },
  { id: "variable", pattern: "variable <name:new variable>", doc: "a number to look at", example: "variable x" },
  { id: "note",     pattern: "note <text:text>", once: false, doc: "a remark", example: 'note "a remark"' },
  { id: "sample",   pattern: "sample [duration <duration:duration>] [size <size:size>] [rate <rate:rate>] [number <number:number>] [integer <integer:integer>] [percent <percent:percent>] [text <text:text>] [boolean <boolean:boolean>] [moment <moment:moment>] [range <range:range>] [name <name:name>] [word <word:(red|green)>] [entity <entity:device/process>]", once: false, doc: "one of each", example: "sample duration 5ms" },
  { id: "fault",    pattern: "fault <target:device> <what:phrase driver> [from <from:moment>] [when <when:condition>]", once: false, doc: "one thing otherwise than usual", example: "fault d1 takes 5ms" },
  { id: "single",   pattern: "interval <interval:duration>", doc: "something that is said once", example: "interval 5ms" },
  { id: "limit",    pattern: "limit <from:integer> to <to:integer>", once: false, doc: "two numbers in order", example: "limit 1 to 2",
    check: ({ from, to }) => Number(from) <= Number(to) ? undefined : { message: `${String(from)} is more than ${String(to)}`, help: "swap them" } },
];

// biome-ignore format: a table is read by rows and columns
const CONTEXTS: Vocabulary["contexts"] = {
  declaration: DECLARATIONS,
  machine: [
    { id: "device", pattern: "device <name:new device> [: <class:(tape|disk)>] [using <driver:soft driver>] [spare]", block: "machine", doc: "a device", example: "device d1 : disk using dd" },
    { id: "cpu",    pattern: "cpu <ids:range>", once: false, doc: "processors", example: "cpu 6..7",
      declares: ({ ids }) => typeof ids === "object" && "from" in ids ? Array.from({ length: ids.to - ids.from + 1 }, (_, at) => ({ kind: "cpu", name: `cpu${ids.from + at}` })) : [] },
  ],
  driver: [
    { id: "takes",   pattern: "takes <time:duration>", doc: "how long", example: "takes 5ms" },
    { id: "refuses", pattern: "refuses <what:name> [while open]", doc: "what it refuses", example: "refuses suspend" },
    { id: "waits",   pattern: "waits ( for | on ) <who:device>", once: false, doc: "whom it waits for", example: "waits for d1" },
  ],
  process: [
    { id: "opens", pattern: "opens <device:device> [at <time:moment>]", once: false, doc: "what it opens", example: "opens d1 at 10ms" },
    { id: "reads", pattern: "reads <device:device>", labels: "variable", once: false, doc: "what it reads, into a variable", example: "reads d1 as x" },
  ],
  workload: [
    { id: "rate",    pattern: "rate <rate:rate>", doc: "how often", example: "rate 200/s" },
    { id: "every",   pattern: "every <period:duration>", doc: "how often", example: "every 5ms" },
  ],
  action: [
    { id: "stop",  pattern: "stop [<who:device/process>]", labels: "operation", once: false, doc: "stops everything, or one thing", example: "stop d1 as first" },
    { id: "run",   pattern: "run <command:text>", labels: "operation", once: false, doc: "a command line", example: 'run "stop -a"' },
    { id: "kill",  pattern: "kill <process:process>", once: false, doc: "ends a process", example: "kill tar" },
    { id: "later", pattern: "later <what:phrase action>", once: false, doc: "something in the background", example: "later stop as first" },
  ],
};

const field = (type: ValueType): FieldSpec<never> => ({ type, doc: "a field", read: () => 0 });

const KINDS: readonly EntityKind[] = [
  {
    kind: "device",
    doc: "a device",
    fields: {
      state: field({ enum: ["running", "suspended", "gone"] }),
      power: field({ enum: ["D0", "D3"] }),
      open: field("boolean"),
      memory: field("size"),
      load: field("percent"),
      speed: field("rate"),
      opens: field("number"),
    },
  },
  { kind: "process", doc: "a process", fields: { state: field({ enum: ["alive", "dead"] }) } },
  { kind: "driver", doc: "a driver", fields: {} },
  { kind: "cpu", doc: "a processor", fields: { online: field("boolean") } },
  { kind: "variable", doc: "a number to look at", fields: { value: field("number") } },
  {
    kind: "workload",
    accessor: "io",
    doc: "requests",
    fields: { lost: field("number"), "timed-out": field("number"), mean: field("duration") },
  },
  {
    kind: "operation",
    doc: "an operation",
    fields: {
      outcome: field({ enum: ["none", "succeeded", "refused", "failed"] }),
      error: field({ enum: ["none", "SUSPEND", "BUSY"] }),
      culprit: field({ entity: ["device", "process"] }),
      message: field("text"),
      exit: field("number"),
      start: field("moment"),
      end: field("moment"),
      elapsed: field("duration"),
      ended: field("boolean"),
    },
  },
  { kind: "system", doc: "all of it", fields: { quiet: field("boolean") } },
];

// biome-ignore format: a table is read by rows and columns
const PREDICATES: Vocabulary["predicates"] = [
  { id: "succeeded", pattern: "<op:operation> succeeded", means: "op.outcome == succeeded", doc: "it went well", example: "first succeeded" },
  { id: "refused",   pattern: "<op:operation> refused [with <error:name>] [naming <who:device/process>]", means: "op.outcome == refused [and op.error == error] [and op.culprit == who]", doc: "somebody refused", example: "first refused with BUSY" },
  { id: "says",      pattern: "<op:operation> says <text:text>", means: "contains(op.message, text)", doc: "what the operator was told", example: 'first says "busy"' },
  { id: "is",        pattern: "<device:device> is <state:name>", means: "device.state == state", doc: "the state of a device", example: "d1 is suspended" },
];

/** The checker's own platform. */
export const FIXTURE: Platform = {
  name: "fixture",
  title: "Fixture",
  summary: "For the checker's tests.",
  sources: {},
  knobs: KNOBS,
  profiles: [
    { name: "usual", doc: "the usual one", source: "[test]", values: {} },
    {
      name: "hasty",
      doc: "another one",
      source: "[test]",
      values: { watchdog: 1_000_000_000, width: 2 },
    },
  ],
  defaultProfile: "usual",
  vocabulary: {
    contexts: CONTEXTS,
    kinds: KINDS,
    events: [
      { name: "dma", kind: eventKind("fixture-dma"), of: ["device"], doc: "a transfer" },
      {
        name: "suspend",
        kind: eventKind("fixture-suspend"),
        of: ["device"],
        doc: "it is suspended",
      },
      { name: "panic", kind: eventKind("panic"), doc: "the end" },
    ],
    globals: [
      {
        name: "quiesced",
        entity: { kind: "system", name: "system" },
        field: "quiet",
        doc: "silence",
      },
    ],
    predicates: PREDICATES,
    builtIn: [
      { kind: "system", name: "system" },
      { kind: "process", name: "init" },
    ],
  },
  rules: [
    {
      id: "FIX-01",
      text: "a rule",
      source: "[test]",
      breaks: { by: "engine" },
      monitor: monitor({ scope: "run", kinds: [], initial: 0, step: (state) => state }),
    },
  ],
  invariants: [],
  build: () => ({ problems: [] }),
};
