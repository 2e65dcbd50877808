import type { ComponentClass, ComponentId, Handler } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Asker } from "./answer.ts";
import { asker, doneTo, skipped } from "./answer.ts";

/** A filesystem: what it is mounted on is busy, and a sync goes through it before drivers are suspended. [SQ P4] */
export interface FilesystemState {
  readonly mounted: boolean;
  /** Its server does not answer: a sync of it blocks without bound. */
  readonly hung: boolean;
  readonly askers: readonly Asker[];
}

export interface FilesystemConfig {
  readonly device: ComponentId;
  readonly syncTakes: number;
}

type On = Handler<FilesystemState, FilesystemConfig>;

const onSync: On = (state, message, effects, config) => {
  if (!state.mounted) {
    skipped(effects, message);
    return state;
  }
  if (!state.hung) effects.startTimer(Msg.settleDown, config.syncTakes);
  return { ...state, askers: [...state.askers, asker(message)] };
};

const onSynced: On = (state, _message, effects) => {
  if (state.hung || state.askers.length === 0) return state;
  effects.emit(Ev.synced);
  for (const to of state.askers) doneTo(effects, to);
  return { ...state, askers: [] };
};

const onMount: On = (state, _message, effects, config) => {
  if (state.mounted) return state;
  if (config.device !== NOBODY) effects.send(config.device, Msg.hold, 1);
  return { ...state, mounted: true };
};

const onUnmount: On = (state, _message, effects, config) => {
  if (!state.mounted) return state;
  if (config.device !== NOBODY) effects.send(config.device, Msg.hold, -1);
  return { ...state, mounted: false };
};

/** `a` 1: its server answers again; 0: it stops answering. */
const onRecover: On = (state, message, effects, config) => {
  if (message.a === 0) return { ...state, hung: true };
  if (state.askers.length > 0) effects.startTimer(Msg.settleDown, config.syncTakes);
  return { ...state, hung: false };
};

export const FILESYSTEM: ComponentClass<FilesystemState, FilesystemConfig> = {
  name: "filesystem",
  on: [
    [Msg.sync, onSync],
    [Msg.settleDown, onSynced],
    [Msg.mount, onMount],
    [Msg.unmount, onUnmount],
    [Msg.recover, onRecover],
  ],
};

/** A filesystem as it is when the scenario begins. */
export const filesystemInitially = (mounted: boolean, hung: boolean): FilesystemState => ({
  mounted,
  hung,
  askers: [],
});
