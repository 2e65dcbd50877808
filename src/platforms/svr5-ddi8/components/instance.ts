import { askerOf, done, refused, skipped } from "../../../kit/answers.ts";
import { faultHandlers } from "../../../kit/behaviours.ts";
import { EXPIRED } from "../../../kit/patience.ts";
import type {
  ComponentClass,
  ComponentId,
  Effects,
  Message,
  Plain,
} from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { REQUEST } from "../../../model/lifecycle.ts";
import { REPLY } from "../../../model/phase.ts";
import type { Errno } from "../errors.ts";
import { Ev, Msg } from "../protocol.ts";
import { access } from "./instance-access.ts";
import {
  calling,
  onBusyIs,
  onDrained,
  onLocked,
  onLookedUp,
  onReply,
  onWake,
} from "./instance-call.ts";
import {
  carries,
  isServing,
  onExpired,
  onGone,
  onInterrupt,
  onNoAnswer,
  onRequest,
} from "./instance-jobs.ts";
import { Stray } from "./instance-returns.ts";
import type { Draft, InstanceConfig, InstanceState, On } from "./instance-state.ts";
import { does } from "./instance-state.ts";

// ---- questions of HPCI

type Question = (
  state: InstanceState,
  message: Message,
  config: InstanceConfig,
) => readonly [Errno, string] | undefined;

const asked =
  (question: Question): On =>
  (state, message, fx, config) => {
    const no = question(state, message, config);
    if (no === undefined) done(message, fx);
    else refused(message, fx, no[0], `${config.name}: ${no[1]}`);
    return state;
  };

/** May the Hot Plug Manager suspend it? [HW-SUSP; HW-RM] */
const suspendable: Question = ({ state, slot }, { b }, { kind, isBoot, options }) => {
  const isMeant = b < 0 || slot === b;
  if (!isMeant || (b >= 0 && state !== "active")) return undefined;
  if (state !== "active") return ["ENODEV", "it is not active"];
  if (isBoot) return ["EBUSY", "it holds the root filesystem"];
  const isBarred = kind === "mdi" && options["nic-suspend"] === "refused";
  return isBarred ? ["EOPNOTSUPP", "NICs are not suspended by this Hot Plug Manager"] : undefined;
};

const parked: Question = ({ state }) =>
  state === "suspended" ? undefined : ["EBUSY", "it is not suspended"];

/** Power cannot be taken from under an instance. [HW-SUSP] */
const quiet: Question = ({ state, slot, call }, { b }) =>
  slot === b && (state === "active" || call !== null)
    ? ["EBUSY", "it is not suspended"]
    : undefined;

/** Whether it may resume on a function: of the same driver; a NIC on one of the same model. [HW-INST; HW-NIC] */
const onCheckOnto: On = (state, message, fx, config) => {
  const { boards, driverName, kind } = config;
  const fn = message.b >= 0 ? message.b : state.fn;
  const [board, own] = [boards.get(fn), boards.get(state.fn)];
  const isSame = board?.driver === driverName && (kind !== "mdi" || board.model === own?.model);
  if (isSame) relay(fn, Msg.checkOnto, message, fx);
  else refused(message, fx, "EINVAL", `${board?.name}: it is of another make than ${config.name}`);
  return state;
};

// ---- what concerns the function, asked by the name that both have

const relay = (fn: ComponentId, kind: MessageKind, message: Message, fx: Effects, a = -1): void =>
  fx.send(fn, kind, a, message.b, askerOf(message) as unknown as Plain);

const relayed =
  (kind: MessageKind, toOwn = false): On =>
  (state, message, fx, { home }) => {
    const fn = toOwn ? state.fn : home;
    if (fn === NOBODY) skipped(message, fx);
    else relay(fn, kind, message, fx);
    return state;
  };

/** A driver that has failed to add it, or has gone, stays bound. */
const onBind: On = (state, message, fx, { home, name, driverName }) => {
  if (!state.installed) {
    if (message.b >= 0) skipped(message, fx);
    else refused(message, fx, "ENXIO", `${name}: ${driverName} is not installed`);
    return state;
  }
  const isBound = (state.state === "pending" || state.state === "add-failed") && state.fn === home;
  if (isBound && (message.b < 0 || message.b === state.slot)) skipped(message, fx);
  else relay(home, Msg.bind, message, fx);
  return state;
};

