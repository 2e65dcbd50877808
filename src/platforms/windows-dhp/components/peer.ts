import type { ComponentClass, ComponentId, Handler, Ticks } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";

/** A remote node that expects answers to its heartbeats. No clock of this system makes it wait. */
export interface PeerState {
  readonly node: "up" | "down";
}

export interface PeerConfig {
  readonly device: ComponentId;
  readonly period: Ticks;
  /** Silence for longer than so many periods means that the node is down. */
  readonly missed: number;
}

type On = Handler<PeerState, PeerConfig>;

const onStart: On = (state, _, fx, config) => {
  fx.startTimer(Msg.silence, config.period * config.missed);
  fx.startTimer(Msg.beat, config.period);
  return state;
};

const onBeat: On = (state, _, fx, { device, period }) => {
  fx.send(device, Msg.heartbeat);
  fx.startTimer(Msg.beat, period);
  return state;
};

const onAnswer: On = (state, _, fx, { period, missed }) => {
  fx.startTimer(Msg.silence, period * missed);
  return state;
};

const onSilence: On = (state, _, fx) => {
  fx.emit(Ev.nodeDown);
  fx.stopTimer(Msg.beat);
  return state.node === "down" ? state : { node: "down" };
};

export const PEER_CLASS: ComponentClass<PeerState, PeerConfig> = {
  name: "peer",
  on: [
    [START, onStart],
    [Msg.beat, onBeat],
    [Msg.heartbeatBack, onAnswer],
    [Msg.silence, onSilence],
  ],
  limits: [Msg.silence],
};

export const LISTENING_PEER: PeerState = { node: "up" };
