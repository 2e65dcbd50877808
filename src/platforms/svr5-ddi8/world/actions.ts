import { numberIn, textIn } from "../../../kit/args.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Delivery } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { Msg } from "../protocol.ts";
import type { Roster } from "./roster.ts";
import { boundTo, familyOf } from "./software.ts";

/** What befalls an instance. */
const BEFALLS: Readonly<Record<string, MessageKind>> = {
  configure: Msg.configure,
  breaks: Msg.hardwareFails,
};

/** The deliveries of an action that begins no operation. */
export function actionDeliveries({ form, args }: Fact, roster: Roster): readonly Delivery[] {
  const slot = (): number => roster.idOf("slot", textIn(args, "slot"));
  const instance = (): number => roster.idOf("instance", textIn(args, "instance"));
  switch (form) {
    case "insert":
      return [{ to: roster.idOf("card", textIn(args, "card")), kind: Msg.place, a: slot() }];
    case "pull":
      return [{ to: slot(), kind: Msg.pull }];
    case "latch":
      return [{ to: slot(), kind: Msg.latch, b: textIn(args, "to") === "open" ? 1 : 0 }];
    case "link":
      return [
        { to: instance(), kind: textIn(args, "to") === "lost" ? Msg.linkLost : Msg.linkBack },
      ];
    case "install":
      return [
        roster.idOf("driver", textIn(args, "driver")),
        ...familyOf(textIn(args, "driver"), roster),
      ].map((to) => ({ to, kind: Msg.install }));
    case "stall":
      return boundTo(textIn(args, "where"), roster).map((to) => ({
        to,
        kind: Msg.stall,
        b: numberIn(args, "time"),
      }));
    default: {
      const kind = BEFALLS[form];
      return kind === undefined ? [] : [{ to: instance(), kind }];
    }
  }
}
