import { EXPIRED } from "../../../kit/patience.ts";
import type { ComponentId, Effects, Message } from "../../../model/component.ts";
import { REQUEST, REQUEST_DONE } from "../../../model/lifecycle.ts";

/** Requests that somebody passes on to an instance, by the numbers that he gives them. */
export interface Forwarded {
  readonly serial: number;
  readonly pending: readonly {
    readonly serial: number;
    readonly workload: ComponentId;
    readonly request: number;
    readonly to: ComponentId;
  }[];
}

export const NOTHING_FORWARDED: Forwarded = { serial: 0, pending: [] };

/** Passes a `REQUEST` on. */
export function forward<S extends Forwarded>(
  state: S,
  m: Message,
  to: ComponentId,
  fx: Effects,
): S {
  const serial = state.serial + 1;
  fx.send(to, REQUEST, serial, m.b, m.data);
  const entry = { serial, workload: m.from, request: m.a, to };
  return { ...state, serial, pending: [...state.pending, entry] };
}

/** Passes the answer back. */
export function answerBack<S extends Forwarded>(state: S, m: Message, fx: Effects): S {
  const entry = state.pending.find(({ serial }) => serial === m.a);
  if (entry === undefined) return state;
  fx.send(entry.workload, REQUEST_DONE, entry.request, m.b, m.data);
  return { ...state, pending: state.pending.filter((one) => one !== entry) };
}

/** Passes on that a workload has lost its patience. */
export function expireOn<S extends Forwarded>(state: S, m: Message, fx: Effects): S {
  const entry = state.pending.find(
    ({ workload, request }) => workload === m.from && request === m.a,
  );
  if (entry === undefined) return state;
  fx.send(entry.to, EXPIRED, entry.serial, m.b);
  return m.b > 0 ? state : { ...state, pending: state.pending.filter((one) => one !== entry) };
}
