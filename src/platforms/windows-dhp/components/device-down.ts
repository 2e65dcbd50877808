import { askerOf, done, doneTo, refused, skipped } from "../../../kit/answers.ts";
import { textIn } from "../../../kit/args.ts";
import type { Effects } from "../../../model/component.ts";
import type { CauseName } from "../causes.ts";
import { Ev, Msg } from "../protocol.ts";
import { isManaged, loseIrp, neverCompletes } from "./device-irps.ts";
import { failFlights, hold, release, takeBack } from "./device-queue.ts";
import type { DeviceConfig, DeviceState, On } from "./device-state.ts";
import { does, feel, saying, takeTime, timeOf } from "./device-state.ts";
import { beginStrays } from "./device-strays.ts";
import { afterD3, leave } from "./device-up.ts";

// Going down: the S4 query, the S4 set, and the device's own way to D3.

const QUIESCE = "QUIESCE" satisfies CauseName;

/** A device that is marked non-dynamic is found before anybody is asked. [MSDN] */
export const onCheckDynamic: On = (state, message, fx, config) => {
  if (!isManaged(state)) skipped(message, fx);
  else if (does("non-dynamic", state, config)) {
    fx.emit(Ev.nonDynamic);
    refused(message, fx, QUIESCE, `${config.name}: non-dynamic`);
    return feel("non-dynamic", state, fx, config);
  } else done(message, fx);
  return state;
};

// ---- the query

export const onQueryS4: On = (state, message, fx, config) => {
  if (!isManaged(state)) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.query);
  const queried: DeviceState = { ...state, system: "queried" };
  const lost = loseIrp(queried, fx, config);
  if (lost !== undefined) return lost;
  if (neverCompletes("query-power", state, config)) {
    fx.emit(Ev.falling);
    return feel("never-completes", queried, fx, config);
  }
  const rejection = rejectionOf(state, config);
  if (rejection !== undefined) {
    fx.emit(Ev.queryRejected, fx.self, 0, rejection);
    refused(message, fx, QUIESCE, config.name);
    return feel(rejection, queried, fx, config);
  }
  const asked = takeTime("query-takes", queried, fx, config, Msg.queried);
  return { ...asked, asker: askerOf(message) };
};

function rejectionOf(
  state: DeviceState,
  config: DeviceConfig,
): "rejects-query" | "rejects-armed" | undefined {
  if (does("rejects-query", state, config)) return "rejects-query";
  return config.armed && does("rejects-armed", state, config) ? "rejects-armed" : undefined;
}

export const onQueried: On = (state, _, fx, config) => {
  if (state.asker === null || state.system !== "queried") return state;
  fx.emit(Ev.queryDone);
  doneTo(state.asker, fx);
  const next = { ...state, asker: null };
  if (does("skips-query", state, config)) {
    fx.emit(Ev.queryAlone);
    return feel("skips-query", next, fx, config);
  }
  if (does("keeps-dispatching", state, config)) return feel("keeps-dispatching", next, fx, config);
  const held = hold(next, fx, config);
  if (!does("powers-down", state, config)) return held;
  fx.emit(Ev.falling);
  fx.emit(Ev.d3, fx.self, 3);
  return { ...feel("powers-down", takeBack(held, fx, true), fx, config), power: "D3" };
};

// ---- the set

export const onSetS4: On = (state, message, fx, config) => {
  if (!isManaged(state)) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.setS4);
  const asked: DeviceState = { ...state, system: "S4" };
  const lost = loseIrp(asked, fx, config);
  if (lost !== undefined) return lost;
  if (does("fails-s4", state, config)) {
    fx.emit(Ev.s4Failed);
    refused(message, fx, QUIESCE, config.name);
    const felt = feel("fails-s4", asked, fx, config);
    return state.power === "D0" ? release(felt, fx, config) : felt;
  }
  const asker = askerOf(message);
  if (state.power === "D3") return complete({ ...asked, asker }, fx);
  const isEarly = does("completes-early", state, config);
  const next = isEarly
    ? feel("completes-early", complete({ ...asked, asker }, fx), fx, config)
    : { ...asked, asker };
  return stopRequests(hold(watched(next, fx, config), fx, config), fx, config);
};

/** The system IRP is completed, and the status with it. */
function complete(state: DeviceState, fx: Effects): DeviceState {
  if (state.asker === null) return state;
  fx.emit(Ev.s4Done);
  doneTo(state.asker, fx);
  return { ...state, asker: null };
}

/** A driver's own watchdog should be suspended here. */
function watched(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  const time = timeOf("own-watchdog", state, config);
  if (time === 0) return state;
  fx.startTimer(Msg.ownWatchdog, time);
  return { ...state, ownDue: fx.now + time };
}

/** Requests in flight end, are taken back, or are forgotten; then the device goes down. */
function stopRequests(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  const count = state.flights.length;
  if (count === 0) return fall(state, fx, config);
  fx.emit(Ev.stopping, fx.self, count);
  if (does("leaves-running", state, config)) {
    fx.emit(Ev.leftRunning, fx.self, count);
    return fall(feel("leaves-running", state, fx, config), fx, config);
  }
  if (does("skips-query", state, config)) return fall(failFlights(state, fx, config), fx, config);
  const args = saying("stops-by", state, config);
  const manner = args === undefined ? "grace" : textIn(args, "manner");
  const stopping: DeviceState = { ...state, power: "stopping" };
  if (does("no-io-stop", state, config)) return feel("no-io-stop", stopping, fx, config);
  if (manner === "draining") return stopping;
  if (manner !== "grace") return fall(takeBack(state, fx, manner === "suspending"), fx, config);
  fx.startTimer(Msg.graceOver, config.options["stop-grace"]);
  return stopping;
}

export const onGraceOver: On = (state, _, fx, config) =>
  state.power === "stopping" ? fall(takeBack(state, fx, false), fx, config) : state;

/** The last request in flight has ended. */
export const drained = (state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState => {
  if (state.power !== "stopping" || state.flights.length > 0) return state;
  fx.stopTimer(Msg.graceOver);
  return fall(state, fx, config);
};

/** DMA stops, interrupts are disabled, the context is saved, and the device IRP goes down the stack. */
function fall(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  fx.emit(Ev.falling);
  const next: DeviceState = { ...state, power: "falling" };
  if (neverCompletes("D3", state, config)) return feel("never-completes", next, fx, config);
  return takeTime("d3-takes", next, fx, config, Msg.inD3);
}

export const onInD3: On = (state, _, fx, config) => {
  if (state.power !== "falling") return state;
  const args = saying("enters", state, config);
  const power = args === undefined ? "D3" : (textIn(args, "level") as "D1" | "D2");
  fx.emit(Ev.d3, fx.self, Number(power.slice(1)));
  const down = complete({ ...state, power }, fx);
  const marked = args === undefined ? down : feel("enters", down, fx, config);
  const strayed = beginStrays(marked, fx, config);
  if (strayed.removing) return leave(strayed, fx, config);
  return afterD3(strayed, fx, config);
};
