import { askerOf, doneTo } from "../../../kit/answers.ts";
import type { Effects, Message } from "../../../model/component.ts";
import { Ev } from "../protocol.ts";
import type { ResmgrState } from "./resmgr-state.ts";

// What contexts wait for of each other beside transactions.

export function signalled(
  state: ResmgrState,
  message: Message,
  signal: number,
  fx: Effects,
): ResmgrState {
  doneTo(askerOf(message), fx);
  for (const one of state.awaiting) if (one.signal === signal) doneTo(one.asker, fx);
  return {
    ...state,
    signals: state.signals.includes(signal) ? state.signals : [...state.signals, signal],
    awaiting: state.awaiting.filter((one) => one.signal !== signal),
  };
}

export function awaits(
  state: ResmgrState,
  message: Message,
  signal: number,
  fx: Effects,
): ResmgrState {
  const held = state.open.find((one) => one.context === message.from);
  if (held !== undefined) fx.emit(Ev.waitsHolding, message.from, held.key);
  const asker = askerOf(message);
  if (!state.signals.includes(signal))
    return { ...state, awaiting: [...state.awaiting, { signal, asker }] };
  doneTo(asker, fx);
  return state;
}
