import { done, refused, skipped } from "../../kit/answers.ts";
import type { ComponentClass, ComponentId, Handler } from "../../model/component.ts";
import { NOBODY } from "../../model/component.ts";
import { Ev, Msg } from "./protocol.ts";

/** The machine as a whole: it lets one operation at a time quiesce it. */
export interface MachineState {
  /** The operation that has announced itself. */
  readonly holder: ComponentId;
  /** Every device is suspended. */
  readonly quiet: boolean;
}

type On = Handler<MachineState, null>;

const onAnnounce: On = (state, message, fx) => {
  if (state.holder !== NOBODY) {
    refused(message, fx, "IN-PROGRESS", "another operation is in progress");
    return state;
  }
  done(message, fx);
  return { ...state, holder: message.from };
};

const onDismiss: On = (state, message, fx) => {
  if (state.holder !== message.from) {
    skipped(message, fx);
    return state;
  }
  done(message, fx);
  return { ...state, holder: NOBODY };
};

const onFallQuiet: On = (state, message, fx) => {
  fx.emit(Ev.quiet);
  done(message, fx);
  return { ...state, quiet: true };
};

const onWakeUp: On = (state, message, fx) => {
  fx.emit(Ev.awake);
  done(message, fx);
  return { ...state, quiet: false };
};

export const MACHINE_CLASS: ComponentClass<MachineState, null> = {
  name: "machine",
  on: [
    [Msg.announce, onAnnounce],
    [Msg.dismiss, onDismiss],
    [Msg.fallQuiet, onFallQuiet],
    [Msg.wakeUp, onWakeUp],
  ],
};

/** The machine when the scenario begins. */
export const AWAKE_MACHINE: MachineState = { holder: NOBODY, quiet: false };
