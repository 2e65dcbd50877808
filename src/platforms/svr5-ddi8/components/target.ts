import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, refused } from "../../../kit/answers.ts";
import type { Behaviours, Overlay } from "../../../kit/behaviours.ts";
import { behaves, faultHandlers, felt, NO_FAULTS } from "../../../kit/behaviours.ts";
import type { Intervals } from "../../../kit/intervals.ts";
import { hasNumber, NO_NUMBERS, withNumber, withoutNumber } from "../../../kit/intervals.ts";
import { EXPIRED } from "../../../kit/patience.ts";
import { recallAll } from "../../../kit/station.ts";
import type { ComponentClass, ComponentId, Effects, Handler } from "../../../model/component.ts";
import { REQUEST, REQUEST_DONE, RequestEnd } from "../../../model/lifecycle.ts";
import type { Errno } from "../errors.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Forwarder } from "./forwarding.ts";
import { answerBack, expireOn, forward, numberOf } from "./forwarding.ts";

/** A disk or tape on an adapter. [SDH] */
export interface TargetState {
  /** Functions that have not ended, by their numbers. */
  readonly pending: Intervals;
  readonly opens: number;
  readonly present: boolean;
  /** SFB_PAUSE: no function begins. */
  readonly paused: boolean;
  readonly asker: Asker | null;
  readonly faults: Overlay;
}

export interface TargetConfig extends Forwarder {
  readonly name: string;
  readonly instance: ComponentId;
  readonly isFixed: boolean;
  /** What the driver of its adapter does otherwise. */
  readonly behaviours: Behaviours;
}

type On = Handler<TargetState, TargetConfig>;

const onRequest: On = (state, m, fx, config) => {
  if (!state.present) {
    fx.send(m.from, REQUEST_DONE, m.a, RequestEnd.failed, m.data);
    return state;
  }
  if (state.paused) {
    fx.defer();
    return state;
  }
  forward(m, config.instance, fx, config);
  return { ...state, pending: withNumber(state.pending, numberOf(m.from, m.a, config)) };
};

/** The answer to SFB_PAUSE waits for the last pending function. */
const ended = (given: TargetState, number: number, fx: Effects): TargetState => {
  if (!hasNumber(given.pending, number)) return given;
  const state = { ...given, pending: withoutNumber(given.pending, number) };
  if (state.pending.length > 0 || state.asker === null) return state;
  doneTo(state.asker, fx);
  return { ...state, asker: null };
};

const onPause: On = (state, message, fx, { behaviours }) => {
  const paused = { ...state, paused: true };
  if (state.pending.length === 0) {
    done(message, fx);
    return paused;
  }
  if (behaves(behaviours, state.faults, "pauses-early")) {
    fx.emit(Ev.pausedEarly);
    done(message, fx);
    return { ...paused, faults: felt(behaviours, state.faults, "pauses-early", fx) };
  }
  return { ...paused, asker: askerOf(message) };
};

const onRemoveTarget: On = (state, message, fx, config) => {
  const no = notRemovable(state, config);
  if (no === undefined) {
    done(message, fx);
    return { ...state, present: false };
  }
  refused(message, fx, no[0], `${config.name}: ${no[1]}`);
  return state;
};

/** sdirm fails if it is open, pending, or cannot be removed at all. [SDH; SDIRM] */
function notRemovable(
  { opens, present, pending, faults }: TargetState,
  { isFixed, behaviours }: TargetConfig,
): readonly [Errno, string] | undefined {
  if (!present) return ["ENODEV", "it is not there"];
  if (isFixed) return ["EOPNOTSUPP", "it cannot be removed from the running system"];
  if (opens > 0) return ["EBUSY", "it is open"];
  const looks = !behaves(behaviours, faults, "pauses-early");
  return looks && pending.length > 0 ? ["EBUSY", "jobs are pending"] : undefined;
}

const opening =
  (change: 1 | -1): On =>
  (state, message, fx, { name, instance }) => {
    const isWrong = change === 1 ? !state.present : state.opens === 0;
    if (isWrong) {
      const why = change === 1 ? "it is not there" : "it is not open";
      refused(message, fx, change === 1 ? "ENXIO" : "EINVAL", `${name}: ${why}`);
      return state;
    }
    fx.send(instance, Msg.openedTarget, change);
    done(message, fx);
    return { ...state, opens: state.opens + change };
  };

export const TARGET_CLASS: ComponentClass<TargetState, TargetConfig> = {
  name: "target",
  on: [
    ...faultHandlers<TargetState, TargetConfig>(),
    [REQUEST, onRequest],
    [
      REQUEST_DONE,
      (state, m, fx) => {
        answerBack(m, fx);
        return ended(state, m.a, fx);
      },
    ],
    [
      EXPIRED,
      (state, m, fx, config) => {
        expireOn(m, config.instance, fx, config);
        return m.b > 0 ? state : ended(state, numberOf(m.from, m.a, config), fx);
      },
    ],
    [Msg.open, opening(1)],
    [Msg.close, opening(-1)],
    [Msg.pause, onPause],
    [Msg.removeTarget, onRemoveTarget],
    [
      Msg.addTarget,
      (state, message, fx, { name }) => {
        if (state.present) refused(message, fx, "EINVAL", `${name}: it is there already`);
        else done(message, fx);
        return { ...state, present: true };
      },
    ],
    [
      Msg.goOnTarget,
      (state, message, fx) => {
        recallAll(fx);
        done(message, fx);
        return { ...state, paused: false };
      },
    ],
  ],
};

export const PRESENT_TARGET: TargetState = {
  pending: NO_NUMBERS,
  opens: 0,
  present: true,
  paused: false,
  asker: null,
  faults: NO_FAULTS,
};
