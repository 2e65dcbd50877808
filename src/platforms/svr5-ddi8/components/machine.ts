import { done } from "../../../kit/answers.ts";
import type { ComponentClass, ComponentId } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";

/** The system as a whole. */
export interface MachineState {
  readonly halted: boolean;
}

export interface MachineConfig {
  readonly instances: readonly ComponentId[];
}

export const MACHINE_CLASS: ComponentClass<MachineState, MachineConfig> = {
  name: "machine",
  on: [
    [
      Msg.shutDown,
      (_, message, fx, { instances }) => {
        fx.emit(Ev.halted);
        for (const id of instances) fx.send(id, Msg.halted);
        done(message, fx);
        return { halted: true };
      },
    ],
  ],
};
