import { askerOf, doneTo } from "../../../kit/answers.ts";
import type { ComponentId, Effects, Message } from "../../../model/component.ts";
import type { Options } from "../knobs.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Open } from "./locks.ts";
import { writes } from "./locks.ts";
import type { RecordData } from "./records.ts";
import { valuesOf, withoutValues, withValue } from "./records.ts";
import type { ResmgrConfig, ResmgrState } from "./resmgr-state.ts";
import type { Result, Step } from "./steps.ts";
import { MODNAME, NUMBER_SIZE, RESULTS } from "./steps.ts";

// ---- reading

/** The transaction of a context on this record, the innermost. */
const txnOf = ({ open }: ResmgrState, context: ComponentId, key: number): Open | undefined =>
  open.findLast((one) => one.context === context && one.key === key);

export function read(
  state: ResmgrState,
  message: Message,
  step: Extract<Step, { kind: "read" | "count" }>,
  fx: Effects,
  config: ResmgrConfig,
): ResmgrState {
  const { from: context } = message;
  const { key, param, into } = step;
  const txn = txnOf(state, context, key);
  const isBarred = txn === undefined && outside(message, key, `read ${param}`, fx, config);
  doneTo(askerOf(message), fx);
  const record = txn?.isOwn === true ? txn.view : (state.records[key] ?? null);
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

/**
 * An access outside a transaction, and whether it fails. To drivers from before DDI 8, which know no transactions, each
 * call is one by itself. [CMB; CMV; inference]
 */
function outside(
  { from, b }: Message,
  key: number,
  what: string,
  fx: Effects,
  { steps, options }: ResmgrConfig,
): boolean {
  if (steps[b]?.entry === "legacy") return false;
  fx.emit(Ev.outside, from, key, what);
  return options["outside-transaction"] === "einval";
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

export function write(
  state: ResmgrState,
  message: Message,
  step: Write,
  isPrivileged: boolean,
  fx: Effects,
  config: ResmgrConfig,
): ResmgrState {
  const { from: context } = message;
  const { key } = step;
  const into = step.kind === "delete-key" ? -1 : step.into;
  const txn = txnOf(state, context, key);
  doneTo(askerOf(message), fx);
  if (txn !== undefined && !writes(txn)) fx.emit(Ev.wroteInRead, context, key);
  const isBarred = txn === undefined ? outside(message, key, step.kind, fx, config) : !writes(txn);
  const isReadOnly = step.kind !== "delete-key" && step.param === MODNAME && !isPrivileged;
  if (isReadOnly) fx.emit(Ev.readOnly, context, key, MODNAME);
  const record = txn === undefined ? (state.records[key] ?? null) : txn.view;
  if (isBarred || isReadOnly || record === null) return noted(state, into, "EINVAL", 0, 0, fx);
  return step.kind === "delete-key"
    ? stored(state, txn, key, null, [])
    : change(state, txn, record, step, message, fx, config.options);
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
