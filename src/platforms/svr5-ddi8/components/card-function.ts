import type { Asker } from "../../../kit/answers.ts";
import { doneTo } from "../../../kit/answers.ts";
import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Message,
} from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Answer, REPLY } from "../../../model/phase.ts";
import type { Errno } from "../errors.ts";
import { Ev, Msg } from "../protocol.ts";
import { askStep, STEP_TOKEN } from "./script.ts";

/** What HPCI does with the record of a function: a transaction of its own, then what follows from it. */
interface Doing {
  readonly what: "record" | "unrecord" | "bind" | "unbind";
  readonly at: number;
  readonly asker: Asker;
  /** The instance that is bound, where that is known beforehand. */
  readonly instance: ComponentId;
}

/** A device function of a card: the hardware, and what HPCI knows of it. */
export interface FunctionState {
  /** Where its card is; −1: on the shelf. */
  readonly slot: number;
  readonly powered: boolean;
  /** It has lost its power and its driver could not know. */
  readonly surprised: boolean;
  /** It has a record in the resource manager. */
  readonly recorded: boolean;
  /** The instance that the Hot Plug Manager shows as its driver. */
  readonly bound: ComponentId;
  /** The instance whose hardware it is, suspended or not. */
  readonly owner: ComponentId;
  /** Its owner is suspended. */
  readonly quiet: boolean;
  /** Its interrupts are on. */
  readonly linesOn: boolean;
  /** It interrupts and nobody handles it. */
  readonly asserted: boolean;
  /** Jobs that it works on. */
  readonly serials: readonly number[];
  readonly doing: Doing | null;
}

export interface FunctionConfig {
  readonly name: string;
  readonly resmgr: ComponentId;
  readonly record: number;
  /** The instance of its name. */
  readonly instance: ComponentId;
  /** The interrupt line that it shares; `NOBODY`: it has one of its own. */
  readonly line: ComponentId;
  /** Its CPU group, and those that reach it; none: all. */
  readonly group: number;
  readonly reach: readonly number[];
  /** How much longer a job takes from elsewhere. */
  readonly remote: number;
  readonly isEager: boolean;
  /** Steps of the resource manager. */
  readonly programs: Readonly<Record<Doing["what"], readonly number[]>>;
}

type On = Handler<FunctionState, FunctionConfig>;

// ---- HPCI

const refuseTo = (asker: Asker, error: Errno, detail: string, fx: Effects): void =>
  fx.send(asker.id, REPLY, asker.token, Answer.refused, { error, detail });

const skipTo = (asker: Asker, fx: Effects): void =>
  fx.send(asker.id, REPLY, asker.token, Answer.skipped);

type Problem = (state: FunctionState, message: Message) => Errno | "skip" | undefined;

/** Why HPCI does not begin. b = the slot that is meant, or −1. */
const PROBLEMS: Readonly<Record<Doing["what"], Problem>> = {
  record: ({ recorded }) => (recorded ? "skip" : undefined),
  unrecord: ({ recorded }) => (recorded ? undefined : "skip"),
  bind: ({ powered, recorded, bound }) => {
    if (!(powered && recorded)) return "ENODEV";
    return bound === NOBODY ? undefined : "EBUSY";
  },
  unbind: ({ bound }) => (bound === NOBODY ? "skip" : undefined),
};

const WHY: Readonly<Partial<Record<Errno, string>>> = {
  ENODEV: "it has no power",
  EBUSY: "its key is bound",
};

const doing =
  (what: Doing["what"]): On =>
  (state, message, fx, config) => {
    const asker = message.data as unknown as Asker;
    const isMeant = message.b < 0 || state.slot === message.b;
    const problem = isMeant ? PROBLEMS[what](state, message) : "skip";
    if (problem === "skip") skipTo(asker, fx);
    else if (problem !== undefined)
      refuseTo(asker, problem, `${config.name}: ${WHY[problem] ?? ""}`, fx);
    if (problem !== undefined) return state;
    const begun = { what, at: 0, asker, instance: message.a };
    return advance({ ...state, doing: begun }, fx, config);
  };

/** What is deregistered has no record, unless an instance is parked on it. [HPC; inference] */
const onForget: On = (state, message, fx, config) => {
  const isFree = state.owner === NOBODY && state.bound === NOBODY;
  if (isFree) return doing("unrecord")(state, message, fx, config);
  skipTo(message.data as unknown as Asker, fx);
  return state;
};

