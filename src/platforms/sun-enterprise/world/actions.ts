import { integerIn, textIn } from "../../../kit/args.ts";
import type { ComponentId } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Delivery } from "../../../model/platform.ts";
import type { Args } from "../../../model/vocabulary.ts";
import { Step } from "../components/process.ts";
import { slotTraitIndex } from "../components/slot-state.ts";
import { Environment } from "../components/slot-tests.ts";
import { Msg } from "../protocol.ts";
import type { Roster } from "./roster.ts";
import { fixedId, idOf } from "./roster.ts";

/** What an action finds out about the scenario. */
interface Around {
  readonly args: Args;
  readonly roster: Roster;
  /** The component that the argument of this name, and kind, stands for. */
  readonly at: (kind: "device" | "process" | "cpu" | "slot" | "filesystem") => ComponentId;
}

type Deliver = (around: Around) => readonly Delivery[];

/** A single message, with the other component that it is about in `b`. */
const tell =
  (
    kind: "device" | "process" | "slot" | "filesystem",
    message: Delivery["kind"],
    a = 0,
    b = 0,
  ): Deliver =>
  ({ at }) => [{ to: at(kind), kind: message, a, b }];

const step =
  (what: number): Deliver =>
  ({ at }) => [{ to: at("process"), kind: Msg.step, a: what, b: at("device") }];

const power =
  (message: Delivery["kind"], a: number): Deliver =>
  () => [{ to: fixedId("power"), kind: message, a }];

/** What a state around a slot is for it: 0 worse, 1 better, 2 dangerous. */
const SURROUNDINGS: Readonly<Record<string, number>> = {
  fails: 0,
  rises: 0,
  recovers: 1,
  falls: 1,
  overheats: 2,
};

const environment =
  (what: number): Deliver =>
  ({ args, at }) => {
    const b = SURROUNDINGS[textIn(args, "state")] ?? 0;
    return [{ to: at("slot"), kind: Msg.environment, a: what, b }];
  };

/** Every action that is no operation and no fault, by form. */
// biome-ignore format: a table is read by rows and columns
const ACTIONS: Readonly<Record<string, Deliver>> = {
  kill:          tell("process", Msg.kill),
  open:          step(Step.open),
  close:         step(Step.close),
  wake:          tell("process", Msg.unblock),
  block:         tell("process", Msg.step, Step.block),
  make:          ({ args, at }) => [{ to: at("process"), kind: Msg.setRealtime, a: args["class"] === "realtime" ? 1 : 0 }],
  bind:          ({ at }) => [{ to: at("process"), kind: Msg.bind, a: 1, b: at("cpu") }],
  unbind:        tell("process", Msg.bind, -1),
  unplug:        tell("device", Msg.plug, 0),
  plug:          tell("device", Msg.plug, 1),
  unplumb:       tell("device", Msg.unplumb),
  reserve:       tell("device", Msg.reserve, 1),
  release:       tell("device", Msg.reserve, 0),
  "set-tunable": tunable,
  mount:         tell("filesystem", Msg.mount),
  unmount:       tell("filesystem", Msg.unmount),
  "server-dies": tell("filesystem", Msg.recover, 0),
  "server-back": tell("filesystem", Msg.recover, 1),
  insert:        tell("slot", Msg.insert),
  remove:        tell("slot", Msg.remove),
  "add-supply":  power(Msg.supplies, 1),
  "lose-supply": power(Msg.supplies, -1),
  precharge:     ({ args }) => [{ to: fixedId("power"), kind: Msg.precharge, a: args["state"] === "recovers" ? 1 : 0 }],
  cooling:       environment(Environment.cooling),
  temperature:   environment(Environment.temperature),
  "cage-grows":  ({ args, at }) => [{ to: at("slot"), kind: Msg.cageGrows, a: args["bank"] === "bank0" ? 0 : 1 }],
  firmware:      ({ args, at }) => [{ to: at("slot"), kind: Msg.tune, a: slotTraitIndex("firmwareFails"), b: args["state"] === "fails" ? 1 : 0 }],
};

/** Every device whose driver needs the tunable hears of its new value. */
function tunable({ args, roster }: Around): readonly Delivery[] {
  const wanted = textIn(args, "tunable");
  const value = integerIn(args, "value") === 0 ? 0 : 1;
  return roster.devices
    .filter(({ draft }) => roster.tunables.get(draft.driver) === wanted)
    .map(({ draft }) => ({ to: roster.deviceIds.get(draft) ?? NOBODY, kind: Msg.tune, a: value }));
}

/** What an action of this form delivers at its moment. */
export function actionDeliveries(form: string, args: Args, roster: Roster): readonly Delivery[] {
  const at: Around["at"] = (kind) => {
    const name = args[kind];
    return typeof name === "string" ? idOf(roster, kind, name) : NOBODY;
  };
  return ACTIONS[form]?.({ args, roster, at }) ?? [];
}
