import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, refused, skipped } from "../../../kit/answers.ts";
import type { Behaviours, Overlay } from "../../../kit/behaviours.ts";
import { behaves, faultHandlers, felt } from "../../../kit/behaviours.ts";
import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Message,
} from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { Answer, REPLY } from "../../../model/phase.ts";
import type { Errno } from "../errors.ts";
import type { Options } from "../knobs.ts";
import { Ev, Msg } from "../protocol.ts";
import type { ControllerId } from "../vocabulary/behaviours.ts";

/** State bits of a socket that stand for something wrong. [HPS] */
export const FAULT_BITS = [
  "POWER_FAULT",
  "GENERAL_FAULT",
  "CONFIG_FAULT",
  "BAD_FREQUENCY",
] as const;

/** Bits that others ask for by name, in the order of `Msg.setBit`'s b. */
export const BITS = [
  "EMPTY",
  "PRSNT_PIN1",
  "PRSNT_PIN2",
  "INTER_LOCKED",
  ...FAULT_BITS,
  "ATTENTION_STATE",
] as const;

/** A socket with its part of the controller's tree. [HOT; HPS] */
export interface SlotState {
  readonly card: ComponentId;
  readonly latchOpen: boolean;
  readonly power: "off" | "rising" | "on" | "falling";
  readonly attention: boolean;
  readonly bits: readonly string[];
  /** HPCI has been told what is in it. */
  readonly known: boolean;
  /** The functions are registered. */
  readonly listed: boolean;
  /** The button blinks; 0: it does not. */
  readonly blinking: number;
  readonly presses: number;
  /** HPCI looks at the tree. */
  readonly locked: boolean;
  /** What changed then: held back by a controller that heeds the lock. */
  readonly heeds: boolean;
  readonly asker: Asker | null;
  readonly presser: Asker | null;
  readonly faults: Overlay;
}

export interface CardSpec {
  readonly name: string;
  /** MHz. */
  readonly speed: number;
  readonly functions: readonly ComponentId[];
}

export interface SlotConfig {
  readonly name: string;
  readonly isCapable: boolean;
  readonly bus: ComponentId;
  readonly cards: ReadonlyMap<ComponentId, CardSpec>;
  readonly behaviours: Behaviours;
  readonly options: Options;
}

type On = Handler<SlotState, SlotConfig>;

const does = (id: ControllerId, state: SlotState, { behaviours }: SlotConfig): boolean =>
  behaves(behaviours, state.faults, id);

const feel = (id: ControllerId, state: SlotState, fx: Effects, c: SlotConfig): SlotState => ({
  ...state,
  faults: felt(c.behaviours, state.faults, id, fx),
});

const functionsOf = (card: ComponentId, { cards }: SlotConfig): readonly ComponentId[] =>
  cards.get(card)?.functions ?? [];

const withBit = (bits: readonly string[], bit: string): readonly string[] =>
  bits.includes(bit) ? bits : [...bits, bit];

const refuseTo = (asker: Asker, error: Errno, detail: string, fx: Effects): void =>
  fx.send(asker.id, REPLY, asker.token, Answer.refused, { error, detail });

// ---- what happens to it

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

