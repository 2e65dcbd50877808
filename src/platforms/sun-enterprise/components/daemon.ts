import type { ComponentClass, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Asker } from "./answer.ts";
import { asker, done, doneTo, refused, skipped } from "./answer.ts";

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

const onCheckpoint: On = (state, message, effects, config) => {
  if (!config.registered || config.answers === "refuses") {
    refused(effects, message, "KTHREAD", config.name === "" ? "*unknown*" : config.name);
    return state;
  }
  if (config.answers === "never") return { run: "stopping", asker: asker(message) };
  if (state.run === "stopped") {
    done(effects, message);
    return state;
  }
  effects.startTimer(Msg.settleDown, config.takes);
  return { run: "stopping", asker: asker(message) };
};

const onSettled: On = (state, _message, effects) => {
  if (state.run !== "stopping" || state.asker === null) return state;
  effects.emit(Ev.daemonStopped);
  doneTo(effects, state.asker);
  return { run: "stopped", asker: null };
};

const onResume: On = (state, message, effects) => {
  if (state.run === "running") {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.daemonReleased);
  effects.stopTimer(Msg.settleDown);
  done(effects, message);
  return { run: "running", asker: null };
};

export const DAEMON: ComponentClass<DaemonState, DaemonConfig> = {
  name: "daemon",
  on: [
    [Msg.checkpoint, onCheckpoint],
    [Msg.settleDown, onSettled],
    [Msg.resume, onResume],
  ],
};

export const daemonInitially: DaemonState = { run: "running", asker: null };
