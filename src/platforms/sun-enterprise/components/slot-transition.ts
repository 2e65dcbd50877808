import type { Effects, Handler } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import { done, refused, skipped } from "./answer.ts";
import type { SlotConfig, SlotState, Verb } from "./slot-state.ts";
import { become, boardIn, say, VERBS } from "./slot-state.ts";

type On = Handler<SlotState, SlotConfig>;

/** The slot goes into transition: one operation at a time. [SC] */
export const onBegin: On = (state, message, effects, config) => {
  const verb = VERBS[message.b];
  if (state.holder !== NOBODY) {
    refused(effects, message, "INTRANS", "");
    return state;
  }
  effects.emit(Ev.transition, effects.self, 1);
  if (verb !== undefined) say(effects, `${verb.doing} ${boardIn(config)}`);
  done(effects, message);
  return { ...state, holder: message.from, verb: message.b, firmwareFailed: false, reached: false };
};

/** The transition is over. `b` 0: it has succeeded, 1: it has failed. */
export const onEnd: On = (state, message, effects, config) => {
  if (state.holder !== message.from) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.transition, effects.self, 0);
  done(effects, message);
  const free: Partial<SlotState> = { holder: NOBODY, reached: false };
  return message.b === 1
    ? failedTransition(state, free, effects, config)
    : become(state, free, effects);
};

/** What is left behind when a state change fails. [SDR] */
function failedTransition(
  state: SlotState,
  free: Partial<SlotState>,
  effects: Effects,
  config: SlotConfig,
): SlotState {
  const verb = VERBS[state.verb]?.command;
  if (state.reached && (verb === "configure" || verb === "unconfigure")) {
    say(
      effects,
      `${boardIn(config)} partially ${verb === "configure" ? "configured" : "unconfigured"}`,
    );
    return become(state, { ...free, partial: true, occupant: "configured" }, effects);
  }
  if (verb === "connect" || verb === "disconnect")
    say(effects, `${boardIn(config)} failed to ${verb}`);
  return become(state, state.firmwareFailed ? { ...free, condition: "failed" } : free, effects);
}

/** Where a successful state change leads. [SDR] */
const MOVES: Readonly<Record<Verb, (state: SlotState) => Partial<SlotState>>> = {
  connect: () => ({ receptacle: "connected", occupant: "unconfigured" }),
  configure: () => ({ occupant: "configured", partial: false }),
  unconfigure: () => ({ occupant: "unconfigured", partial: false }),
  disconnect: () => ({ receptacle: "disconnected" }),
};

/** The slot is what the state change makes of it. `b` = index of the verb. */
export const onBecome: On = (state, message, effects, config) => {
  const verb = VERBS[message.b];
  if (verb === undefined) return state;
  if (verb.command === "connect" && state.branchFails) {
    refused(effects, message, "NDI_ATTACH", "fhc");
    return state;
  }
  const after = become(state, MOVES[verb.command](state), effects);
  if (verb.command === "connect") effects.send(config.power, Msg.load, 1);
  if (verb.command === "disconnect") {
    effects.send(config.power, Msg.load, -1);
    say(effects, `board ${config.number} is ready to remove`);
  } else {
    say(effects, `${boardIn(config)} is ${verb.is}`);
  }
  done(effects, message);
  return after;
};

/** The devices of the board are reached: a failure from here on leaves it half done. */
export const onReach: On = (state, message, effects) => {
  done(effects, message);
  return { ...state, reached: true };
};
