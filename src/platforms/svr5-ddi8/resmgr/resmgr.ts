import type { Asker } from "../../../kit/answers.ts";
import { askerOf, doneTo } from "../../../kit/answers.ts";
import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Message,
  Plain,
} from "../../../model/component.ts";
import type { Options } from "../knobs.ts";
import { Ev, Msg } from "../protocol.ts";
import { deadlocksOf } from "./deadlocks.ts";
import type { Mode, Open, Waiting } from "./locks.ts";
import { nextOf, writes } from "./locks.ts";
import type { Database, RecordData } from "./records.ts";
import { valuesOf, withoutValues, withValue } from "./records.ts";
import type { ProgramStep, Result, Step } from "./steps.ts";
import { MODNAME, NUMBER_SIZE, RESULTS } from "./steps.ts";

/** The resource manager: records, transactions, and who waits for whom. */
export interface ResmgrState {
  readonly records: Database;
  readonly open: readonly Open[];
  readonly waiting: readonly Waiting[];
  /** Begins that wait in vain and of which that was told. */
  readonly told: readonly ComponentId[];
  readonly signals: readonly number[];
  readonly awaiting: readonly { readonly signal: number; readonly asker: Asker }[];
  /** What each reading holds, by its id: kept here too, so that programs can calculate with it. */
  readonly readings: Readonly<Record<string, number>>;
  /** Params that a transaction has emptied and nobody has filled again: `key param`. */
  readonly emptied: readonly string[];
}

export interface ResmgrConfig {
  readonly options: Options;
  readonly steps: readonly ProgramStep[];
  readonly names: readonly string[];
}

type On = Handler<ResmgrState, ResmgrConfig>;

const onStep: On = (state, message, fx, config) => {
  const given = config.steps[message.b];
  if (given === undefined) return state;
  const { step, isInterrupt } = given;
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
      return awaits(state, message, step.signal, fx);
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
  const { from: context, a: token } = message;
  const held = state.open.find((one) => one.context === context);
  fx.emit(Ev.begin, context, key, mode);
  if (held !== undefined) {
    const isNew = held.mode === "new" && held.key === key;
    fx.emit(isNew ? Ev.newAgain : Ev.nested, context, key, config.names[held.key] ?? "");
  }
  const waiting = [...state.waiting, { context, key, mode, token }];
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
    next = grant({ ...next, waiting: next.waiting.toSpliced(at, 1) }, one, fx, config);
  }
}

function grant(
  state: ResmgrState,
  { context, key, mode, token }: Waiting,
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
  };
  return { ...state, open: [...state.open, open] };
}

function answerAfter(cost: number, asker: Asker, fx: Effects): void {
  if (cost === 0) doneTo(asker, fx);
  else fx.sendAfter(cost, fx.self, Msg.reply, 0, 0, asker as unknown as Plain);
}

