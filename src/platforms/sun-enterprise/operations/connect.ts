import type { Phase } from "../../../model/phase.ts";
import { PowerTest } from "../components/power.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests } from "./asks.ts";
import type { Setting } from "./gates.ts";
import { becomes, begun, ended } from "./gates.ts";
import { quiescePhases } from "./quiesce.ts";

const power = (s: Setting, test: keyof typeof PowerTest): Phase => ({
  id: `connect-${test}`,
  title:
    test === "power"
      ? "the supplies suffice for one more board"
      : "precharge and peripheral supply are ok",
  ask: each([s.cast.power], Msg.check, { parameter: PowerTest[test] }),
  source: "SDR",
});

/** The kernel's connect: preconditions in their order, then firmware works on the board while all is frozen. [SDR] */
export function connect(s: Setting): readonly Phase[] {
  const firmware: Phase = {
    id: "P11",
    title: "firmware attaches and tests the board",
    ask: each([s.board.slot], Msg.firmware, { parameter: 0, error: "PROM" }),
    source: "SDR, M-S",
  };
  const frozen = s.options["quiesce-on"] === "connect";
  return [
    ...begun(s, "connect"),
    ...slotTests("connect", s.board.slot, [
      "disconnected",
      "condition-unknown",
      "dr-firmware",
      "hot-plug",
      "type-listed",
    ]),
    power(s, "power"),
    power(s, "precharge"),
    ...slotTests("connect", s.board.slot, ["cooling", "speed"]),
    ...(frozen
      ? quiescePhases(s.cast, s.options, { force: s.command.force, critical: firmware })
      : [firmware]),
    becomes(s, "connect"),
    ended("connect"),
  ];
}
