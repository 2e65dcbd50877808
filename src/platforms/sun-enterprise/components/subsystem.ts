import type { ComponentClass, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import { done, skipped } from "./answer.ts";

/**
 * A part of the kernel that the quiesce switches off and on again: the flag that lets sysctrl itself be
 * suspended, the lock manager, the clock (cyclics), the callouts, the time-of-day watchdog. [SQ]
 * What the clock would run while it is off waits in its mailbox and runs when it is on again.
 */
export interface SubsystemState {
  readonly running: boolean;
}

export interface SubsystemConfig {
  /** It was never on (a watchdog that is not active), so there is nothing to switch. */
  readonly absent: boolean;
}

type On = Handler<SubsystemState, SubsystemConfig>;

const RUNNING: SubsystemState = { running: true };
const STOPPED: SubsystemState = { running: false };

const onSuspend: On = (state, message, effects, config) => {
  if (config.absent || !state.running) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.subsystemOff);
  done(effects, message);
  return STOPPED;
};

const onResume: On = (state, message, effects) => {
  if (state.running) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.subsystemOn);
  for (let waiting = effects.deferred(); waiting > 0; waiting--) effects.recall();
  done(effects, message);
  return RUNNING;
};

/** The module is loaded before threads stop; afterwards loading would block for ever. [SQ] */
const onPreload: On = (state, message, effects) => {
  done(effects, message);
  return state;
};

const onDue: On = (state, message, effects) => {
  if (state.running) effects.send(message.from, Msg.run, message.a);
  else effects.defer();
  return state;
};

export const SUBSYSTEM: ComponentClass<SubsystemState, SubsystemConfig> = {
  name: "subsystem",
  on: [
    [Msg.suspend, onSuspend],
    [Msg.resume, onResume],
    [Msg.preload, onPreload],
    [Msg.due, onDue],
  ],
};

export const subsystemInitially = RUNNING;