/** Names every begin that waits in vain, once: who holds what, and since when. */
function tellDeadlocks(state: ResmgrState, fx: Effects, config: ResmgrConfig): ResmgrState {
  const found = deadlocksOf(state.waiting, state.open, config.options).filter(
    ({ waiting }) => !state.told.includes(waiting.context),
  );
  if (found.length === 0) return state;
  for (const { kind, waiting, holder } of found) {
    const [wanted, held] = [config.names[waiting.key], config.names[holder.key]];
    const who = holder.context === waiting.context ? "itself" : `#${holder.context}`;
    const manner = writes(holder) ? "writing" : "reading";
    const text = `${kind}: waits for ${wanted}; ${held} is held by ${who} for ${manner} since ${holder.since}ns`;
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

// ---- waiting for each other in other ways

function signalled(state: ResmgrState, message: Message, signal: number, fx: Effects): ResmgrState {
  doneTo(askerOf(message), fx);
  for (const one of state.awaiting) if (one.signal === signal) doneTo(one.asker, fx);
  return {
    ...state,
    signals: state.signals.includes(signal) ? state.signals : [...state.signals, signal],
    awaiting: state.awaiting.filter((one) => one.signal !== signal),
  };
}

function awaits(state: ResmgrState, message: Message, signal: number, fx: Effects): ResmgrState {
  const held = state.open.find((one) => one.context === message.from);
  if (held !== undefined) fx.emit(Ev.waitsHolding, message.from, held.key);
  const asker = askerOf(message);
  if (!state.signals.includes(signal))
    return { ...state, awaiting: [...state.awaiting, { signal, asker }] };
  doneTo(asker, fx);
  return state;
}

// ---- reading

/** The transaction of a context on this record, the innermost. */
const txnOf = ({ open }: ResmgrState, context: ComponentId, key: number): Open | undefined =>
  open.findLast((one) => one.context === context && one.key === key);

function read(
  state: ResmgrState,
  message: Message,
  step: Extract<Step, { kind: "read" | "count" }>,
  fx: Effects,
  { options }: ResmgrConfig,
): ResmgrState {
  const { from: context } = message;
  const { key, param, into } = step;
  const txn = txnOf(state, context, key);
  if (txn === undefined) fx.emit(Ev.outside, context, key, `read ${param}`);
  doneTo(askerOf(message), fx);
  const record = txn?.isOwn === true ? txn.view : (state.records[key] ?? null);
  const isBarred = txn === undefined && options["outside-transaction"] === "einval";
  if (record === null || isBarred) return noted(state, into, "EINVAL", 0, 0, fx);
  const values = valuesOf(record, param);
  const at = step.kind === "count" ? values.length - 1 : step.at;
  const value = values[at];
  const next = txn === undefined ? state : sawParam(state, txn, param);
  if (value === undefined) return noted(next, into, "ENOENT", 0, values.length, fx);
  if (step.kind === "read" && step.buffer < NUMBER_SIZE) {
    fx.emit(Ev.truncated, context, key, `${key} ${param}`);
    return noted(next, into, "ENOSPC", 0, values.length, fx);
  }
  fx.emit(Ev.read, context, values.length - 1 - at, `${key} ${param}`);
  return noted(next, into, "ok", value, values.length, fx);
}

function sawParam(state: ResmgrState, txn: Open, param: string): ResmgrState {
  if (txn.seen.includes(param)) return state;
  const saw = { ...txn, seen: [...txn.seen, param] };
  return { ...state, open: state.open.map((one) => (one === txn ? saw : one)) };
}

function noted(
  state: ResmgrState,
  into: ComponentId,
  result: Result,
  value: number,
  count: number,
  fx: Effects,
): ResmgrState {
  if (into < 0) return state;
  fx.send(into, Msg.noted, RESULTS.indexOf(result), value, count);
  return { ...state, readings: { ...state.readings, [into]: value } };
}

// ---- writing

type Write = Extract<Step, { kind: "add" | "delete" | "delete-key" }>;

function write(
  state: ResmgrState,
  message: Message,
  step: Write,
  isPrivileged: boolean,
  fx: Effects,
  { options }: ResmgrConfig,
): ResmgrState {
  const { from: context } = message;
  const { key } = step;
  const into = step.kind === "delete-key" ? -1 : step.into;
  const txn = txnOf(state, context, key);
  doneTo(askerOf(message), fx);
  if (txn === undefined) fx.emit(Ev.outside, context, key, step.kind);
  else if (!writes(txn)) fx.emit(Ev.wroteInRead, context, key);
  const isBarred = txn === undefined ? options["outside-transaction"] === "einval" : !writes(txn);
  const isReadOnly = step.kind !== "delete-key" && step.param === MODNAME && !isPrivileged;
  if (isReadOnly) fx.emit(Ev.readOnly, context, key, MODNAME);
  const record = txn === undefined ? (state.records[key] ?? null) : txn.view;
  if (isBarred || isReadOnly || record === null) return noted(state, into, "EINVAL", 0, 0, fx);
  return step.kind === "delete-key"
    ? stored(state, txn, key, null, [])
    : change(state, txn, record, step, message, fx, options);
}

function change(
  state: ResmgrState,
  txn: Open | undefined,
  record: RecordData,
  step: Extract<Write, { kind: "add" | "delete" }>,
  { from: context }: Message,
  fx: Effects,
  options: Options,
): ResmgrState {
  const { key, param, into } = step;
  const before = valuesOf(record, param);
  if (step.kind === "delete") {
    const isMissing = before.length === 0 && options["delete-missing"] === "ENOENT";
    const next = stored(state, txn, key, withoutValues(record, param), [param]);
    return noted(next, into, isMissing ? "ENOENT" : "ok", 0, 0, fx);
  }
  const { reading, number } = step.value;
  const value = number + (reading < 0 ? 0 : (state.readings[reading] ?? 0));
  const place = `${key} ${param}`;
  const wasDeleted = txn?.deleted.includes(param) === true;
  const isMeantToReplace = before.length > 0 && !wasDeleted && txn?.seen.includes(param) === true;
  if (isMeantToReplace) fx.emit(Ev.appended, context, key, param);
  if (!wasDeleted && state.emptied.includes(place)) fx.emit(Ev.split, context, key, param);
  const filled = { ...state, emptied: state.emptied.filter((one) => one !== place) };
  const next = stored(filled, txn, key, withValue(record, param, value), []);
  return noted(next, into, "ok", value, before.length + 1, fx);
}

/** In the transaction's own view, or, without one, in the database at once. */
function stored(
  state: ResmgrState,
  txn: Open | undefined,
  key: number,
  record: RecordData | null,
  deleted: readonly string[],
): ResmgrState {
  if (txn === undefined) return { ...state, records: state.records.with(key, record) };
  const changed = { ...txn, view: record, deleted: [...txn.deleted, ...deleted] };
  return { ...state, open: state.open.map((one) => (one === txn ? changed : one)) };
}

export const RESMGR_CLASS: ComponentClass<ResmgrState, ResmgrConfig> = {
  name: "resource-manager",
  on: [
    [Msg.step, onStep],
    [
      Msg.reply,
      (state, { data }, fx) => {
        doneTo(data as unknown as Asker, fx);
        return state;
      },
    ],
  ],
};

/** The resource manager when the scenario begins. */
export const resmgrWith = (records: Database): ResmgrState => ({
  records,
  open: [],
  waiting: [],
  told: [],
  signals: [],
  awaiting: [],
  readings: {},
  emptied: [],
});
