import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Ticks,
} from "../../model/component.ts";
import { NEVER } from "../../model/component.ts";
import { START } from "../../model/lifecycle.ts";
import { Msg } from "./protocol.ts";

/** A process that opens devices and closes them again. */
export interface ProcessState {
  readonly alive: boolean;
  /** Indexes into `ProcessConfig.uses` of the devices that it has open. */
  readonly open: readonly number[];
}

export interface ProcessConfig {
  readonly uses: readonly Use[];
}

/** One device that a process opens. */
interface Use {
  readonly device: ComponentId;
  readonly from: Ticks;
  /** When it closes it; `NEVER`: at its end. */
  readonly until: Ticks;
}

type On = Handler<ProcessState, ProcessConfig>;

const onStart: On = (state, _, fx, { uses }) => {
  for (const [index, { from, until }] of uses.entries()) {
    fx.sendAfter(from, fx.self, Msg.openDue, index);
    if (until !== NEVER) fx.sendAfter(until, fx.self, Msg.closeDue, index);
  }
  return state;
};

const onOpenDue: On = (state, { a: index }, fx, { uses }) => {
  const use = uses[index];
  if (!state.alive || use === undefined) return state;
  fx.send(use.device, Msg.open);
  return { ...state, open: [...state.open, index] };
};

const onCloseDue: On = (state, { a: index }, fx, config) => {
  if (!state.open.includes(index)) return state;
  close(index, fx, config);
  return { ...state, open: state.open.filter((open) => open !== index) };
};

const onKill: On = (state, _, fx, config) => {
  for (const index of state.open) close(index, fx, config);
  return { alive: false, open: [] };
};

function close(index: number, fx: Effects, { uses }: ProcessConfig): void {
  const use = uses[index];
  if (use !== undefined) fx.send(use.device, Msg.close);
}

export const PROCESS_CLASS: ComponentClass<ProcessState, ProcessConfig> = {
  name: "process",
  on: [
    [START, onStart],
    [Msg.openDue, onOpenDue],
    [Msg.closeDue, onCloseDue],
    [Msg.kill, onKill],
  ],
};

/** A process when the scenario begins. */
export const LIVING_PROCESS: ProcessState = { alive: true, open: [] };
