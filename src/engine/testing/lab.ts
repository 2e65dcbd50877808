import type {
  ComponentId,
  ComponentSpec,
  FieldSpec,
  Ticks,
  ValueType,
} from "../../model/component.ts";
import { component, NEVER } from "../../model/component.ts";
import { CoreEvent } from "../../model/event.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";
import { ABANDON, DEADLOCKED, REQUEST, REQUEST_DONE, START, STOP } from "../../model/lifecycle.ts";
import { REPLY } from "../../model/phase.ts";
import type { Platform } from "../../model/platform.ts";
import { monitor } from "../../model/rule.ts";

// A platform of switches for tests of the engine: devices that can be asked and switched, operations that ask one
// device and end with its answer, workloads that send requests.

/** Asks a device for an answer. */
export const ASK = messageKind("lab-ask");
/** Switches a device off (a = 0) or on (1). */
export const SWITCH = messageKind("lab-switch");
/** Makes a device emit `echo` after `a` ticks. */
export const ECHO = messageKind("lab-echo");
/** Ends the world. */
export const CRASH = messageKind("lab-crash");
/** Reaches nobody who handles it. */
export const NONSENSE = messageKind("lab-nonsense");

export const SWITCHED = eventKind("switched");
export const ASKED = eventKind("asked");
export const ECHOED = eventKind("echoed");

interface Device {
  readonly power: "on" | "off";
  readonly asked: number;
  readonly echoes: number;
}

/** How a device answers. */
export interface DeviceConfig {
  /** Ticks until it answers; `never` for never. */
  readonly answersAfter: Ticks | "never";
}

type On<State, Config> = Parameters<typeof component<State, Config>>[0]["class"]["on"];

const deviceHandlers: On<Device, DeviceConfig> = [
  [
    ASK,
    (state, message, effects, { answersAfter }) => {
      effects.emit(ASKED);
      if (answersAfter !== "never") effects.sendAfter(answersAfter, message.from, REPLY, message.a);
      return { ...state, asked: state.asked + 1 };
    },
  ],
  [
    SWITCH,
    (state, { a, b }, effects) => {
      const power = a === 0 ? "off" : "on";
      if (power === state.power) return state;
      effects.emit(SWITCHED, effects.self, a, power);
      if (b > 0) effects.sendAfter(b, effects.self, ECHO);
      return { ...state, power };
    },
  ],
  [
    ECHO,
    (state, { a }, effects) => {
      if (a > 0) {
        effects.sendAfter(a, effects.self, ECHO);
        return state;
      }
      effects.emit(ECHOED);
      return { ...state, echoes: state.echoes + 1 };
    },
  ],
  [
    REQUEST,
    (state, { from, a }, effects, { answersAfter }) => {
      if (answersAfter !== "never") effects.sendAfter(answersAfter, from, REQUEST_DONE, a);
      return state;
    },
  ],
  [
    CRASH,
    (state, _, effects) => {
      effects.emit(CoreEvent.panic, effects.self, 0, "crash");
      effects.halt();
      return state;
    },
  ],
];

const DEVICE_CLASS = { name: "Device", on: deviceHandlers } as const;

/** A device; it is on, and answers at once unless told otherwise. */
export function device(name: string, config: Partial<DeviceConfig> = {}): ComponentSpec {
  return component<Device, DeviceConfig>({
    name,
    kind: "device",
    class: DEVICE_CLASS,
    config: { answersAfter: 0, ...config },
    initial: { power: "on", asked: 0, echoes: 0 },
  });
}

interface Operation {
  readonly outcome: "none" | "succeeded" | "hung";
  readonly isRunning: boolean;
  readonly start: Ticks;
  readonly end: Ticks;
}

const operationHandlers: On<Operation, { readonly asks: ComponentId }> = [
  [
    START,
    (state, _, effects, { asks }) => {
      effects.emit(CoreEvent.operationStarted);
      effects.send(asks, ASK);
      return { ...state, isRunning: true, start: effects.now };
    },
  ],
  [
    REPLY,
    (state, _, effects) => {
      effects.emit(CoreEvent.operationEnded);
      return { ...state, isRunning: false, outcome: "succeeded", end: effects.now };
    },
  ],
  [
    DEADLOCKED,
    (state, _, effects, { asks }) => {
      if (!state.isRunning) return state;
      effects.emit(CoreEvent.hang, effects.self, asks);
      return { ...state, isRunning: false, outcome: "hung", end: effects.now };
    },
  ],
];

const OPERATION_CLASS = { name: "Operation", on: operationHandlers } as const;

/** An operation that asks the component with this index. */
export function operation(name: string, asks: ComponentId): ComponentSpec {
  return component<Operation, { readonly asks: ComponentId }>({
    name,
    kind: "operation",
    class: OPERATION_CLASS,
    config: { asks },
    initial: { outcome: "none", isRunning: false, start: NEVER, end: NEVER },
  });
}

