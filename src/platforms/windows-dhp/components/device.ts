import { faultHandlers } from "../../../kit/behaviours.ts";
import { EXPIRED } from "../../../kit/patience.ts";
import type { ComponentClass } from "../../../model/component.ts";
import { REQUEST, START } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";
import {
  drained,
  onCheckDynamic,
  onGraceOver,
  onInD3,
  onQueried,
  onQueryS4,
  onSetS4,
} from "./device-down.ts";
import { isManaged } from "./device-irps.ts";
import { onStart, PROCESSOR_HANDLERS, runOnNewcomer } from "./device-processors.ts";
import { goOn, onRequest, takeServed } from "./device-queue.ts";
import {
  onAgreed,
  onCancelStop,
  onEnumerate,
  onQueryStop,
  onRestart,
  onRestarted,
  onStop,
  onStopped,
} from "./device-rebalance.ts";
import type { DeviceConfig, DeviceState, On } from "./device-state.ts";
import { does, feel, isDown } from "./device-state.ts";
import {
  dma,
  onExpired,
  onFrozen,
  onHeartbeat,
  onOwnWatchdog,
  onStrayAccess,
  onStrayDma,
  onStrayInterrupt,
  onThawed,
} from "./device-strays.ts";
import { leave, lose, onAwake, onInD0, onInrushGranted, onOrphaned, onSetS0 } from "./device-up.ts";
import { bugCheck } from "./kernel.ts";

/** A request has ended. Where that should not have been possible, its data went to memory all the same. */
const onServed: On = (state, m, fx, config) => {
  const next = takeServed(state, m, fx, config);
  if (next === undefined) return state;
  if (state.windowOpen || isDown(state)) dma(fx, config, m.a);
  const run = runOnNewcomer(next, fx, config);
  return goOn(drained(run, fx, config), fx, config);
};

/** Somebody takes the device away in an orderly manner: with a remove lock that waits for the power IRP. */
const onRemove: On = (state, _, fx, config) => {
  const isUnderWay = state.asker !== null || !["D0", "D3", "D2", "D1"].includes(state.power);
  if (isUnderWay && does("no-remove-lock", state, config)) {
    fx.emit(Ev.removedInIrp);
    const detail = `0x1: ${config.name} was freed with a power IRP outstanding`;
    bugCheck(fx, config.kernel, fx.self, "DRIVER_POWER_STATE_FAILURE", detail);
    return feel("no-remove-lock", state, fx, config);
  }
  if (isUnderWay) return { ...state, removing: true };
  return leave(state, fx, config);
};

/** The driver's code is gone, and its device with it. */
const onUnload: On = (state, message, fx, config) => ({
  ...(isManaged(state) ? onRemove(state, message, fx, config) : state),
  unloaded: true,
});

/** The device is pulled: in D0 that is seen at once, otherwise when its bus wants to wake it. */
const onVanish: On = (state, _, fx, config) => {
  const gone = { ...state, gone: true };
  return state.power === "D0" && state.pnp === "started" ? lose(gone, fx, config) : gone;
};

/** Devices of every kind, buses among them. */
export const DEVICE_CLASS: ComponentClass<DeviceState, DeviceConfig> = {
  name: "device",
  on: [
    ...faultHandlers<DeviceState, DeviceConfig>(),
    [START, onStart],
    [REQUEST, onRequest],
    [Msg.served, onServed],
    [EXPIRED, onExpired],
    [Msg.heartbeat, onHeartbeat],
    // ---- power
    [Msg.checkDynamic, onCheckDynamic],
    [Msg.queryS4, onQueryS4],
    [Msg.queried, onQueried],
    [Msg.setS4, onSetS4],
    [Msg.graceOver, onGraceOver],
    [Msg.inD3, onInD3],
    [Msg.setS0, onSetS0],
    [Msg.inrushGranted, onInrushGranted],
    [Msg.inD0, onInD0],
    [Msg.awake, onAwake],
    // ---- what should not happen
    [Msg.strayDma, onStrayDma],
    [Msg.strayInterrupt, onStrayInterrupt],
    [Msg.strayAccess, onStrayAccess],
    [Msg.ownWatchdog, onOwnWatchdog],
    [Msg.frozen, onFrozen],
    [Msg.thawed, onThawed],
    [Msg.remove, onRemove],
    [Msg.vanish, onVanish],
    [Msg.orphaned, onOrphaned],
    [Msg.unload, onUnload],
    // ---- processors, memory, resources
    ...PROCESSOR_HANDLERS,
    [Msg.queryStop, onQueryStop],
    [Msg.agreed, onAgreed],
    [Msg.cancelStop, onCancelStop],
    [Msg.stop, onStop],
    [Msg.stopped, onStopped],
    [Msg.start, onRestart],
    [Msg.restarted, onRestarted],
    [Msg.enumerate, onEnumerate],
  ],
  limits: [Msg.ownWatchdog],
};
