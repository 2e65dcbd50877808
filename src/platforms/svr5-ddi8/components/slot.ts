import { done } from "../../../kit/answers.ts";
import { faultHandlers } from "../../../kit/behaviours.ts";
import type { ComponentClass, Message } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { Msg } from "../protocol.ts";
import { answering, onBlinked, onNode, onPress, onSetBit } from "./slot-button.ts";
import { onArrive, onLatch, onPull } from "./slot-hands.ts";
import {
  onBackOut,
  onCheckCapable,
  onCheckOn,
  onCheckReady,
  onDeconfigure,
  onJoined,
  onPowered,
  onPowerOff,
  onPowerOn,
  onScan,
  onSee,
  onUnlock,
  onUnpowered,
} from "./slot-power.ts";
import type { SlotConfig, SlotState } from "./slot-state.ts";

/** Of these a controller does one after the other. */
const TAKING_TIME: ReadonlySet<MessageKind> = new Set([
  Msg.see,
  Msg.powerOn,
  Msg.powerOff,
  Msg.backOut,
]);

const CHANGES: ReadonlySet<MessageKind> = new Set([Msg.arrive, Msg.pull, Msg.latch]);

/** Sockets, with the part of their controller that drives them. */
export const SLOT_CLASS: ComponentClass<SlotState, SlotConfig> = {
  name: "slot",
  on: [
    ...faultHandlers<SlotState, SlotConfig>(),
    [Msg.arrive, onArrive],
    [Msg.pull, onPull],
    [Msg.latch, onLatch],
    [Msg.see, onSee],
    [Msg.unlock, onUnlock],
    [Msg.checkCapable, onCheckCapable],
    [Msg.checkOn, onCheckOn],
    [Msg.checkReady, onCheckReady],
    [Msg.powerOn, onPowerOn],
    [Msg.joined, onJoined],
    [Msg.powered, onPowered],
    [Msg.scan, onScan],
    [Msg.deconfigure, onDeconfigure],
    [Msg.powerOff, onPowerOff],
    [Msg.backOut, onBackOut],
    [Msg.unpowered, onUnpowered],
    [Msg.node, onNode],
    [Msg.press, onPress],
    [Msg.blinked, onBlinked],
    [Msg.isOff, answering(({ power }) => power === "off")],
    [Msg.isOver, answering(() => false)],
    [Msg.setBit, onSetBit],
    [
      Msg.attention,
      (state, message: Message, fx) => {
        done(message, fx);
        return { ...state, attention: message.b === 1 };
      },
    ],
  ],
  accepts: ({ locked, heeds, asker }, kind) =>
    !(locked && heeds && CHANGES.has(kind)) && (asker === null || !TAKING_TIME.has(kind)),
};
