import type { WorkloadState } from "../../../kit/workload-state.ts";
import type { ComponentClass, ComponentId, Handler } from "../../../model/component.ts";
import { ABANDON, START, STOP } from "../../../model/lifecycle.ts";
import { Msg } from "../protocol.ts";

/**
 * A source of input that nobody asked for: terminals, the network. It is of kind `workload` for the engine,
 * which stops it when the scenario ends. [seed]
 */
export type InputState = WorkloadState;

export interface InputConfig {
  readonly device: ComponentId;
  readonly period: number;
}

type On = Handler<InputState, InputConfig>;

const onStart: On = (state, _message, effects, config) => {
  effects.startTimer(Msg.step, config.period);
  return state;
};

const onTick: On = (state, _message, effects, config) => {
  effects.send(config.device, Msg.input);
  effects.startTimer(Msg.step, config.period);
  return state;
};

const onStop: On = (state, _message, effects) => {
  effects.stopTimer(Msg.step);
  return state.stopped ? state : { ...state, stopped: true };
};

export const INPUT: ComponentClass<InputState, InputConfig> = {
  name: "input",
  on: [
    [START, onStart],
    [Msg.step, onTick],
    [STOP, onStop],
    [ABANDON, onStop],
  ],
};
