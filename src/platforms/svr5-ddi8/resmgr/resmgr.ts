import type { Asker } from "../../../kit/answers.ts";
import { askerOf, doneTo } from "../../../kit/answers.ts";
import type { ComponentClass, Effects, Message, Plain } from "../../../model/component.ts";
import { formatDuration } from "../../../model/value.ts";
import { Ev, Msg } from "../protocol.ts";
import { read, write } from "./accesses.ts";
import { deadlocksOf } from "./deadlocks.ts";
import type { Mode, Open, Waiting } from "./locks.ts";
import { isShared, nextOf, writes } from "./locks.ts";
import { valuesOf } from "./records.ts";
import type { On, ResmgrConfig, ResmgrState } from "./resmgr-state.ts";
import { awaits, signalled } from "./signals.ts";
import type { Step } from "./steps.ts";
import { OWN } from "./steps.ts";

/** In a driver's program a record can be that of its instance, whichever it is. */
const withOwn = (step: Step, own: unknown): Step =>
  "key" in step && step.key === OWN ? { ...step, key: typeof own === "number" ? own : -1 } : step;

const onStep: On = (state, message, fx, config) => {
  const given = config.steps[message.b];
  if (given === undefined) return state;
  const { isInterrupt } = given;
  const step = withOwn(given.step, message.data);
  if (isInterrupt && step.kind !== "leave") fx.emit(Ev.fromInterrupt, message.from);
  switch (step.kind) {
    case "begin":
      return begin(state, message, step.key, step.mode, fx, config);
    case "new":
      return begin(state, message, step.key, "new", fx, config);
    case "end":
    case "abort":
      return close(state, message, step, fx, config);
    case "signal":
      return signalled(state, message, step.signal, fx);
    case "await":
      return tellDeadlocks(awaits(state, message, step.signal, fx), fx, config);
    case "leave":
      return leave(state, message, fx, config);
    case "read":
    case "count":
      return read(state, message, step, fx, config);
    default:
      return write(state, message, step, given.isPrivileged, fx, config);
  }
};

// ---- beginning

function begin(
  state: ResmgrState,
  message: Message,
  key: number,
  mode: Mode,
  fx: Effects,
  config: ResmgrConfig,
): ResmgrState {
  const { from: context, a: token, b: step } = message;
  const held = state.open.find((one) => one.context === context);
  fx.emit(Ev.begin, context, key, mode);
  if (held !== undefined) {
    const isNew = held.mode === "new" && held.key === key;
    fx.emit(isNew ? Ev.newAgain : Ev.nested, context, key, config.names[held.key] ?? "");
  }
  const asked = { context, key, mode, token, step, overtaken: 0 };
  const waiting = [...state.waiting, asked];
  return tellDeadlocks(pump({ ...state, waiting }, fx, config), fx, config);
}

/** Grants what can be granted, one after the other. */
function pump(state: ResmgrState, fx: Effects, config: ResmgrConfig): ResmgrState {
  let next = state;
  const draw = (below: number): number => fx.random(0) % below;
  for (;;) {
    const at = nextOf(next.waiting, next.open, config.options, draw);
    const one = next.waiting[at];
    if (one === undefined) return next;
    const waiting = overtaking(one, at, next.waiting.toSpliced(at, 1), fx, config);
    next = grant({ ...next, waiting }, one, fx, config);
  }
}

/** Readers that came later have overtaken the writers that wait: ST1 when there have been too many. */
function overtaking(
  one: Waiting,
  at: number,
  waiting: readonly Waiting[],
  fx: Effects,
  { options, names }: ResmgrConfig,
): readonly Waiting[] {
  if (writes(one) || at === 0) return waiting;
  return waiting.map((other, place) => {
    if (place >= at || !writes(other) || !isShared(one, other, options)) return other;
    const overtaken = other.overtaken + 1;
    const text = `ST1: ${overtaken} readers have overtaken it since it has waited for ${names[other.key]}`;
    if (overtaken === options["starved-after"])
      fx.emit(Ev.deadlock, other.context, one.context, text);
    return { ...other, overtaken };
  });
}

function grant(
  state: ResmgrState,
  { context, key, mode, token, step }: Waiting,
  fx: Effects,
  { options }: ResmgrConfig,
): ResmgrState {
  fx.emit(Ev.granted, context, key, mode);
  answerAfter(options["begin-cost"], { id: context, token }, fx);
  const isOwn = mode !== "read" || options.readers === "snapshot";
  const committed = state.records[key] ?? null;
  const view = mode === "new" ? {} : isOwn ? committed : null;
  const open: Open = {
    context,
    key,
    mode,
    since: fx.now,
    view,
    isOwn,
    seen: [],
    deleted: [],
    isLeft: false,
    step,
  };
  const told = state.told.filter((one) => one !== context);
  return { ...state, told, open: [...state.open, open] };
}