const onRebind: On = (state, message, fx) => {
  relay(message.b >= 0 ? message.b : state.fn, Msg.bind, { ...message, b: -1 }, fx, fx.self);
  return state;
};

/** Its driver is loaded when it waits to be added. */
const onLoad: On = (state, message, fx, { driver }) => {
  const isMeant = message.b < 0 || state.slot === message.b;
  const isWaiting = state.state === "pending" || state.state === "add-failed";
  if (isMeant && isWaiting) relay(driver, Msg.load, message, fx);
  else skipped(message, fx);
  return state;
};

const onBindBack: On = (state, message, fx) => {
  if (state.state !== "active" || state.fn === NOBODY) skipped(message, fx);
  else relay(state.fn, Msg.bind, { ...message, b: -1 }, fx, fx.self);
  return state;
};

const onUnrecord: On = (state, message, fx) => {
  if (state.fn === NOBODY || state.state !== "absent") {
    skipped(message, fx);
    return state;
  }
  relay(state.fn, Msg.unrecord, message, fx);
  return { ...state, fn: NOBODY, used: NOBODY, slot: -1 };
};

/** A function needs an instance: the one of its name, or the next that is free. b = how many have been asked. */
const onOffer: On = (state, message, fx, { next, family }) => {
  const fn = message.a;
  if (state.state === "absent" && state.fn === NOBODY) {
    fx.send(fn, Msg.offered, fx.self);
    fx.emit(Ev.state, fx.self, 0, "pending");
    const slot = typeof message.data === "number" ? message.data : -1;
    return { ...state, state: "pending", fn, used: fn, slot };
  }
  if (message.b + 1 >= family.length) fx.send(fn, Msg.offered, NOBODY);
  else fx.send(next, Msg.offer, fn, message.b + 1, message.data);
  return state;
};

// ---- channels

const onOpen: On = (state, message, fx, { name, options }) => {
  const policy = options["open-suspended"];
  if (state.state === "suspended" && policy === "block")
    return { ...state, openers: [...state.openers, askerOf(message)] };
  const isThere = state.state === "active" || (state.state === "suspended" && policy === "ok");
  if (isThere) {
    done(message, fx);
    return { ...state, opens: state.opens + 1 };
  }
  const errno = state.state === "suspended" ? (policy as Errno) : "ENXIO";
  refused(message, fx, errno, `${name}: it is ${state.state}`);
  return state;
};

const onClose: On = (state, message, fx, { name }) => {
  if (state.opens === 0) {
    refused(message, fx, "EINVAL", `${name}: it is not open`);
    return state;
  }
  done(message, fx);
  return { ...state, opens: state.opens - 1 };
};

// ---- what happens to it

/** The hardware fails and the driver reports it, or the link is lost and it sees that. [FO] */
const failing =
  (change: Partial<InstanceState>, isSeen: (s: InstanceState, c: InstanceConfig) => boolean): On =>
  (state, message, fx, config) => {
    const isReported = isSeen(state, config) && config.chain !== NOBODY;
    if (isReported) fx.send(config.chain, Msg.hwSuspended);
    const next = { ...state, ...change };
    return change.dead === true ? onGone(next, message, fx, config) : next;
  };

const onStray: On = (state, { a }, fx, config) => {
  const d: Draft = { ...state };
  if (a === Stray.freed) fx.emit(Ev.usedFreed);
  else if (d.state === "suspended") access(d.used, "timer", d, fx, config);
  return d;
};

const onHalted: On = (state, _, fx) => {
  if (state.alive) fx.emit(Ev.aliveAtHalt);
  return state;
};

const onTableFreed: On = (state, _, fx) => {
  if (state.state !== "active" || state.broken) return state;
  fx.emit(Ev.faulted);
  return { ...state, broken: true };
};

/** Somebody else holds the lock of the driver: b = on another processor than this one runs on. */
const onLockTaken: On = (state, { a, b }, fx, config) => {
  const isActive = state.state === "active";
  const isOther = b >= 0 && config.cpu >= 0 && b !== config.cpu;
  if (isActive && isOther && does("one-lock", state, config)) fx.emit(Ev.waitsForOther, fx.self, a);
  return { ...state, lockedOut: true };
};

