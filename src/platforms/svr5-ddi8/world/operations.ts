import { hasFlag, textIn } from "../../../kit/args.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import type { Args, Fact } from "../../../model/vocabulary.ts";
import { BITS } from "../components/slot-state.ts";
import type { Options } from "../knobs.ts";
import type { Cast } from "../operations/asks.ts";
import { each, step } from "../operations/asks.ts";
import {
  addPhases,
  channelPhases,
  deletePhases,
  modifyPhases,
  resumePhases,
  suspendPhases,
  targetPhases,
  verifyPhases,
} from "../operations/instances.ts";
import {
  addAllPhases,
  buttonPhases,
  powerOffPhases,
  powerOnPhases,
  suspendAllPhases,
} from "../operations/slots.ts";
import { loadDriverPhases, shutDownPhases, unloadPhases } from "../operations/system.ts";
import { Msg } from "../protocol.ts";
import type { Roster } from "./roster.ts";
import { familyOf } from "./software.ts";

/** What an operation needs to know of the scenario. */
export interface Scene {
  readonly roster: Roster;
  readonly cast: Cast;
  readonly options: Options;
}

type Maker = (args: Args, scene: Scene) => readonly Phase[];

const slot = (args: Args, { roster }: Scene): ComponentId =>
  roster.idOf("slot", textIn(args, "slot"));
const instance = (args: Args, { roster }: Scene): ComponentId =>
  roster.idOf("instance", textIn(args, "instance"));
const driver = (args: Args, { roster }: Scene): ComponentId =>
  roster.idOf("driver", textIn(args, "driver"));

/** Phases of the actions that begin an operation. */
const MAKERS: Readonly<Record<string, Maker>> = {
  "power-on": (args, scene) => powerOnPhases(slot(args, scene), scene.cast),
  "power-off": (args, scene) =>
    powerOffPhases(slot(args, scene), scene.cast, hasFlag(args, "by-force")),
  "hot-add": (args, scene) => [
    ...powerOnPhases(slot(args, scene), scene.cast),
    ...addAllPhases(slot(args, scene), scene.cast),
  ],
  remove: (args, scene) => {
    const isFirst = scene.options["hpci-unbind"] === "before";
    return [
      ...suspendAllPhases(slot(args, scene), scene.cast, isFirst),
      ...powerOffPhases(slot(args, scene), scene.cast, false),
    ];
  },
  press: (args, scene) => buttonPhases(slot(args, scene), scene.cast),
  attention: (args, scene) => [
    step("L1", "the attention lamp", "HPS", {
      ask: each([slot(args, scene)], Msg.attention, textIn(args, "to") === "on" ? 1 : 0),
    }),
  ],
  "set-bit": (args, scene) => {
    const bit = (BITS as readonly string[]).indexOf(textIn(args, "bit"));
    const ask = each([slot(args, scene)], Msg.setBit, bit);
    return [step("L2", "modify_callback", "HPM", { ask })];
  },
  add: (args, scene) => addPhases(instance(args, scene)),
  suspend: (args, scene) => suspendPhases(instance(args, scene), scene.options),
  resume: (args, scene) => {
    const onto =
      args["function"] === undefined ? -1 : scene.roster.idOf("function", textIn(args, "function"));
    const isForced = hasFlag(args, "by-force");
    return resumePhases({ instance: instance(args, scene), onto, isForced });
  },
  modify: (args, scene) => modifyPhases(instance(args, scene)),
  verify: (args, scene) => verifyPhases(instance(args, scene)),
  delete: (args, scene) => deletePhases(instance(args, scene)),
  open: (args, scene) => channelPhases(opened(args, scene), true),
  close: (args, scene) => channelPhases(opened(args, scene), false),
  "remove-target": (args, { roster }) =>
    targetPhases(roster.idOf("target", textIn(args, "target")), true),
  "add-target": (args, { roster }) =>
    targetPhases(roster.idOf("target", textIn(args, "target")), false),
  load: (args, scene) =>
    loadDriverPhases(driver(args, scene), familyOf(textIn(args, "driver"), scene.roster)),
  unload: (args, scene) =>
    unloadPhases(driver(args, scene), familyOf(textIn(args, "driver"), scene.roster)),
  "shut-down": (_, scene) => shutDownPhases(scene.cast, scene.options),
};

function opened(args: Args, { roster }: Scene): ComponentId {
  const name = textIn(args, "what");
  const target = roster.idOf("target", name);
  return target >= 0 ? target : roster.idOf("instance", name);
}

/** The phases of the operation that an action begins; nothing when it begins none. */
export const phasesOf = ({ form, args }: Fact, scene: Scene): readonly Phase[] | undefined =>
  MAKERS[form]?.(args, scene);

const OBJECTS = ["slot", "instance", "target", "what", "driver", "function"];

/** As the trace tells it. */
export const titleOf = ({ form, args }: Fact): string =>
  [form, ...OBJECTS.flatMap((name) => (args[name] === undefined ? [] : [textIn(args, name)]))].join(
    " ",
  );
