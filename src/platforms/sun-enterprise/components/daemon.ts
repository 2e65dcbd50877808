import type { ComponentClass, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Asker } from "./answer.ts";
import { asker, done, doneTo, refused, refusedTo, skipped } from "./answer.ts";

/** A kernel daemon, asked only where kernel threads are not skipped. [SQ P3, CB] */
export interface DaemonState {
  readonly run: "running" | "stopping" | "stopped";
  readonly asker: Asker | null;
}

export interface DaemonConfig {
  readonly name: string;
  /** It registered a checkpoint callback; an unregistered thread is never safe. */
  readonly registered: boolean;
  readonly answers: "stops" | "refuses" | "never";
  readonly takes: number;
}

type On = Handler<DaemonState, DaemonConfig>;

/** An unregistered thread has no callback; that it is not safe is found out afterwards. */
const onCheckpoint: On = (state, message, effects, config) => {
  if (!config.registered || state.run === "stopped") {
    skipped(effects, message);
    return state;
  }
  if (config.answers === "refuses") {
    refused(effects, message, "KTHREAD", config.name);
    return state;
  }
  // No timer: a callback that returns at the deadline is in time.
  if (config.answers === "stops")
    effects.sendAfter(config.takes, effects.self, Msg.settleDown, message.a);
  return { run: "stopping", asker: asker(message) };
};

const onSettled: On = (state, message, effects) => {
  if (state.asker === null || state.asker.token !== message.a) return state;
  effects.emit(Ev.daemonStopped);
  doneTo(effects, state.asker);
  return { run: "stopped", asker: null };
};

/** How long the kernel looks again and again whether a thread is safe: 3 times 10 ticks. [CB] */
const RETRIES = 300_000_000;

const onVerify: On = (state, message, effects, config) => {
  if (config.registered) {
    done(effects, message);
    return state;
  }
  effects.startTimer(Msg.stopped, RETRIES);
  return { ...state, asker: asker(message) };
};

const onUnsafe: On = (state, _message, effects, config) => {
  if (state.asker === null) return state;
  refusedTo(effects, state.asker, "KTHREAD", config.name);
  return { ...state, asker: null };
};

const onResume: On = (state, message, effects) => {
  if (state.run === "running") {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.daemonReleased);
  done(effects, message);
  return { run: "running", asker: null };
};

export const DAEMON: ComponentClass<DaemonState, DaemonConfig> = {
  name: "daemon",
  on: [
    [Msg.checkpoint, onCheckpoint],
    [Msg.settleDown, onSettled],
    [Msg.verifyDaemon, onVerify],
    [Msg.stopped, onUnsafe],
    [Msg.resume, onResume],
  ],
};

export const daemonInitially: DaemonState = { run: "running", asker: null };