interface Workload {
  readonly issued: number;
  readonly outstanding: number;
  readonly lost: number;
  readonly isStopped: boolean;
}
interface WorkloadConfig {
  readonly on: ComponentId;
  readonly every: Ticks;
}

const TICK = messageKind("lab-tick");

const workloadHandlers: On<Workload, WorkloadConfig> = [
  [
    TICK,
    (state, _, effects, { on, every }) => {
      if (state.isStopped) return state;
      effects.emit(CoreEvent.ioIssued, effects.self, state.issued);
      effects.send(on, REQUEST, state.issued);
      effects.startTimer(TICK, every);
      return { ...state, issued: state.issued + 1, outstanding: state.outstanding + 1 };
    },
  ],
  [REQUEST_DONE, (state) => ({ ...state, outstanding: state.outstanding - 1 })],
  [
    STOP,
    (state, _, effects) => {
      effects.stopTimer(TICK);
      return { ...state, isStopped: true };
    },
  ],
  [ABANDON, (state) => ({ ...state, lost: state.outstanding, outstanding: 0 })],
];

const WORKLOAD_CLASS = { name: "Workload", on: workloadHandlers } as const;

/** A workload that sends a request to a device every so many ticks, once it has been started by `TICK`. */
export function workload(name: string, config: WorkloadConfig): ComponentSpec {
  return component<Workload, WorkloadConfig>({
    name,
    kind: "workload",
    class: WORKLOAD_CLASS,
    config,
    initial: { issued: 0, outstanding: 0, lost: 0, isStopped: false },
  });
}

/** Starts a workload. */
export const BEGIN = TICK;

type Fields<State> = Readonly<
  Record<string, readonly [ValueType, (state: State) => string | number | boolean]>
>;

function fields<State>(table: Fields<State>): Readonly<Record<string, FieldSpec<never>>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, [type, read]]) => [
      name,
      { type, doc: "", read } as FieldSpec<never>,
    ]),
  );
}

const KINDS = [
  {
    kind: "device",
    doc: "",
    fields: fields<Device>({
      power: [{ enum: ["on", "off"] }, (s) => s.power],
      asked: ["number", (s) => s.asked],
      echoes: ["number", (s) => s.echoes],
    }),
  },
  {
    kind: "operation",
    doc: "",
    fields: fields<Operation>({
      ended: ["boolean", (s) => s.outcome !== "none"],
      outcome: [{ enum: ["none", "succeeded", "hung"] }, (s) => s.outcome],
      start: ["moment", (s) => s.start],
      end: ["moment", (s) => s.end],
    }),
  },
  {
    kind: "workload",
    doc: "",
    fields: fields<Workload>({
      drained: ["boolean", (s) => s.isStopped && s.outstanding === 0],
      issued: ["number", (s) => s.issued],
      lost: ["number", (s) => s.lost],
    }),
  },
] as const;

/** The type of a field of this platform. */
export function fieldTypes(kind: string, field: string): ValueType {
  const type = KINDS.find((one) => one.kind === kind)?.fields[field]?.type;
  if (type === undefined) throw new Error(`no field ${kind}.${field}`);
  return type;
}

/** LAB-OFF: nobody may be switched off. LAB-ECHO: nobody may echo. LAB-ODD: in the end, switches are even. */
export const LAB: Platform = {
  name: "lab",
  title: "Switches",
  summary: "",
  sources: {},
  knobs: [],
  profiles: [],
  defaultProfile: "",
  vocabulary: {
    contexts: {},
    kinds: KINDS,
    events: [],
    globals: [],
    predicates: [],
    builtIn: [],
  },
  rules: [
    {
      id: "LAB-OFF",
      text: "Nobody is switched off.",
      source: "[lab]",
      breaks: { by: "engine" },
      monitor: monitor<null>({
        scope: "run",
        kinds: [SWITCHED],
        initial: null,
        step: (state, { subject, value }, seen) => {
          if (value === 0) seen.violate(subject, "switched off");
          return state;
        },
      }),
    },
    {
      id: "LAB-ECHO",
      text: "Nobody echoes.",
      source: "[lab]",
      breaks: { by: "engine" },
      monitor: monitor<null>({
        scope: "run",
        kinds: [ECHOED],
        initial: null,
        step: (state, { subject }, seen) => {
          seen.violate(subject, "echoed");
          return state;
        },
      }),
    },
  ],
  invariants: [
    {
      id: "LAB-EVEN",
      text: "In the end every device has been switched an even number of times.",
      source: "[lab]",
      exceptions: "A faulted world.",
      monitor: monitor<number>({
        scope: "subject",
        kinds: [SWITCHED],
        initial: 0,
        step: (count) => count + 1,
        finish: (count, seen, { faulted }) => {
          if (count % 2 === 1 && !faulted) seen.violate(seen.subject, `switched ${count} times`);
        },
      }),
    },
  ],
  build: () => ({ problems: [] }),
};