const CALLS: ReadonlySet<MessageKind> = new Set([
  Msg.add,
  Msg.suspend,
  Msg.modify,
  Msg.resume,
  Msg.remove,
  Msg.verify,
]);
/** What begins an entry point. */
const ENTRIES: ReadonlySet<MessageKind> = new Set([...CALLS, REQUEST, Msg.interrupt]);
/** What goes on with one. */
const STEPS: ReadonlySet<MessageKind> = new Set([
  ...ENTRIES,
  REPLY,
  Msg.wake,
  Msg.drained,
  Msg.lookedUp,
  Msg.locked,
  Msg.stray,
]);

/** Driver instances: config(D2), jobs, interrupts, channels. */
export const INSTANCE_CLASS: ComponentClass<InstanceState, InstanceConfig> = {
  name: "instance",
  on: [
    ...faultHandlers<InstanceState, InstanceConfig>(),
    // ---- config(D2)
    [Msg.add, calling("CFG_ADD")],
    [Msg.suspend, calling("CFG_SUSPEND")],
    [Msg.modify, calling("CFG_MODIFY")],
    [Msg.resume, calling("CFG_RESUME")],
    [Msg.remove, calling("CFG_REMOVE")],
    [Msg.verify, calling("CFG_VERIFY")],
    [Msg.wake, onWake],
    [Msg.locked, onLocked],
    [Msg.drained, onDrained],
    [REPLY, onReply],
    [Msg.lookedUp, onLookedUp],
    [Msg.busyIs, onBusyIs],
    [
      Msg.areBusy,
      (state, message, fx) => {
        fx.send(message.from, Msg.busyIs, isServing(state) ? 1 : 0);
        return state;
      },
    ],
    // ---- HPCI
    [Msg.checkActive, asked(suspendable)],
    [Msg.checkParked, asked(parked)],
    [Msg.checkQuiet, asked(quiet)],
    [Msg.checkOnto, onCheckOnto],
    [Msg.load, onLoad],
    [Msg.record, relayed(Msg.record)],
    [Msg.unrecord, onUnrecord],
    [Msg.forget, relayed(Msg.forget)],
    [Msg.bind, onBind],
    [Msg.rebind, onRebind],
    [Msg.bindBack, onBindBack],
    [Msg.unbind, relayed(Msg.unbind, true)],
    [Msg.node, relayed(Msg.node, true)],
    [Msg.offer, onOffer],
    [Msg.moved, (state, { a }) => ({ ...state, slot: a })],
    // ---- jobs
    [REQUEST, onRequest],
    [EXPIRED, onExpired],
    [Msg.interrupt, onInterrupt],
    [Msg.noAnswer, onNoAnswer],
    [Msg.gone, onGone],
    // ---- channels, chains
    [Msg.open, onOpen],
    [Msg.close, onClose],
    [Msg.openedTarget, (state, { a }) => ({ ...state, targetOpens: state.targetOpens + a })],
    [
      Msg.canServe,
      (state, message, fx) => {
        fx.send(message.from, Msg.canServeIs, carries(state) ? 1 : 0);
        return state;
      },
    ],
    // ---- what happens
    [Msg.install, (state) => ({ ...state, installed: true })],
    [Msg.configure, (state) => ({ ...state, configured: true })],
    [Msg.hardwareFails, failing({ dead: true }, () => true)],
    [Msg.linkLost, failing({ linkLost: true }, (s, c) => !does("blind-to-link", s, c))],
    [Msg.linkBack, (state) => ({ ...state, linkLost: false })],
    [
      Msg.stall,
      (state, { b }, fx, { resmgr }) => {
        fx.sendAfter(b, fx.self, Msg.goOn);
        fx.send(resmgr, Msg.stalled, 1);
        return { ...state, stalled: true };
      },
    ],
    [
      Msg.goOn,
      (state, _, fx, { resmgr }) => {
        fx.send(resmgr, Msg.stalled, 0);
        return { ...state, stalled: false };
      },
    ],
    [Msg.stray, onStray],
    [Msg.halted, onHalted],
    [Msg.tableFreed, onTableFreed],
    [Msg.lockTaken, onLockTaken],
    [Msg.lockFree, (state) => ({ ...state, lockedOut: false })],
  ],
  accepts: (state, kind) => {
    if (state.stalled && STEPS.has(kind)) return false;
    if (state.lockedOut && ENTRIES.has(kind)) return false;
    return state.call === null || !CALLS.has(kind);
  },
};
