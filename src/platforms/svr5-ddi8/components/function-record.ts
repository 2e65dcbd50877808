import type { Asker } from "../../../kit/answers.ts";
import { doneTo, refusedTo, skippedTo } from "../../../kit/answers.ts";
import type { ComponentId, Effects, Message } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Errno } from "../errors.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Doing, FunctionConfig, FunctionState, On } from "./function-state.ts";
import { askStep, STEP_TOKEN } from "./script.ts";

// What HPCI does with a function: its record, its driver's name, its device nodes.

type Problem = (state: FunctionState, message: Message) => Errno | "skip" | undefined;

/** Why HPCI does not begin. b = the slot that is meant, or −1. */
const PROBLEMS: Readonly<Record<Doing["what"], Problem>> = {
  record: ({ recorded }) => (recorded ? "skip" : undefined),
  unrecord: ({ recorded }) => (recorded ? undefined : "skip"),
  bind: ({ powered, recorded, bound }) => {
    if (!(powered && recorded)) return "ENODEV";
    return bound === NOBODY ? undefined : "EBUSY";
  },
  unbind: ({ bound }) => (bound === NOBODY ? "skip" : undefined),
};

const WHY: Readonly<Partial<Record<Errno, string>>> = {
  ENODEV: "it has no power",
  EBUSY: "its key is bound",
};

export const doing =
  (what: Doing["what"]): On =>
  (state, message, fx, config) => {
    const asker = message.data as unknown as Asker;
    const isMeant = message.b < 0 || state.slot === message.b;
    const problem = isMeant ? PROBLEMS[what](state, message) : "skip";
    if (problem === "skip") skippedTo(asker, fx);
    else if (problem !== undefined)
      refusedTo(asker, fx, problem, `${config.name}: ${WHY[problem] ?? ""}`);
    if (problem !== undefined) return state;
    const begun = { what, at: 0, asker, instance: message.a };
    return advance({ ...state, doing: begun }, fx, config);
  };

/** What is deregistered has no record, unless an instance is parked on it. [HPC; inference] */
export const onForget: On = (state, message, fx, config) => {
  const isFree = state.owner === NOBODY && state.bound === NOBODY;
  if (isFree) return doing("unrecord")(state, message, fx, config);
  skippedTo(message.data as unknown as Asker, fx);
  return state;
};

function advance(state: FunctionState, fx: Effects, config: FunctionConfig): FunctionState {
  const { doing: now } = state;
  if (now === null) return state;
  const step = config.programs[now.what][now.at];
  if (step !== undefined) {
    askStep(config.resmgr, step, config.record, fx);
    return { ...state, doing: { ...now, at: now.at + 1 } };
  }
  return AFTER[now.what]({ ...state, doing: null }, now, fx, config);
}

type After = (
  state: FunctionState,
  now: Doing,
  fx: Effects,
  config: FunctionConfig,
) => FunctionState;

/** What follows when the transaction has ended. */
const AFTER: Readonly<Record<Doing["what"], After>> = {
  record: (state, { asker }, fx, { instance }) => {
    fx.emit(Ev.recorded, instance);
    doneTo(asker, fx);
    return { ...state, recorded: true };
  },
  unrecord: (state, { asker }, fx, { instance }) => {
    fx.emit(Ev.unrecorded, instance);
    doneTo(asker, fx);
    return { ...state, recorded: false };
  },
  bind: (state, now, fx, { instance }) => {
    if (now.instance >= 0) return boundTo(state, now.instance, now.asker, fx);
    fx.send(instance, Msg.offer, fx.self, 0, state.slot);
    return { ...state, doing: now };
  },
  unbind: (state, { asker }, fx) => {
    fx.emit(Ev.unbound, state.bound);
    doneTo(asker, fx);
    return { ...state, bound: NOBODY };
  },
};

function boundTo(
  state: FunctionState,
  instance: ComponentId,
  asker: Asker,
  fx: Effects,
): FunctionState {
  fx.emit(Ev.bound, instance);
  doneTo(asker, fx);
  return { ...state, bound: instance };
}

export const onOffered: On = (state, { a }, fx, { name }) => {
  const { doing: now } = state;
  if (now === null) return state;
  if (a >= 0) return boundTo({ ...state, doing: null }, a, now.asker, fx);
  refusedTo(now.asker, fx, "EAGAIN", `${name}: no instance is free`);
  return { ...state, doing: null };
};

export const onReply: On = (state, message, fx, config) =>
  message.a === STEP_TOKEN ? advance(state, fx, config) : state;

/** Whether an instance may resume on it: with power, and known to HPCI. That its key is free is seen when it is bound. */
export const onCheckOnto: On = (state, { data }, fx, { name }) => {
  const asker = data as unknown as Asker;
  if (state.powered && state.recorded) doneTo(asker, fx);
  else refusedTo(asker, fx, "ENODEV", `${name}: it has no power`);
  return state;
};

/** The slot's controller says whether specfs makes nodes. */
export const onNode: On = (state, { data, b }, fx, { instance }) => {
  const asker = data as unknown as Asker;
  if (state.slot < 0 || (b >= 0 && state.slot !== b)) skippedTo(asker, fx);
  else fx.send(state.slot, Msg.node, state.bound < 0 ? instance : state.bound, 0, data);
  return state;
};