function advance(state: FunctionState, fx: Effects, config: FunctionConfig): FunctionState {
  const { doing: now } = state;
  if (now === null) return state;
  const step = config.programs[now.what][now.at];
  if (step !== undefined) {
    askStep(config.resmgr, step, config.record, fx);
    return { ...state, doing: { ...now, at: now.at + 1 } };
  }
  return AFTER[now.what]({ ...state, doing: null }, now, fx, config);
}

type After = (
  state: FunctionState,
  now: Doing,
  fx: Effects,
  config: FunctionConfig,
) => FunctionState;

/** What follows when the transaction has ended. */
const AFTER: Readonly<Record<Doing["what"], After>> = {
  record: (state, { asker }, fx, { instance }) => {
    fx.emit(Ev.recorded, instance);
    doneTo(asker, fx);
    return { ...state, recorded: true };
  },
  unrecord: (state, { asker }, fx, { instance }) => {
    fx.emit(Ev.unrecorded, instance);
    doneTo(asker, fx);
    return { ...state, recorded: false };
  },
  bind: (state, now, fx, { instance }) => {
    if (now.instance >= 0) return boundTo(state, now.instance, now.asker, fx);
    fx.send(instance, Msg.offer, fx.self, 0, state.slot);
    return { ...state, doing: now };
  },
  unbind: (state, { asker }, fx) => {
    fx.emit(Ev.unbound, state.bound);
    doneTo(asker, fx);
    return { ...state, bound: NOBODY };
  },
};

function boundTo(
  state: FunctionState,
  instance: ComponentId,
  asker: Asker,
  fx: Effects,
): FunctionState {
  fx.emit(Ev.bound, instance);
  doneTo(asker, fx);
  return { ...state, bound: instance };
}

const onOffered: On = (state, { a }, fx, { name }) => {
  const { doing: now } = state;
  if (now === null) return state;
  if (a >= 0) return boundTo({ ...state, doing: null }, a, now.asker, fx);
  refuseTo(now.asker, "EAGAIN", `${name}: no instance is free`, fx);
  return { ...state, doing: null };
};

const onReply: On = (state, message, fx, config) =>
  message.a === STEP_TOKEN ? advance(state, fx, config) : state;

/** Whether an instance may resume on it: with power, and known to HPCI. That its key is free is seen when it is bound. */
const onCheckOnto: On = (state, { data }, fx, { name }) => {
  const asker = data as unknown as Asker;
  if (state.powered && state.recorded) doneTo(asker, fx);
  else refuseTo(asker, "ENODEV", `${name}: it has no power`, fx);
  return state;
};

/** The slot's controller says whether specfs makes nodes. */
const onNode: On = (state, { data, b }, fx, { instance }) => {
  const asker = data as unknown as Asker;
  if (b >= 0 && state.slot !== b) skipTo(asker, fx);
  else fx.send(state.slot, Msg.node, state.bound < 0 ? instance : state.bound, 0, data);
  return state;
};

// ---- hardware

const onPlaced: On = (state, { a }, fx) => {
  if (state.owner !== NOBODY) fx.send(state.owner, Msg.moved, a);
  return { ...state, slot: a };
};

/** a = 1: it has power; b = 1: it has lost it and nobody had asked for that. */
const onPower: On = (state, { a, b }, fx, config) => {
  if (a === 1) return { ...state, powered: true, surprised: false };
  if (b === 1 && state.owner !== NOBODY) fx.send(state.owner, Msg.gone);
  else for (const serial of state.serials) fx.send(state.owner, Msg.noAnswer, serial);
  if (state.owner !== NOBODY && !state.quiet && b === 0) fx.emit(Ev.poweredUnder, state.owner);
  const surprised = b === 1 && !state.quiet;
  return { ...silenced(state, fx, config), powered: false, surprised, serials: [] };
};

function silenced(state: FunctionState, fx: Effects, { line }: FunctionConfig): FunctionState {
  if (state.asserted && line !== NOBODY) fx.send(line, Msg.clear);
  return { ...state, asserted: false };
}

/** An instance takes the hardware, or says whether it is suspended (a = 1). */
const onClaim: On = (state, { from, a }, fx, config) => {
  if (state.bound !== NOBODY && state.bound !== from) fx.emit(Ev.forcedOnto, from);
  const quiet = a === 1;
  fx.send(from, Msg.moved, state.slot);
  const next = { ...state, owner: from, quiet };
  return quiet && state.linesOn ? asserting(next, fx, config) : silenced(next, fx, config);
};

const onDisown: On = (state, { from }, fx, config) =>
  state.owner === from
    ? { ...silenced(state, fx, config), owner: NOBODY, quiet: false, linesOn: false, serials: [] }
    : state;

