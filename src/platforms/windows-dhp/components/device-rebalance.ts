import { askerOf, done, doneTo, refused, skipped } from "../../../kit/answers.ts";
import { hasFlag } from "../../../kit/args.ts";
import type { CauseName } from "../causes.ts";
import { Ev, Msg } from "../protocol.ts";
import { hold, release, takeBack } from "./device-queue.ts";
import type { DeviceConfig, DeviceState, On } from "./device-state.ts";
import { does, feel, saying, takeTime } from "./device-state.ts";
import { lose } from "./device-up.ts";

// The resource rebalance: query-stop, stop and start, or cancel. [WDK:stopping-a-device-to-rebalance-resources]

/** Network devices do not take part unless they say so; all others do. [WDK:install/devpkey-deviceclass-dhprebalanceoptout] */
function takesPart(state: DeviceState, config: DeviceConfig): boolean {
  const said = saying("takes-part", state, config);
  return said === undefined ? config.kind !== "net" : !hasFlag(said, "no");
}

export const onQueryStop: On = (state, message, fx, config) => {
  if (state.pnp !== "started" || !takesPart(state, config)) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.queryStop);
  const isRejected = does("rejects-stop", state, config);
  if (isRejected || config.inPagingPath) {
    fx.emit(Ev.stopRejected, fx.self, config.inPagingPath ? 1 : 0);
    refused(message, fx, "RESTART" satisfies CauseName, config.name);
    const next = { ...state, rejectedStop: true };
    return isRejected ? feel("rejects-stop", next, fx, config) : next;
  }
  done(message, fx);
  return hold({ ...state, pnp: "stop-pending" }, fx, config);
};

/** It stays started, as if nothing had been asked. b = 1: only if it rejected. */
export const onCancelStop: On = (state, message, fx, config) => {
  const isMeant = state.rejectedStop || (message.b === 0 && state.pnp === "stop-pending");
  if (!isMeant) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.cancelStop);
  done(message, fx);
  const next: DeviceState = { ...state, rejectedStop: false };
  return state.pnp === "stop-pending" ? release({ ...next, pnp: "started" }, fx, config) : next;
};

/** Done when it rejected, so that the rebalance is abandoned; otherwise this is none of its business. */
export const onAgreed: On = (state, message, fx) => {
  if (state.rejectedStop) done(message, fx);
  else skipped(message, fx);
  return state;
};

export const onStop: On = (state, message, fx, config) => {
  if (state.pnp !== "stop-pending") {
    skipped(message, fx);
    return state;
  }
  const stopping = takeTime("stop-takes", takeBack(state, fx, false), fx, config, Msg.stopped);
  return { ...stopping, asker: askerOf(message) };
};

export const onStopped: On = (state, _, fx) => {
  fx.emit(Ev.stopped);
  if (state.asker !== null) doneTo(state.asker, fx);
  return { ...state, pnp: "stopped", asker: null };
};

export const onRestart: On = (state, message, fx, config) => {
  if (state.pnp !== "stopped") {
    skipped(message, fx);
    return state;
  }
  const starting = takeTime("start-takes", state, fx, config, Msg.restarted);
  return { ...starting, asker: askerOf(message) };
};

export const onRestarted: On = (state, _, fx, config) => {
  if (state.asker !== null) doneTo(state.asker, fx);
  const next: DeviceState = { ...state, asker: null };
  if (does("fails-restart", state, config)) {
    fx.emit(Ev.restartFailed);
    fx.emit(Ev.surprise);
    return lose(feel("fails-restart", next, fx, config), fx, config);
  }
  fx.emit(Ev.restarted);
  const affinity = config.processors.length + state.added.length;
  if (!does("old-affinity", state, config))
    return release({ ...next, affinity, pnp: "started" }, fx, config);
  if (affinity !== state.affinity) fx.emit(Ev.oldAffinity);
  return release({ ...feel("old-affinity", next, fx, config), pnp: "started" }, fx, config);
};

/** A device behind a host bridge that was added: the bus finds it, and it starts. */
export const onEnumerate: On = (state, message, fx, config) => {
  if (state.pnp !== "absent") {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.enumerated);
  done(message, fx);
  return release({ ...state, pnp: "started", power: "D0" }, fx, config);
};
