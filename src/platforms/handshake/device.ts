import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Ticks,
} from "../../model/component.ts";
import { START } from "../../model/lifecycle.ts";
import { Ev, Msg, Reply } from "./protocol.ts";

/** A device with its driver and its users. */
export interface DeviceState {
  readonly power: "running" | "agreed" | "draining" | "quiet";
  /** Requests under way. */
  readonly inFlight: number;
  /** Requests that wait until it runs again. */
  readonly held: number;
  /** Requests issued that are not done. */
  readonly outstanding: number;
}

/** What does not change about a device. */
export interface DeviceConfig {
  readonly coordinator: ComponentId;
  readonly maxIo: number;
  /** It takes itself for drained with so many requests under way: 0 for one that is right. */
  readonly drainedAt: number;
  readonly latency: Ticks;
  readonly period: Ticks;
  readonly service: Ticks;
}

type On = Handler<DeviceState, DeviceConfig>;

/** One for all who may say no. */
export const FAULT_BUDGET = 0;

const onQuery: On = (state, _, fx, config) => {
  if (fx.spend(FAULT_BUDGET)) {
    answer(Reply.no, fx, config);
    return state;
  }
  answer(Reply.agreed, fx, config);
  return { ...state, power: "agreed" };
};

const onSet: On = (state, _, fx, config) => {
  if (state.inFlight <= config.drainedAt) fx.startTimer(Msg.drained, config.latency);
  return { ...state, power: "draining" };
};

const onDrained: On = (state, _, fx, config) => {
  fx.emit(Ev.quiet);
  answer(Reply.drained, fx, config);
  return { ...state, power: "quiet" };
};

const onRun: On = (state, _, fx, config) => {
  const inFlight = state.inFlight + state.held;
  if (state.inFlight === 0 && inFlight > 0) fx.startTimer(Msg.complete, config.service);
  answer(Reply.done, fx, config);
  return kept({ ...state, power: "running", inFlight, held: 0 }, fx);
};

const onIssue: On = (state, _, fx, config) => {
  const outstanding = state.outstanding + 1;
  if (outstanding < config.maxIo) fx.startTimer(Msg.issue, config.period);
  if (state.power !== "running" && state.power !== "agreed")
    return kept({ ...state, outstanding, held: state.held + 1 }, fx);
  if (state.inFlight === 0) fx.startTimer(Msg.complete, config.service);
  return kept({ ...state, outstanding, inFlight: state.inFlight + 1 }, fx);
};

const onComplete: On = (state, _, fx, config) => {
  fx.emit(Ev.transfer, fx.self, state.power === "quiet" ? 1 : 0);
  const [inFlight, outstanding] = [state.inFlight - 1, state.outstanding - 1];
  if (inFlight > 0) fx.startTimer(Msg.complete, config.service);
  if (state.outstanding === config.maxIo) fx.startTimer(Msg.issue, config.period);
  const isDrained = state.power === "draining" && inFlight <= config.drainedAt;
  if (isDrained && state.inFlight > config.drainedAt) fx.startTimer(Msg.drained, config.latency);
  return kept({ ...state, inFlight, outstanding }, fx);
};

function answer(reply: number, fx: Effects, { coordinator, latency }: DeviceConfig): void {
  fx.sendAfter(latency, coordinator, Msg.reply, reply);
}

/** Tells when a request is gone. */
function kept(state: DeviceState, fx: Effects): DeviceState {
  if (state.outstanding !== state.inFlight + state.held) fx.emit(Ev.lost);
  return state;
}

/** Every device; all behave alike but for `drainedAt`. */
export const DEVICE_CLASS: ComponentClass<DeviceState, DeviceConfig> = {
  name: "handshake device",
  on: [
    [
      START,
      (state, _, fx, { period }) => {
        fx.startTimer(Msg.issue, period);
        return state;
      },
    ],
    [Msg.query, onQuery],
    [Msg.set, onSet],
    [Msg.resume, onRun],
    [Msg.cancel, onRun],
    [Msg.issue, onIssue],
    [Msg.complete, onComplete],
    [Msg.drained, onDrained],
  ],
};

/** A device when the scenario begins. */
export const IDLE_DEVICE: DeviceState = { power: "running", inFlight: 0, held: 0, outstanding: 0 };
