import { textIn } from "../../../kit/args.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Delivery } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { Msg } from "../protocol.ts";
import type { Roster } from "./roster.ts";

/** What becomes of an action that begins no operation: to whom it goes, as which message. */
const TOLD: Readonly<Record<string, readonly [kind: "device" | "unit", message: MessageKind]>> = {
  remove: ["device", Msg.remove],
  pull: ["device", Msg.vanish],
  unload: ["device", Msg.unload],
  dpc: ["device", Msg.dpc],
  ready: ["unit", Msg.becomeReady],
  unready: ["unit", Msg.becomeUnready],
};

/** The deliveries of an action of the timeline. */
export function actionDeliveries({ form, args }: Fact, roster: Roster): readonly Delivery[] {
  const row = TOLD[form];
  if (row === undefined) return [];
  const [kind, message] = row;
  const to: ComponentId = roster.idOf(kind, textIn(args, kind));
  return [{ to, kind: message, b: form === "dpc" ? numberOf(textIn(args, "cpu")) : 0 }];
}

const numberOf = (cpu: string): number => Number(cpu.slice("cpu".length));