/** A level that nobody handles: whoever shares the line hears of nothing else. */
function asserting(state: FunctionState, fx: Effects, { line }: FunctionConfig): FunctionState {
  if (state.asserted || !state.powered) return state;
  if (line !== NOBODY) fx.send(line, Msg.assert);
  return { ...state, asserted: true };
}

const onLines: On = (state, { a, from }, fx, config) => {
  const linesOn = a === 1;
  if (linesOn && config.isEager && state.powered) fx.send(from, Msg.interrupt, -1);
  const next = { ...state, linesOn };
  return linesOn ? next : silenced(next, fx, config);
};

interface Access {
  readonly entry: string;
  readonly cpu: number;
  readonly group: number;
  readonly isOld: boolean;
}

/** Whose code it is that comes here, and whether it may. Gives whether the hardware answers. */
function admit(
  state: FunctionState,
  from: ComponentId,
  by: Access,
  fx: Effects,
  c: FunctionConfig,
): boolean {
  const where = by.cpu < 0 ? "" : ` on cpu${by.cpu}`;
  const text = `${c.name} in ${by.entry}${where}`;
  if (by.isOld) fx.emit(Ev.usedOld, from, fx.self, text);
  else if (state.owner !== from) fx.emit(Ev.foreignAccess, from, fx.self, text);
  if (state.surprised) return false;
  if (!state.powered) fx.emit(Ev.deadAccess, from, fx.self, text);
  else if (state.quiet) fx.emit(Ev.quietAccess, from, fx.self, text);
  const isReached = c.reach.length === 0 || by.group < 0 || c.reach.includes(by.group);
  if (!isReached) fx.emit(Ev.outOfReach, from, fx.self, text);
  return state.powered && isReached;
}

const onTouch: On = (state, { from, data }, fx, config) => {
  admit(state, from, data as unknown as Access, fx, config);
  return state;
};

const onJob: On = (state, { from, a, b, data }, fx, config) => {
  const isOld = typeof data === "object";
  const group = isOld ? (data as unknown as Access).group : Number(data);
  const isUsual = !isOld && state.owner === from && state.powered && !state.quiet;
  const by = { entry: "job", cpu: -1, group, isOld };
  const isAdmitted =
    isUsual && config.reach.length === 0 ? true : admit(state, from, by, fx, config);
  if (!isAdmitted) {
    fx.send(from, Msg.noAnswer, a);
    return state;
  }
  const isRemote = group >= 0 && config.group >= 0 && group !== config.group;
  fx.sendAfter(b + (isRemote ? config.remote : 0), fx.self, Msg.served, a, from);
  return { ...state, serials: [...state.serials, a] };
};

const onServed: On = (state, { a, b }, fx, config) => {
  if (!state.serials.includes(a)) return state;
  const next = { ...state, serials: state.serials.filter((serial) => serial !== a) };
  if (!state.linesOn) return next;
  if (config.line === NOBODY) fx.send(b, Msg.interrupt, a);
  else fx.send(config.line, Msg.passOn, a, b);
  return next;
};

export const FUNCTION_CLASS: ComponentClass<FunctionState, FunctionConfig> = {
  name: "card-function",
  on: [
    [Msg.record, doing("record")],
    [Msg.unrecord, doing("unrecord")],
    [Msg.forget, onForget],
    [Msg.bind, doing("bind")],
    [Msg.unbind, doing("unbind")],
    [Msg.offered, onOffered],
    [REPLY, onReply],
    [Msg.checkOnto, onCheckOnto],
    [Msg.node, onNode],
    [Msg.placed, onPlaced],
    [Msg.power, onPower],
    [Msg.claim, onClaim],
    [Msg.disown, onDisown],
    [Msg.lines, onLines],
    [Msg.touch, onTouch],
    [Msg.job, onJob],
    [Msg.served, onServed],
    [Msg.takeBack, (state) => ({ ...state, serials: [] })],
  ],
  accepts: ({ doing: now }, kind) => now === null || !DOINGS.has(kind),
};

const DOINGS: ReadonlySet<number> = new Set([
  Msg.record,
  Msg.unrecord,
  Msg.forget,
  Msg.bind,
  Msg.unbind,
]);

/** A function when the scenario begins. */
export const functionAt = (
  place: Pick<FunctionState, "slot" | "powered" | "bound">,
): FunctionState => ({
  ...place,
  surprised: false,
  recorded: place.powered,
  owner: place.bound,
  quiet: false,
  linesOn: place.bound !== NOBODY,
  asserted: false,
  serials: [],
  doing: null,
});
