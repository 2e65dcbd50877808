import { askerOf, doneTo, refusedTo, skipped } from "../../../kit/answers.ts";
import { numberIn, textIn, textOr } from "../../../kit/args.ts";
import { felt } from "../../../kit/behaviours.ts";
import { recallAll } from "../../../kit/station.ts";
import type { Effects } from "../../../model/component.ts";
import type { EventKind } from "../../../model/kinds.ts";
import { Ev, Msg } from "../protocol.ts";
import { entered, touch } from "./instance-access.ts";
import { concluded } from "./instance-returns.ts";
import type { Call, Draft, Func, InstanceConfig, On } from "./instance-state.ts";
import { FUNCS, sayingOf, sharesLock, shows } from "./instance-state.ts";
import type { Outcome } from "./instance-steps.ts";
import { attach, STEPS, UNDO } from "./instance-steps.ts";
import { askStep, LEFT_TOKEN, STEP_TOKEN } from "./script.ts";

// A call of config(D2): a script of steps, some of which wait. One call is in progress per instance. [CFG; inference]

const EVENTS: Readonly<Partial<Record<Func, EventKind>>> = {
  CFG_ADD: Ev.cfgAdd,
  CFG_SUSPEND: Ev.cfgSuspend,
  CFG_MODIFY: Ev.cfgModify,
  CFG_RESUME: Ev.cfgResume,
  CFG_REMOVE: Ev.cfgRemove,
};

/** The states in which a subfunction makes sense. */
const STATES: Readonly<Record<Func, readonly string[]>> = {
  CFG_ADD: ["pending", "add-failed"],
  CFG_SUSPEND: ["active"],
  CFG_MODIFY: ["suspended"],
  CFG_RESUME: ["suspended"],
  CFG_REMOVE: ["suspended"],
  CFG_VERIFY: ["active", "suspended"],
};

/** A NIC driver has at least these. [MDI1] */
const OWED_BY_NICS: ReadonlySet<Func> = new Set([
  "CFG_ADD",
  "CFG_REMOVE",
  "CFG_SUSPEND",
  "CFG_RESUME",
]);

/** The ask for a subfunction. Who is not in the slot that is meant, or in no state for it, is not concerned. */
export const calling =
  (func: Func): On =>
  (state, message, fx, config) => {
    const isElsewhere = func !== "CFG_MODIFY" && message.b >= 0 && state.slot !== message.b;
    if (isElsewhere || !STATES[func].includes(state.state)) {
      skipped(message, fx);
      return state;
    }
    const d: Draft = { ...state };
    const call: Call = {
      func,
      at: 0,
      asker: askerOf(message),
      done: [],
      waits: "no",
    };
    d.call = call;
    d.parameter = message.b;
    fx.emit(Ev.called, fx.self, FUNCS.indexOf(func), func);
    const kind = EVENTS[func];
    if (kind !== undefined) fx.emit(kind);
    begin(d, fx, config);
    return d;
  };

function begin(d: Draft, fx: Effects, config: InstanceConfig): void {
  const { func = "CFG_ADD" } = d.call ?? {};
  entered(func, d, fx, config);
  touch(func, d, fx, config);
  const early = answerAtOnce(func, d, fx, config);
  if (early !== undefined) {
    finish(early === "" ? undefined : early, d, fx, config);
    return;
  }
  if (sharesLock(d, config)) {
    waiting("lock", d);
    fx.send(config.driver, Msg.lock);
  } else advance(d, fx, config);
}

/** The errno of a driver that does nothing; empty when it claims success all the same. */
function answerAtOnce(
  func: Func,
  d: Draft,
  fx: Effects,
  config: InstanceConfig,
): string | undefined {
  if (sayingOf("lacks-func", func, d, config) !== undefined) {
    d.faults = felt(config.behaviours, d.faults, "lacks-func", fx);
    if (config.kind === "mdi" && OWED_BY_NICS.has(func)) fx.emit(Ev.lacking, fx.self, 0, func);
    return "EOPNOTSUPP";
  }
  if (sayingOf("stubs", func, d, config) !== undefined) {
    d.faults = felt(config.behaviours, d.faults, "stubs", fx);
    fx.emit(Ev.stubbed, fx.self, 0, func);
    return "";
  }
  if (func === "CFG_VERIFY" && !shows("knows-verify", d, fx, config)) return "EOPNOTSUPP";
  const failing = sayingOf("fails", func, d, config);
  if (failing === undefined || failing.args["step"] !== undefined) return undefined;
  d.faults = felt(config.behaviours, d.faults, "fails", fx);
  return textIn(failing.args, "errno");
}

const waiting = (waits: Call["waits"], d: Draft): void => {
  if (d.call !== null) d.call = { ...d.call, waits };
};

/** Goes on from step to step until one waits, fails, or the script is over. */
function advance(d: Draft, fx: Effects, config: InstanceConfig): void {
  while (d.call !== null) {
    const step = config.scripts[d.call.func][d.call.at];
    if (step === undefined) {
      finish(undefined, d, fx, config);
      return;
    }
    d.call = { ...d.call, at: d.call.at + 1, waits: "no" };
    const outcome =
      typeof step === "string"
        ? play(step, d.call.func, d, fx, config)
        : ofProgram(step, d, fx, config);
    if (outcome === "waits") return;
    if (outcome !== "next") {
      fail(outcome.errno, d, fx, config);
      return;
    }
    if (typeof step === "string") d.call = { ...d.call, done: [...d.call.done, step] };
  }
}

