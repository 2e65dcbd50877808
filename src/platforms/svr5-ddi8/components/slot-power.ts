import { askerOf, done, doneTo, refused, refusedTo, skipped } from "../../../kit/answers.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Errno } from "../errors.ts";
import { Ev, Msg } from "../protocol.ts";
import type { On, SlotState } from "./slot-state.ts";
import { does, FAULT_BITS, feel, functionsOf, withBit } from "./slot-state.ts";

// Power, and the registration of functions that goes with it. [HPM; HPC; LNX]

/** HPCI looks at the tree with the lock of the controller held. [HPL] */
export const onSee: On = (state, message, fx, config) => {
  const time = config.options["tree-read"];
  if (time === 0) {
    done(message, fx);
    return state;
  }
  fx.sendAfter(time, fx.self, Msg.unlock);
  const heeds = !does("changes-locked", state, config);
  return { ...state, locked: true, heeds, asker: askerOf(message) };
};

export const onUnlock: On = (state, _, fx) => {
  if (state.asker !== null) doneTo(state.asker, fx);
  return { ...state, locked: false, asker: null };
};

/** HPCI changes the power of slots that are made for it. [HPS] */
export const onCheckCapable: On = (state, message, fx, { name, isCapable }) => {
  if (isCapable) done(message, fx);
  else refused(message, fx, "EINVAL", `${name}: it is not hotplug-capable`);
  return state;
};

export const onCheckOn: On = (state, message, fx, { name }) => {
  if (state.power === "on") done(message, fx);
  else refused(message, fx, "EINVAL", `${name}: it has no power`);
  return state;
};

export const onCheckReady: On = (state, message, fx, { name }) => {
  const no = notReady(state);
  if (no === undefined) done(message, fx);
  else refused(message, fx, no[0], `${name}: ${no[1]}`);
  return state;
};

function notReady({
  card,
  latchOpen,
  power,
  known,
}: SlotState): readonly [Errno, string] | undefined {
  if (power !== "off") return ["EINVAL", "it has power already"];
  if (card === NOBODY) return ["ENODEV", "it is empty"];
  if (latchOpen) return ["ENODEV", "its interlock is open"];
  return known ? undefined : ["ENODEV", "the tool sees no card in it"];
}

/** modify_callback(POWER_ON = 1): first the bus must be able to run at the card's speed. [HPM; LNX] */
export const onPowerOn: On = (given, message, fx, config) => {
  if (given.power === "on" || given.power === "rising") {
    skipped(message, fx);
    return given;
  }
  const asker = askerOf(message);
  const early = does("configures-early", given, config);
  if (early) {
    fx.emit(Ev.configured);
    refusedTo(asker, fx, "EIO", `${config.name}: CONFIG_FAULT`);
    const state = feel("configures-early", given, fx, config);
    return { ...state, bits: withBit(state.bits, "CONFIG_FAULT") };
  }
  const bits = given.bits.filter((bit) => !(FAULT_BITS as readonly string[]).includes(bit));
  fx.send(config.bus, Msg.join, config.cards.get(given.card)?.speed ?? 0);
  return { ...given, power: "rising", bits, asker };
};

/** The bus says whether it can. a = 1: yes. */
export const onJoined: On = (state, { a }, fx, { name, options }) => {
  if (a === 1) {
    fx.sendAfter(options["power-settle"], fx.self, Msg.powered);
    return state;
  }
  if (state.asker !== null) refusedTo(state.asker, fx, "EIO", `${name}: BAD_FREQUENCY`);
  return { ...state, power: "off", asker: null, bits: withBit(state.bits, "BAD_FREQUENCY") };
};

const POWER_FAULTS = [
  ["power-fails", "POWER_FAULT"],
  ["general-fault", "GENERAL_FAULT"],
] as const;

export const onPowered: On = (state, _, fx, config) => {
  const { asker } = state;
  if (state.power !== "rising" || asker === null) return state;
  for (const [id, bit] of POWER_FAULTS) {
    if (!does(id, state, config)) continue;
    refusedTo(asker, fx, "EIO", `${config.name}: ${bit}`);
    fx.send(config.bus, Msg.leave);
    const next = feel(id, state, fx, config);
    return { ...next, power: "off", asker: null, attention: true, bits: withBit(next.bits, bit) };
  }
  fx.emit(Ev.power, fx.self, 1);
  for (const fn of functionsOf(state.card, config)) fx.send(fn, Msg.power, 1);
  doneTo(asker, fx);
  return { ...state, power: "on", asker: null };
};

/** The function list is built, then hpci_confupdate(CONFIGURE). [HPC] */
export const onScan: On = (state, message, fx, config) => {
  if (does("config-fault", state, config)) {
    refused(message, fx, "EIO", `${config.name}: CONFIG_FAULT`);
    const next = feel("config-fault", state, fx, config);
    return { ...next, attention: true, bits: withBit(next.bits, "CONFIG_FAULT") };
  }
  fx.emit(Ev.configured);
  done(message, fx);
  return { ...state, listed: true };
};

/** hpci_confupdate(DECONFIGURE), before what it speaks of is freed. [HPC] */
export const onDeconfigure: On = (state, message, fx, config) => {
  if (!state.listed) {
    skipped(message, fx);
    return state;
  }
  const isEarly = does("frees-early", state, config);
  if (isEarly) fx.emit(Ev.freed);
  fx.emit(Ev.deconfigured);
  if (!isEarly) fx.emit(Ev.freed);
  done(message, fx);
  return { ...(isEarly ? feel("frees-early", state, fx, config) : state), listed: false };
};

export const onPowerOff: On = (state, message, fx, config) => {
  if (state.power !== "on") {
    skipped(message, fx);
    return state;
  }
  if (does("stays-on", state, config)) {
    refused(message, fx, "EIO", `${config.name}: GENERAL_FAULT`);
    const next = feel("stays-on", state, fx, config);
    return { ...next, bits: withBit(next.bits, "GENERAL_FAULT") };
  }
  fx.emit(Ev.power, fx.self, 0);
  fx.send(config.bus, Msg.leave);
  for (const fn of functionsOf(state.card, config)) fx.send(fn, Msg.power, 0, 0);
  fx.sendAfter(config.options["power-drain"], fx.self, Msg.unpowered);
  return { ...state, power: "falling", asker: askerOf(message) };
};

/** Nothing came of it: a slot whose functions are not registered goes off again; one with records stays as it is. */
export const onBackOut: On = (state, message, fx, config) => {
  if (!state.listed) return onPowerOff(state, message, fx, config);
  skipped(message, fx);
  return state;
};

export const onUnpowered: On = (state, _, fx) => {
  if (state.asker !== null) doneTo(state.asker, fx);
  return { ...state, power: "off", asker: null };
};
