import type { ComponentId, Effects } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { FunctionConfig, FunctionState, On } from "./function-state.ts";

// The hardware of a function: power, interrupts, jobs, and whose code may touch it.

export const onPlaced: On = (state, { a }, fx) => {
  if (state.owner !== NOBODY) fx.send(state.owner, Msg.moved, a);
  return { ...state, slot: a };
};

/** a = 1: it has power; b = 1: it has lost it and nobody had asked for that. */
export const onPower: On = (state, { a, b }, fx, config) => {
  if (a === 1) return { ...state, powered: true, surprised: false };
  if (b === 1 && state.owner !== NOBODY) fx.send(state.owner, Msg.gone);
  for (const { serial, from } of state.jobs) fx.send(from, Msg.noAnswer, serial);
  if (state.owner !== NOBODY && !state.quiet && b === 0) fx.emit(Ev.poweredUnder, state.owner);
  const surprised = b === 1 && !state.quiet;
  return { ...silenced(state, fx, config), powered: false, surprised, jobs: [] };
};

function silenced(state: FunctionState, fx: Effects, { line }: FunctionConfig): FunctionState {
  if (state.asserted && line !== NOBODY) fx.send(line, Msg.clear);
  return { ...state, asserted: false };
}

/** An instance takes the hardware, or says whether it is suspended (a = 1). */
export const onClaim: On = (state, { from, a }, fx, config) => {
  if (state.bound !== NOBODY && state.bound !== from) fx.emit(Ev.forcedOnto, from);
  const quiet = a === 1;
  fx.send(from, Msg.moved, state.slot);
  const next = { ...state, owner: from, quiet };
  return quiet && state.linesOn ? asserting(next, fx, config) : silenced(next, fx, config);
};

export const onDisown: On = (state, { from }, fx, config) =>
  state.owner === from
    ? { ...silenced(state, fx, config), owner: NOBODY, quiet: false, linesOn: false, jobs: [] }
    : state;

/** A level that nobody handles: whoever shares the line hears of nothing else. */
function asserting(state: FunctionState, fx: Effects, { line }: FunctionConfig): FunctionState {
  if (state.asserted || !state.powered) return state;
  if (line !== NOBODY) fx.send(line, Msg.assert);
  return { ...state, asserted: true };
}

export const onLines: On = (state, { a, from }, fx, config) => {
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

export const onTouch: On = (state, { from, data }, fx, config) => {
  admit(state, from, data as unknown as Access, fx, config);
  return state;
};

export const onJob: On = (state, { from, a, b, data }, fx, config) => {
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
  return { ...state, jobs: [...state.jobs, { serial: a, from }] };
};

/** The jobs of an instance are called off. */
export const onTakeBack: On = (state, { from }) => ({
  ...state,
  jobs: state.jobs.filter((job) => job.from !== from),
});

export const onServed: On = (state, { a, b }, fx, config) => {
  const job = state.jobs.find(({ serial, from }) => serial === a && from === b);
  if (job === undefined) return state;
  const next = { ...state, jobs: state.jobs.filter((one) => one !== job) };
  if (!state.linesOn) return next;
  if (config.line === NOBODY) fx.send(b, Msg.interrupt, a);
  else fx.send(config.line, Msg.passOn, a, b);
  return next;
};