/** A step of the driver's own program: something of the resource manager, or time that passes. */
function ofProgram(
  step: number | { readonly wait: number },
  d: Draft,
  fx: Effects,
  config: InstanceConfig,
): Outcome {
  if (typeof step === "object") {
    waiting("time", d);
    fx.sendAfter(step.wait, fx.self, Msg.wake);
    return "waits";
  }
  waiting("resmgr", d);
  if (d.used !== d.fn) fx.emit(Ev.usedOld, fx.self, d.used, "record");
  if (shows("lock-at-begin", d, fx, config)) d.ownLock = true;
  askStep(config.resmgr, step, recordOf(d, config), fx);
  return "waits";
}

function play(step: string, func: Func, d: Draft, fx: Effects, config: InstanceConfig): Outcome {
  const failing = sayingOf("fails", func, d, config);
  if (failing !== undefined && textOr(failing.args, "step", "") === step) {
    d.faults = felt(config.behaviours, d.faults, "fails", fx);
    return { errno: textIn(failing.args, "errno") };
  }
  if (step === "time") {
    const takes = sayingOf("takes", func, d, config);
    if (takes === undefined) return "next";
    d.faults = felt(config.behaviours, d.faults, "takes", fx);
    waiting("time", d);
    fx.sendAfter(numberIn(takes.args, "time"), fx.self, Msg.wake);
    return "waits";
  }
  const outcome = STEPS[step]?.(d, fx, config) ?? "next";
  if (outcome === "waits" && d.call?.waits === "no") waiting("ever", d);
  return outcome;
}

/** The record of the key that the instance has; the old one where its driver has kept that. */
const recordOf = (d: Draft, { boards }: InstanceConfig): number => boards.get(d.used)?.record ?? -1;

/** What was done is undone, the last first. */
function fail(errno: string, d: Draft, fx: Effects, config: InstanceConfig): void {
  const { func, done } = d.call ?? { func: "CFG_ADD" as Func, done: [] };
  if (shows("leaves-open", d, fx, config))
    fx.send(config.resmgr, Msg.step, LEFT_TOKEN, config.begin, recordOf(d, config));
  const isKept = func === "CFG_ADD" && shows("leaks", d, fx, config);
  if (isKept) {
    fx.emit(Ev.leaked);
    d.leaked = true;
  } else for (const step of done.toReversed()) UNDO[func]?.[step]?.(d, fx, config);
  finish(errno, d, fx, config);
}

function finish(errno: string | undefined, d: Draft, fx: Effects, config: InstanceConfig): void {
  const { call } = d;
  if (call === null) return;
  d.call = null;
  const { func } = call;
  fx.send(config.resmgr, Msg.step, LEFT_TOKEN, config.leave, -1);
  if (sharesLock(d, config)) fx.send(config.driver, Msg.release);
  const text = errno === undefined ? func : `${func} ${errno}`;
  fx.emit(Ev.returned, fx.self, FUNCS.indexOf(func), text);
  concluded(func, errno, d, fx, config);
  if (errno === undefined) doneTo(call.asker, fx);
  else refusedTo(call.asker, fx, errno, `${config.name}: ${func}`);
}

/** What the call waited for has come. */
function resumeCall(d: Draft, fx: Effects, config: InstanceConfig): void {
  if (d.call === null) return;
  const step = config.scripts[d.call.func][d.call.at - 1];
  const { waits } = d.call;
  d.call = { ...d.call, waits: "no" };
  if (waits === "jobs" && typeof step === "string")
    d.call = { ...d.call, done: [...d.call.done, step] };
  advance(d, fx, config);
}

const resuming =
  (waits: Call["waits"]): On =>
  (state, _, fx, config) => {
    if (state.call?.waits !== waits) return state;
    const d: Draft = { ...state };
    resumeCall(d, fx, config);
    return d;
  };

export const onWake = resuming("time");
export const onLocked = resuming("lock");
export const onDrained = resuming("jobs");

/** Another instance says whether it serves jobs. */
export const onBusyIs: On = (state, { a }, fx, config) => {
  const d: Draft = { ...state, asked: state.asked - 1, busyPeers: state.busyPeers + a };
  if (d.asked === 0 && d.call?.waits === "peers") resumeCall(d, fx, config);
  return d;
};

/** The resource manager has answered a step. */
export const onReply: On = (state, message, fx, config) => {
  if (message.a !== STEP_TOKEN || state.call?.waits !== "resmgr") return state;
  const d: Draft = { ...state };
  if (d.ownLock) {
    d.ownLock = false;
    recallAll(fx);
  }
  resumeCall(d, fx, config);
  return d;
};

/** cm_intr_attach has looked the record up: a = how many interrupts it describes. 0 is a failure. [INTR] */
export const onLookedUp: On = (state, message, fx, config) => {
  if (state.call?.waits !== "resmgr") return state;
  const d: Draft = { ...state };
  const call = state.call;
  if (message.a > 0) {
    attach(d, fx);
    d.call = { ...call, waits: "no", done: [...call.done, "attach"] };
    advance(d, fx, config);
  } else if (shows("takes-zero", d, fx, config)) {
    fx.emit(Ev.zeroTaken);
    d.call = { ...call, waits: "no" };
    advance(d, fx, config);
  } else fail("ENXIO", d, fx, config);
  return d;
};
