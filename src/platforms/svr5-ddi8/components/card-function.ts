import type { ComponentClass } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { REPLY } from "../../../model/phase.ts";
import { Msg } from "../protocol.ts";
import {
  onClaim,
  onDisown,
  onJob,
  onLines,
  onPlaced,
  onPower,
  onServed,
  onTakeBack,
  onTouch,
} from "./function-hardware.ts";
import { doing, onCheckOnto, onForget, onNode, onOffered, onReply } from "./function-record.ts";
import type { FunctionConfig, FunctionState } from "./function-state.ts";

/** Device functions of cards: the hardware, and what HPCI knows of it. */
export const FUNCTION_CLASS: ComponentClass<FunctionState, FunctionConfig> = {
  name: "card-function",
  on: [
    [Msg.record, doing("record")],
    [Msg.unrecord, doing("unrecord")],
    [Msg.forget, onForget],
    [Msg.bind, doing("bind")],
    [Msg.unbind, doing("unbind")],
    [Msg.offered, onOffered],
    [REPLY, onReply],
    [Msg.checkOnto, onCheckOnto],
    [Msg.node, onNode],
    [Msg.placed, onPlaced],
    [Msg.power, onPower],
    [Msg.claim, onClaim],
    [Msg.disown, onDisown],
    [Msg.lines, onLines],
    [Msg.touch, onTouch],
    [Msg.job, onJob],
    [Msg.served, onServed],
    [Msg.takeBack, onTakeBack],
  ],
  accepts: ({ doing: now }, kind) => now === null || !DOINGS.has(kind),
};

const DOINGS: ReadonlySet<MessageKind> = new Set([
  Msg.record,
  Msg.unrecord,
  Msg.forget,
  Msg.bind,
  Msg.unbind,
]);