const onArrive: On = (given, { a: card }, fx, config) => {
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

const onPull: On = (given, _, fx, config) => {
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
    refuseTo(state.asker, "EIO", `${config.name}: POWER_FAULT`, fx);
  const bits = withBit(state.bits, "POWER_FAULT");
  return { ...state, power: "off", listed: false, attention: true, bits, asker: null };
}

/** b = 1: it is opened. */
const onLatch: On = (given, { b }, fx, config) => {
  const state = changing(given, fx, config);
  const isCut = b === 1 && state.card !== NOBODY && ["on", "rising"].includes(state.power);
  const next = isCut ? cut(state, fx, config) : state;
  return post({ ...next, latchOpen: b === 1 }, fx, config);
};

// ---- power

/** HPCI looks at the tree with the lock of the controller held. [HPL] */
const onSee: On = (state, message, fx, config) => {
  const time = config.options["tree-read"];
  if (time === 0) {
    done(message, fx);
    return state;
  }
  fx.sendAfter(time, fx.self, Msg.unlock);
  const heeds = !does("changes-locked", state, config);
  return { ...state, locked: true, heeds, asker: askerOf(message) };
};

const onUnlock: On = (state, _, fx) => {
  if (state.asker !== null) doneTo(state.asker, fx);
  return { ...state, locked: false, asker: null };
};

/** HPCI changes the power of slots that are made for it. [HPS] */
const onCheckCapable: On = (state, message, fx, { name, isCapable }) => {
  if (isCapable) done(message, fx);
  else refused(message, fx, "EINVAL", `${name}: it is not hotplug-capable`);
  return state;
};

const onCheckReady: On = (state, message, fx, { name }) => {
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
const onPowerOn: On = (given, message, fx, config) => {
  if (given.power === "on" || given.power === "rising") {
    skipped(message, fx);
    return given;
  }
  const asker = askerOf(message);
  const early = does("configures-early", given, config);
  if (early) {
    fx.emit(Ev.configured);
    refuseTo(asker, "EIO", `${config.name}: CONFIG_FAULT`, fx);
    const state = feel("configures-early", given, fx, config);
    return { ...state, bits: withBit(state.bits, "CONFIG_FAULT") };
  }
  const bits = given.bits.filter((bit) => !(FAULT_BITS as readonly string[]).includes(bit));
  fx.send(config.bus, Msg.join, config.cards.get(given.card)?.speed ?? 0);
  return { ...given, power: "rising", bits, asker };
};

/** The bus says whether it can. a = 1: yes. */
const onJoined: On = (state, { a }, fx, { name, options }) => {
  if (a === 1) {
    fx.sendAfter(options["power-settle"], fx.self, Msg.powered);
    return state;
  }
  if (state.asker !== null) refuseTo(state.asker, "EIO", `${name}: BAD_FREQUENCY`, fx);
  return { ...state, power: "off", asker: null, bits: withBit(state.bits, "BAD_FREQUENCY") };
};

const POWER_FAULTS = [
  ["power-fails", "POWER_FAULT"],
  ["general-fault", "GENERAL_FAULT"],
] as const;

const onPowered: On = (state, _, fx, config) => {
  const { asker } = state;
  if (state.power !== "rising" || asker === null) return state;
  for (const [id, bit] of POWER_FAULTS) {
    if (!does(id, state, config)) continue;
    refuseTo(asker, "EIO", `${config.name}: ${bit}`, fx);
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
const onScan: On = (state, message, fx, config) => {
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
const onDeconfigure: On = (state, message, fx, config) => {
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

const onPowerOff: On = (state, message, fx, config) => {
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
const onBackOut: On = (state, message, fx, config) => {
  if (!state.listed) return onPowerOff(state, message, fx, config);
  skipped(message, fx);
  return state;
};

const onUnpowered: On = (state, _, fx) => {
  if (state.asker !== null) doneTo(state.asker, fx);
  return { ...state, power: "off", asker: null };
};

/** A function of its card wants device nodes: a = the instance, data = who asks. */
const onNode: On = (state, { a, data }, fx, config) => {
  const asker = data as unknown as Asker;
  if (does("node-fails", state, config)) {
    refuseTo(asker, "EIO", `${config.name}: specfs has made no nodes`, fx);
    return feel("node-fails", state, fx, config);
  }
  fx.emit(Ev.nodes, a);
  doneTo(asker, fx);
  return state;
};

// ---- button, lamps and bits

/** A press begins the blinking, a second one calls it off; while power changes it does nothing. [LNX] */
const onPress: On = (state, message, fx, { options }) => {
  const presses = state.presses + 1;
  if (state.presser !== null) {
    refuseTo(state.presser, "ECANCELED", "the button was pressed again", fx);
    skipped(message, fx);
    return { ...state, presses, presser: null, blinking: 0 };
  }
  if (state.power === "rising" || state.power === "falling") {
    skipped(message, fx);
    return state;
  }
  fx.sendAfter(options["blink-time"], fx.self, Msg.blinked, presses);
  return { ...state, presses, blinking: presses, presser: askerOf(message) };
};

const onBlinked: On = (state, { a }, fx) => {
  if (state.blinking !== a || state.presser === null) return state;
  doneTo(state.presser, fx);
  return { ...state, blinking: 0, presser: null };
};

/** modify_callback: only the controller changes what is read-only. [HPM; HPS] */
const onSetBit: On = (state, message, fx, config) => {
  const bit = BITS[message.b] ?? "EMPTY";
  if (bit === "ATTENTION_STATE") {
    done(message, fx);
    return { ...state, attention: true };
  }
  if (!does("accepts-bits", state, config)) {
    refused(message, fx, "EINVAL", `${config.name}: ${bit} is read-only`);
    return state;
  }
  fx.emit(Ev.readOnlyBit, fx.self, 0, bit);
  done(message, fx);
  const next = feel("accepts-bits", state, fx, config);
  return { ...next, bits: withBit(next.bits, bit) };
};

const answering =
  (isConcerned: (state: SlotState) => boolean): On =>
  (state, message, fx) => {
    if (isConcerned(state)) done(message, fx);
    else skipped(message, fx);
    return state;
  };

const CHANGES: ReadonlySet<MessageKind> = new Set([Msg.arrive, Msg.pull, Msg.latch]);

export const SLOT_CLASS: ComponentClass<SlotState, SlotConfig> = {
  name: "slot",
  on: [
    ...faultHandlers<SlotState, SlotConfig>(),
    [Msg.arrive, onArrive],
    [Msg.pull, onPull],
    [Msg.latch, onLatch],
    [Msg.see, onSee],
    [Msg.unlock, onUnlock],
    [Msg.checkCapable, onCheckCapable],
    [Msg.checkReady, onCheckReady],
    [Msg.powerOn, onPowerOn],
    [Msg.joined, onJoined],
    [Msg.powered, onPowered],
    [Msg.scan, onScan],
    [Msg.deconfigure, onDeconfigure],
    [Msg.powerOff, onPowerOff],
    [Msg.backOut, onBackOut],
    [Msg.unpowered, onUnpowered],
    [Msg.node, onNode],
    [Msg.press, onPress],
    [Msg.blinked, onBlinked],
    [Msg.isOff, answering(({ power }) => power === "off")],
    [Msg.isOver, answering(() => false)],
    [Msg.setBit, onSetBit],
    [
      Msg.attention,
      (state, message: Message, fx) => {
        done(message, fx);
        return { ...state, attention: message.b === 1 };
      },
    ],
  ],
  accepts: ({ locked, heeds }, kind) => !(locked && heeds && CHANGES.has(kind)),
};

/** A slot when the scenario begins. */
export const slotAt = (
  place: Pick<SlotState, "card" | "latchOpen"> & { readonly isOn: boolean },
): SlotState => ({
  card: place.card,
  latchOpen: place.latchOpen,
  power: place.isOn ? "on" : "off",
  attention: false,
  bits: [],
  known: true,
  listed: place.isOn,
  blinking: 0,
  presses: 0,
  locked: false,
  heeds: true,
  asker: null,
  presser: null,
  faults: [],
});
