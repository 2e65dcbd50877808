import { EXPIRED } from "../../../kit/patience.ts";
import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Message,
} from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { REQUEST, REQUEST_DONE, RequestEnd } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Forwarder } from "./forwarding.ts";
import { answerBack, expireOn, forward } from "./forwarding.ts";

/** A network interface with its chain of devices, one of which carries the frames. [FO] */
export interface ChainState {
  /** Position of the device that carries the frames; −1: none does. */
  readonly active: number;
  /** Position of the one that is being asked; −1: nobody is. */
  readonly trying: number;
  /** How many have been asked in vain. */
  readonly tried: number;
  readonly failovers: number;
}

export interface ChainConfig extends Forwarder {
  readonly members: readonly ComponentId[];
  /** Members that cannot take the primary one's address. */
  readonly fixed: readonly ComponentId[];
}

type On = Handler<ChainState, ChainConfig>;

/** Frames without a device vanish. */
const onRequest: On = (state, m, fx, config) => {
  const to = config.members[state.active];
  if (to !== undefined) {
    forward(m, to, fx, config);
    return state;
  }
  fx.emit(Ev.dropped, fx.self, m.a);
  fx.send(m.from, REQUEST_DONE, m.a, RequestEnd.lost, m.data);
  return state;
};

/** The device that carries the frames cannot any more: down the chain, and from its end to its head, to the first that can. */
const onSuspended: On = (state, { from }, fx, { members }) => {
  if (members[state.active] !== from) return state;
  return ask({ ...state, active: -1, tried: 0 }, state.active + 1, fx, members);
};

function ask(
  state: ChainState,
  at: number,
  fx: Effects,
  members: readonly ComponentId[],
): ChainState {
  const trying = at % members.length;
  fx.send(members[trying] ?? NOBODY, Msg.canServe);
  return { ...state, trying };
}

const onCanServe: On = (state, { from, a }: Message, fx, { members, fixed }) => {
  if (state.trying < 0) return state;
  const canStandIn = state.trying === 0 || !fixed.includes(from);
  if (a === 1 && canStandIn) {
    fx.emit(Ev.failedOver, fx.self, members[state.trying] ?? NOBODY);
    return { ...state, active: state.trying, trying: -1, failovers: state.failovers + 1 };
  }
  const tried = state.tried + 1;
  if (tried < members.length) return ask({ ...state, tried }, state.trying + 1, fx, members);
  fx.emit(Ev.chainDown);
  return { ...state, trying: -1, tried };
};

/** A device is back: it is taken when there is none. */
const onResumed: On = (state, { from }, _, { members, fixed }) =>
  state.active < 0 && state.trying < 0 && (from === members[0] || !fixed.includes(from))
    ? { ...state, active: members.indexOf(from) }
    : state;

export const CHAIN_CLASS: ComponentClass<ChainState, ChainConfig> = {
  name: "failover-chain",
  on: [
    [REQUEST, onRequest],
    [
      REQUEST_DONE,
      (state, m, fx) => {
        answerBack(m, fx);
        return state;
      },
    ],
    [
      // Whichever NIC has it; the others know nothing of it.
      EXPIRED,
      (state, m, fx, config) => {
        for (const to of config.members) expireOn(m, to, fx, config);
        return state;
      },
    ],
    [Msg.hwSuspended, onSuspended],
    [Msg.hwResumed, onResumed],
    [Msg.canServeIs, onCanServe],
  ],
};

export const CHAIN_AT_ITS_HEAD: ChainState = {
  active: 0,
  trying: -1,
  tried: 0,
  failovers: 0,
};
