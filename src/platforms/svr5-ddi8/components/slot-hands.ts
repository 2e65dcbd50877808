import { refusedTo } from "../../../kit/answers.ts";
import type { Effects } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { On, SlotConfig, SlotState } from "./slot-state.ts";
import { does, feel, functionsOf, withBit } from "./slot-state.ts";

// What hands do to a slot: a card comes, goes, the latch opens. The controller tells HPCI.

/** hpci_postevent: the tree is up to date by then, or should be. [HPE] */
function post(state: SlotState, fx: Effects, config: SlotConfig): SlotState {
  if (does("invalid-post", state, config))
    return { ...feel("invalid-post", state, fx, config), known: false };
  const isEarly = does("posts-early", state, config);
  fx.emit(Ev.posted, fx.self, isEarly ? 0 : 1);
  return isEarly
    ? { ...feel("posts-early", state, fx, config), known: false }
    : { ...state, known: true };
}

/** A change of the tree: whether HPCI was looking. */
function changing(state: SlotState, fx: Effects, config: SlotConfig): SlotState {
  if (!state.locked) return state;
  fx.emit(Ev.changedLocked);
  return feel("changes-locked", state, fx, config);
}

export const onArrive: On = (given, { a: card }, fx, config) => {
  if (given.card !== NOBODY) {
    fx.emit(Ev.ignored);
    fx.send(card, Msg.turnedAway);
    return given;
  }
  const state = changing(given, fx, config);
  fx.emit(Ev.inserted);
  for (const fn of functionsOf(card, config)) fx.send(fn, Msg.placed, fx.self);
  return post({ ...state, card }, fx, config);
};

export const onPull: On = (given, _, fx, config) => {
  if (given.card === NOBODY) return given;
  const state = changing(given, fx, config);
  const dark = state.power === "off" || state.power === "falling" ? state : cut(state, fx, config);
  for (const fn of functionsOf(state.card, config)) fx.send(fn, Msg.placed, -1);
  fx.send(state.card, Msg.out);
  return post({ ...dark, card: NOBODY }, fx, config);
};

/** Power goes although nobody had asked for it: nothing is called, drivers find out. [LNX; inference] */
function cut(state: SlotState, fx: Effects, config: SlotConfig): SlotState {
  fx.emit(Ev.surprise);
  fx.emit(Ev.power, fx.self, 0);
  fx.send(config.bus, Msg.leave);
  for (const fn of functionsOf(state.card, config)) fx.send(fn, Msg.power, 0, 1);
  if (state.power === "rising" && state.asker !== null)
    refusedTo(state.asker, fx, "EIO", `${config.name}: POWER_FAULT`);
  const bits = withBit(state.bits, "POWER_FAULT");
  return { ...state, power: "off", listed: false, attention: true, bits, asker: null };
}

/** b = 1: it is opened. */
export const onLatch: On = (given, { b }, fx, config) => {
  const state = changing(given, fx, config);
  const isCut = b === 1 && state.card !== NOBODY && ["on", "rising"].includes(state.power);
  const next = isCut ? cut(state, fx, config) : state;
  return post({ ...next, latchOpen: b === 1 }, fx, config);
};