function answerAfter(cost: number, asker: Asker, fx: Effects): void {
  if (cost === 0) doneTo(asker, fx);
  else fx.sendAfter(cost, fx.self, Msg.reply, 0, 0, asker as unknown as Plain);
}

/** Names every begin that waits in vain, once: who holds what, and since when. */
function tellDeadlocks(state: ResmgrState, fx: Effects, config: ResmgrConfig): ResmgrState {
  const found = deadlocksOf(state, config).filter(
    ({ waiting }) => !state.told.includes(waiting.context),
  );
  if (found.length === 0) return state;
  for (const { kind, waiting, holder } of found) {
    const [wanted, held] = [config.names[waiting.key], config.names[holder.key]];
    const who = holder.context === waiting.context ? "itself" : config.people[holder.context];
    const manner = writes(holder) ? "writing" : "reading";
    const { entry } = config.steps[holder.step] ?? { entry: "" };
    const where = entry === "" ? "" : ` in ${entry}`;
    const text = `${kind}: waits for ${wanted}; ${held} is held by ${who}${where} for ${manner} since ${formatDuration(holder.since)}`;
    fx.emit(Ev.deadlock, waiting.context, holder.context, text);
  }
  return { ...state, told: [...state.told, ...found.map(({ waiting }) => waiting.context)] };
}

// ---- ending

function close(
  state: ResmgrState,
  message: Message,
  { kind, key }: Extract<Step, { kind: "end" | "abort" }>,
  fx: Effects,
  config: ResmgrConfig,
): ResmgrState {
  const { from: context } = message;
  const mine = state.open.filter((one) => one.context === context);
  const txn = mine.findLast((one) => one.key === key);
  if (txn === undefined) {
    fx.emit(Ev.mismatched, context, key);
    doneTo(askerOf(message), fx);
    return state;
  }
  const open = state.open.filter((one) => one !== txn);
  const isCommit = kind === "end" && txn.mode !== "read";
  fx.emit(kind === "end" ? Ev.ended : Ev.aborted, context, key, txn.mode);
  answerAfter(isCommit ? config.options["commit-cost"] : 0, askerOf(message), fx);
  const next = isCommit ? committed({ ...state, open }, txn) : { ...state, open };
  return tellDeadlocks(pump(next, fx, config), fx, config);
}

/** Only its own record is committed: a copy of all would lose what others have committed meanwhile. */
function committed(state: ResmgrState, { key, view, deleted }: Open): ResmgrState {
  const emptied = deleted
    .filter((param) => valuesOf(view, param).length === 0)
    .map((param) => `${key} ${param}`);
  return {
    ...state,
    records: state.records.with(key, view),
    emptied: [...new Set([...state.emptied, ...emptied])],
  };
}

function leave(
  state: ResmgrState,
  message: Message,
  fx: Effects,
  config: ResmgrConfig,
): ResmgrState {
  const { from: context } = message;
  doneTo(askerOf(message), fx);
  const left = state.open.filter((one) => one.context === context);
  if (left.length === 0) return state;
  for (const { key } of left) fx.emit(Ev.unended, context, key, config.names[key] ?? "");
  const open = state.open.map((one) => (one.context === context ? { ...one, isLeft: true } : one));
  return tellDeadlocks({ ...state, open }, fx, config);
}

// ---- for the kernel itself

/** Params without which an interrupt cannot be attached. [INTR] */
const OF_INTERRUPTS = ["IRQ", "IPL", "ITYPE"];

const onLookup: On = (state, { from, a }, fx) => {
  const record = state.records[a] ?? null;
  const counts = OF_INTERRUPTS.map((param) => valuesOf(record, param).length);
  fx.send(from, Msg.lookedUp, Math.min(...counts));
  return state;
};

/** A processor stands still (a = 1), and with it whoever holds a transaction there. */
const onStalled: On = (state, { from, a }, fx, config) => {
  const others = state.stalled.filter((one) => one !== from);
  const stalled = a === 1 ? [...others, from] : others;
  return tellDeadlocks({ ...state, stalled }, fx, config);
};

export const RESMGR_CLASS: ComponentClass<ResmgrState, ResmgrConfig> = {
  name: "resource-manager",
  on: [
    [Msg.step, onStep],
    [Msg.lookup, onLookup],
    [Msg.stalled, onStalled],
    [
      Msg.reply,
      (state, { data }, fx) => {
        doneTo(data as unknown as Asker, fx);
        return state;
      },
    ],
  ],
};
