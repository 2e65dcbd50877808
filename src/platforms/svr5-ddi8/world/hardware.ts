import { textIn } from "../../../kit/args.ts";
import type { FaultPlan } from "../../../kit/faults.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { BUS_CLASS } from "../components/bus.ts";
import { CARD_CLASS } from "../components/card.ts";
import { FUNCTION_CLASS } from "../components/card-function.ts";
import { functionAt } from "../components/function-state.ts";
import { LINE_CLASS, QUIET_LINE } from "../components/line.ts";
import { SLOT_CLASS } from "../components/slot.ts";
import type { CardSpec } from "../components/slot-state.ts";
import { slotAt } from "../components/slot-state.ts";
import type { Options } from "../knobs.ts";
import type { FunctionDraft } from "./drafts.ts";
import { hasTrait } from "./drafts.ts";
import type { StepList } from "./programs.ts";
import { hpciPrograms } from "./records.ts";
import type { Roster } from "./roster.ts";
import { RESMGR } from "./roster.ts";

export interface Setting {
  readonly roster: Roster;
  readonly options: Options;
  readonly faults: FaultPlan;
  /** What each controller's block says. */
  readonly controllers: ReadonlyMap<string, readonly Fact[]>;
  readonly list: StepList;
}

const NOTHING: readonly Fact[] = [];

export function slotComponents({
  roster,
  options,
  faults,
  controllers,
}: Setting): readonly ComponentSpec[] {
  const { slots, buses, cards, functions, first } = roster;
  const specs = new Map<ComponentId, CardSpec>(
    cards.map(({ name, speed }, card) => {
      const own = functions.flatMap((draft, at) =>
        draft.card === card ? [first.function + at] : [],
      );
      return [first.card + card, { name, speed, functions: own }];
    }),
  );
  return slots.map(({ name, bus, isOn, latchOpen, isCapable }, index) => {
    const controller = buses[bus]?.controller ?? "";
    const own = controllers.get(controller) ?? NOTHING;
    const config = {
      name,
      isCapable,
      bus: first.bus + bus,
      cards: specs,
      behaviours: faults.behavioursOf(name, own),
      options,
    };
    const inside = cards.findIndex(({ slot }) => slot === index);
    const card = inside < 0 ? NOBODY : first.card + inside;
    const initial = slotAt({ card, latchOpen, isOn });
    return component({ name, kind: "slot", class: SLOT_CLASS, config, initial });
  });
}

export function busComponents({ roster }: Setting): readonly ComponentSpec[] {
  const { buses, slots, cards, first } = roster;
  return buses.map(({ name, speed: fastest }, bus) => {
    const on = slots.flatMap((slot, at) => (slot.bus === bus && slot.isOn ? [at] : []));
    const speeds = cards.flatMap(({ slot, speed }) => (on.includes(slot) ? [speed] : []));
    const initial = {
      speed: Math.min(fastest, ...speeds),
      users: on.map((at) => first.slot + at),
    };
    return component({ name, kind: "bus", class: BUS_CLASS, config: { fastest }, initial });
  });
}

export function cardComponents({ roster }: Setting): readonly ComponentSpec[] {
  return roster.cards.map(({ name, slot }) =>
    component({
      name,
      kind: "card",
      class: CARD_CLASS,
      config: null,
      initial: { slot: slot < 0 ? NOBODY : roster.first.slot + slot },
    }),
  );
}

/** Where a function is when the scenario begins, and whether a driver has added it. */
export function placeOf(draft: FunctionDraft, roster: Roster) {
  const slot = roster.cards[draft.card]?.slot ?? -1;
  const powered = roster.slots[slot]?.isOn === true;
  const driver = roster.drivers.find(({ name }) => name === draft.driver);
  const isLoaded =
    driver?.body.some(({ form }) => form === "not-loaded" || form === "not-installed") !== true;
  const isAdded =
    powered && isLoaded && !hasTrait(draft, "unbound") && !hasTrait(draft, "unconfigured");
  return { slot: slot < 0 ? -1 : roster.first.slot + slot, powered, isAdded };
}

export function functionComponents(setting: Setting): readonly ComponentSpec[] {
  const { roster, options, list } = setting;
  const { first } = roster;
  return roster.functions.map((draft, index) => {
    const { slot, powered, isAdded } = placeOf(draft, roster);
    const bus = roster.buses[roster.slots[slot - first.slot]?.bus ?? -1];
    const line = draft.traits.find(({ form }) => form === "on-line");
    const instance = first.instance + index;
    const config = {
      name: draft.name,
      resmgr: RESMGR,
      record: roster.records.indexOf(draft.name),
      instance,
      line: line === undefined ? NOBODY : roster.idOf("line", textIn(line.args, "line")),
      group: bus?.group ?? -1,
      reach: draft.traits.flatMap(({ form, args }) =>
        form === "reached"
          ? [roster.groups.findIndex(({ name }) => name === textIn(args, "group"))]
          : [],
      ),
      remote: options["remote-access"],
      isEager: hasTrait(draft, "early-interrupts"),
      programs: hpciPrograms(draft, roster, list),
    };
    const initial = functionAt({ slot, powered, bound: isAdded ? instance : NOBODY });
    const { name } = draft;
    return component({ name, kind: "function", class: FUNCTION_CLASS, config, initial });
  });
}

export const lineComponents = ({ roster }: Setting): readonly ComponentSpec[] =>
  roster.lines.map((name) =>
    component({ name, kind: "line", class: LINE_CLASS, config: null, initial: QUIET_LINE }),
  );
