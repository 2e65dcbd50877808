import type { ComponentClass, ComponentId, Handler, Ticks } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";

/** A remote node that expects answers to its heartbeats. No clock of this system makes it wait. */
export interface PeerState {
  readonly node: "up" | "down";
  /** Heartbeats in a row that were not answered. */
  readonly missed: number;
}

export interface PeerConfig {
  readonly device: ComponentId;
  readonly period: Ticks;
  /** So many in a row mean that the node is down. */
  readonly missed: number;
}

type On = Handler<PeerState, PeerConfig>;

/** The next heartbeat is due: the last one was answered by now, or is missed. */
const onBeat: On = (state, _, fx, { device, period, missed }) => {
  if (state.missed > missed) return state;
  if (state.missed === missed) {
    fx.emit(Ev.nodeDown);
    return { node: "down", missed: missed + 1 };
  }
  fx.send(device, Msg.heartbeat);
  fx.startTimer(Msg.beat, period);
  return { ...state, missed: state.missed + 1 };
};

export const PEER_CLASS: ComponentClass<PeerState, PeerConfig> = {
  name: "peer",
  on: [
    [
      START,
      (state, _, fx, { period }) => {
        fx.startTimer(Msg.beat, period);
        return state;
      },
    ],
    [Msg.beat, onBeat],
    [Msg.heartbeatBack, (state) => (state.node === "up" ? { ...state, missed: 0 } : state)],
  ],
};

export const LISTENING_PEER: PeerState = { node: "up", missed: 0 };
