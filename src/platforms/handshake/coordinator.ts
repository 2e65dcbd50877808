import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Ticks,
} from "../../model/component.ts";
import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { START } from "../../model/lifecycle.ts";
import { Ev, Msg, Reply } from "./protocol.ts";

/** What the coordinator is about, step by step. */
interface Step {
  readonly phase: string;
  /** What it sends to each device, one after the other; nothing where it waits for a reply of each. */
  readonly sends?: MessageKind;
  readonly next: string;
  /** Where it goes instead when somebody has said no. */
  readonly afterNo?: string;
  /** What it announces when it goes on from here. */
  readonly announces?: EventKind;
}

// biome-ignore format: a table is read by rows and columns
const STEPS = [
  { phase: "asking",      sends: Msg.query,  next: "hearing" },
  { phase: "hearing",                        next: "setting",    afterNo: "cancelling" },
  { phase: "setting",     sends: Msg.set,    next: "draining" },
  { phase: "draining",                       next: "replacing" },
  { phase: "replacing",                      next: "resuming",   announces: Ev.replaced },
  { phase: "resuming",    sends: Msg.resume, next: "waking" },
  { phase: "waking",                         next: "resumed",    announces: Ev.resumed },
  { phase: "cancelling",  sends: Msg.cancel, next: "restoring" },
  { phase: "restoring",                      next: "rolled-back", announces: Ev.rolledBack },
  { phase: "resumed",                        next: "" },
  { phase: "rolled-back",                    next: "" },
] as const satisfies readonly Step[];

const BY_PHASE: ReadonlyMap<string, Step> = new Map(STEPS.map((step) => [step.phase, step]));

/** Every phase, in the order of the table. */
export const PHASES: readonly string[] = STEPS.map(({ phase }) => phase);

/** The phases in which it takes replies. */
const HEARS: ReadonlySet<string> = new Set(["hearing", "draining", "waking", "restoring"]);

/** It asks all devices, sets all, replaces the hardware and resumes all; or it cancels, when one has said no. */
export interface CoordinatorState {
  readonly phase: string;
  /** How many devices this phase is done with. */
  readonly done: number;
  readonly hasHeardNo: boolean;
}

/** Whom it coordinates. */
export interface CoordinatorConfig {
  readonly devices: readonly ComponentId[];
  /** It tells all devices at once instead of one after the other. */
  readonly isTogether: boolean;
  readonly latency: Ticks;
}

type On = Handler<CoordinatorState, CoordinatorConfig>;

const onNext: On = (state, _, fx, config) => {
  const step = BY_PHASE.get(state.phase);
  const device = config.devices[state.done];
  if (step?.sends === undefined || device === undefined) return goOn(state, fx, config);
  if (config.isTogether) {
    for (const one of config.devices) fx.sendAfter(config.latency, one, step.sends);
    return goOn(state, fx, config);
  }
  fx.sendAfter(config.latency, device, step.sends);
  return doneWithOne(state, fx, config);
};

const onReply: On = (state, { a }, fx, config) =>
  doneWithOne({ ...state, hasHeardNo: state.hasHeardNo || a === Reply.no }, fx, config);

function doneWithOne(
  state: CoordinatorState,
  fx: Effects,
  config: CoordinatorConfig,
): CoordinatorState {
  const done = state.done + 1;
  if (done === config.devices.length) return goOn({ ...state, done: 0 }, fx, config);
  if (!HEARS.has(state.phase)) next(fx, config);
  return { ...state, done };
}

function goOn(state: CoordinatorState, fx: Effects, config: CoordinatorConfig): CoordinatorState {
  const step = BY_PHASE.get(state.phase);
  if (step?.announces !== undefined) fx.emit(step.announces);
  const isRefused = state.hasHeardNo && step?.afterNo !== undefined;
  const phase = (isRefused ? step.afterNo : step?.next) ?? "";
  if (!HEARS.has(phase) && BY_PHASE.get(phase)?.next !== "") next(fx, config);
  return { ...state, phase };
}

function next(fx: Effects, { latency }: CoordinatorConfig): void {
  fx.sendAfter(latency, fx.self, Msg.next);
}

/** The coordinator. It reads a reply only when it waits for one; earlier ones wait in its mailbox. */
export const COORDINATOR_CLASS: ComponentClass<CoordinatorState, CoordinatorConfig> = {
  name: "handshake coordinator",
  accepts: (state, kind) => kind !== Msg.reply || HEARS.has(state.phase),
  on: [
    [
      START,
      (state, _, fx, config) => {
        next(fx, config);
        return state;
      },
    ],
    [Msg.next, onNext],
    [Msg.reply, onReply],
  ],
};

/** Before it has asked anybody. */
export const FRESH_COORDINATOR: CoordinatorState = { phase: "asking", done: 0, hasHeardNo: false };
