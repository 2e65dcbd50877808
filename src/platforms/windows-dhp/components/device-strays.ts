import { hasFlag, numberIn, numberOr } from "../../../kit/args.ts";
import type { Effects } from "../../../model/component.ts";
import { NEVER } from "../../../model/component.ts";
import { Ev, Harm, Msg } from "../protocol.ts";
import type { DeviceConfig, DeviceState, On } from "./device-state.ts";
import { does, feel, saying } from "./device-state.ts";
import { bugCheck } from "./kernel.ts";

// What a device does although it is in a low power state: DMA, interrupts, register accesses.

/** Often enough to fall into every frozen window: half a millisecond. */
const USUAL_PERIOD = 500_000;

/** Transfers of a device that stops late, at most. */
const LATE_MAX = 10_000;

/** In D3: what will happen all the same is on its way. */
export function beginStrays(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  let next = state;
  const dma = saying("dma-continues", state, config);
  if (dma !== undefined) {
    const period = numberOr(dma, "period", USUAL_PERIOD);
    fx.sendAfter(period, fx.self, Msg.strayDma, period, NEVER);
    next = feel("dma-continues", next, fx, config);
  }
  const late = saying("dma-stops-late", state, config);
  if (late !== undefined) {
    const after = numberIn(late, "after");
    const period = Math.max(USUAL_PERIOD, Math.ceil(after / LATE_MAX));
    fx.sendAfter(Math.min(period, after), fx.self, Msg.strayDma, period, fx.now + after);
    next = feel("dma-stops-late", next, fx, config);
  }
  const interrupt = saying("interrupts", state, config);
  if (interrupt !== undefined) {
    const edge = hasFlag(interrupt, "edge") ? 1 : 0;
    fx.sendAfter(numberIn(interrupt, "after"), fx.self, Msg.strayInterrupt, edge);
    next = feel("interrupts", next, fx, config);
  }
  const touch = saying("touches", state, config);
  if (touch !== undefined) {
    fx.sendAfter(numberIn(touch, "after"), fx.self, Msg.strayAccess);
    next = feel("touches", next, fx, config);
  }
  if (!does("hibernate-path", state, config)) return next;
  fx.emit(Ev.keptPower);
  return feel("hibernate-path", next, fx, config);
}

/** The device writes to its page; for a request, or, with 0, of its own. */
export function dma(fx: Effects, { buffers, page }: DeviceConfig, request = 0): void {
  fx.emit(Ev.dma, fx.self, request);
  for (const unit of buffers) fx.send(unit, Msg.dmaWrite, page);
}

/** a: the period; b: when the last one comes, `NEVER` when none is the last. */
export const onStrayDma: On = (state, { a: period, b: until }, fx, config) => {
  if (state.power === "D0" || state.pnp !== "started") return state;
  dma(fx, config);
  const left = until === NEVER ? period : Math.min(period, until - fx.now);
  if (left > 0) fx.sendAfter(left, fx.self, Msg.strayDma, period, until);
  return state;
};

export const onStrayInterrupt: On = (state, { a: edge }, fx, config) => {
  if (state.power === "D0") return state;
  fx.emit(Ev.interrupt, fx.self, 0, edge === 1 ? "edge" : "level");
  fx.send(config.kernel, Msg.interrupt, edge);
  return state;
};

export const onStrayAccess: On = (state, _, fx, config) => {
  if (state.power !== "D0") access(fx, config);
  return state;
};

/** Registers of a device that is off are touched. */
function access(fx: Effects, config: DeviceConfig): void {
  fx.emit(Ev.access);
  suffer(fx, config);
}

/** What that does to the system. */
function suffer(fx: Effects, config: DeviceConfig): void {
  if (config.options["register-access"] === "bug-check")
    bugCheck(fx, config.kernel, fx.self, "MACHINE_CHECK", config.name);
}

/** The driver's own watchdog finds that nothing has ended for too long. */
export const onOwnWatchdog: On = (state, _, fx, config) => {
  const isDown = state.power !== "D0";
  const next = { ...state, ownDue: NEVER };
  if (!isDown) return next;
  fx.emit(Ev.reset, fx.self, 0, "own watchdog");
  suffer(fx, config);
  return feel("own-watchdog", next, fx, config);
};

/** A request of it has timed out. */
export const onExpired: On = (state, { a: request, b: left }, fx, config) => {
  if (left === 0) fx.send(config.kernel, Msg.harmed, 0, Harm.io);
  if (!does("resets-on-time-out", state, config)) return state;
  fx.emit(Ev.reset, fx.self, request);
  if (state.power !== "D0" && state.power !== "stopping") access(fx, config);
  return feel("resets-on-time-out", state, fx, config);
};

export const onFrozen: On = (state, { b }, fx) => {
  const isStill = b === 1;
  const left = isStill && state.ownDue !== NEVER ? state.ownDue - fx.now : state.ownDue;
  if (isStill) fx.stopTimer(Msg.ownWatchdog);
  return { ...state, windowOpen: true, clockStill: isStill, ownDue: left };
};

export const onThawed: On = (state, _, fx) => {
  if (!state.clockStill || state.ownDue === NEVER)
    return { ...state, windowOpen: false, clockStill: false };
  fx.startTimer(Msg.ownWatchdog, state.ownDue);
  return { ...state, windowOpen: false, clockStill: false, ownDue: fx.now + state.ownDue };
};

/** A remote peer expects an answer, which only a working device on running processors gives. */
export const onHeartbeat: On = (state, { from }, fx, config) => {
  const isWorking = state.power === "D0" && !state.held && !state.windowOpen && !state.deaf;
  if (isWorking && state.pnp === "started") fx.send(from, Msg.heartbeatBack);
  else if (state.power !== "D0" && does("hibernate-path", state, config)) dma(fx, config);
  return state;
};
