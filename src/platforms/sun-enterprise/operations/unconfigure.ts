import type { Phase } from "../../../model/phase.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests } from "./asks.ts";
import type { Setting } from "./gates.ts";
import { answerOf, becomes, begun, ended, onlyIf, reached, thinking } from "./gates.ts";
import { quiescePhases } from "./quiesce.ts";

/** The kernel's unconfigure. An error stops it where it is; nothing that was done is taken back. [SDR] */
export function unconfigure(s: Setting): readonly Phase[] {
  const { board } = s;
  const forced = s.command.force ? 1 : 0;
  const movesMemory = s.options["quiesce-on"] === "unconfigure";
  return [
    ...begun(s, "unconfigure"),
    ...slotTests("unconfigure", board.slot, ["configured", "dr-firmware", "type-listed"]),
    ...(movesMemory
      ? permanentMemory(s)
      : slotTests("unconfigure", board.slot, ["bank0-free", "bank1-free"])),
    reached(s, "unconfigure"),
    {
      id: "unconfigure-offline",
      title: "processors go offline",
      ask: each(board.cpus, Msg.offline, { parameter: forced, error: "BUSY" }),
      source: "SDR",
    },
    {
      id: "unconfigure-power-off",
      title: "processors are powered off",
      ask: each(board.cpus, Msg.powerOff),
      source: "SDR",
    },
    {
      id: "unconfigure-remove-cpus",
      title: "processors are removed",
      ask: each(board.cpus, Msg.removeCpu),
      source: "SDR",
    },
    {
      id: "unconfigure-detach",
      title: "device branches are detached, last to first",
      ask: each([...board.devices].reverse(), Msg.detach, { error: "NDI_DETACH" }),
      source: "SDR",
    },
    becomes(s, "unconfigure"),
    ended("unconfigure"),
  ];
}

/** Memory that cannot be moved while the system runs is moved, or let go, while it is frozen. [seed, NM] */
function permanentMemory(s: Setting): readonly Phase[] {
  const copies = s.options["unsafe-check"] === "listed";
  const critical: Phase = copies
    ? {
        id: "P11",
        title: "the board's memory is copied and renamed",
        ask: each([s.board.slot], Msg.copyMemory),
        source: "NM",
      }
    : {
        id: "P11",
        title: "the board's memory is let go",
        wait: s.options["critical-time"],
        source: "[seed]",
      };
  return [
    onlyIf(s, "has-permanent-memory", "unconfigure-reach"),
    ...(copies ? slotTests("unconfigure", s.board.slot, ["cage-on", "not-interleaved"]) : []),
    ...confirmation(s, copies),
    ...(copies ? slotTests("unconfigure", s.board.slot, ["has-target"]) : []),
    ...quiescePhases(s.cast, s.options, { force: s.command.force, critical }),
  ];
}

/** "System may be temporarily suspended, proceed": a no cancels, and where nobody says anything the kernel asks for it. [SBD, NM] */
function confirmation(s: Setting, copies: boolean): readonly Phase[] {
  const answer = answerOf(s);
  if (s.command.force) return [];
  if (answer === "yes") return thinking(s);
  if (answer === "no") return [...thinking(s), ...slotTests("prompt", s.board.slot, ["confirmed"])];
  return copies ? slotTests("unconfigure", s.board.slot, ["quiesce-confirmed"]) : [];
}
