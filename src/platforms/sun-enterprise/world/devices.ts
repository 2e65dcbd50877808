import { numberIn, numberOr, textIn, textOr } from "../../../kit/args.ts";
import type { Behaviours } from "../../../kit/behaviours.ts";
import type { FaultPlan } from "../../../kit/faults.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { DEVICE, deviceInitially } from "../components/device.ts";
import type { DeviceConfig, HardwareState } from "../components/device-state.ts";
import type { Options } from "../operations/options.ts";
import { stateOf } from "./boards.ts";
import type { BoardDraft, DeviceDraft } from "./drafts.ts";
import type { Roster } from "./roster.ts";
import { fixedId, idOf } from "./roster.ts";

const SECOND = 1_000_000_000;

/** What a device is built from. */
export interface DeviceSetting {
  readonly roster: Roster;
  readonly options: Options;
  /** Tunables that are 1 when the scenario begins. */
  readonly tunables: ReadonlySet<string>;
  /** Devices whose bus some behaviour or fault makes unreliable. */
  readonly unreliable: ReadonlySet<string>;
  readonly faults: FaultPlan;
}

/** The component of one node. */
export function deviceComponent(
  draft: DeviceDraft,
  board: BoardDraft,
  setting: DeviceSetting,
): ComponentSpec {
  const { roster, tunables } = setting;
  const driver = roster.drivers.get(draft.driver);
  const behaviours = resolved(setting.faults.behavioursOf(draft.name, driver?.body ?? []), roster);
  const tunable = roster.tunables.get(draft.driver);
  const config: DeviceConfig = {
    name: draft.name,
    path: pathOf(draft),
    kind: draft.kind,
    driver: draft.driver === "" ? draft.name : draft.driver,
    parent: idOfDraft(draft.parent, roster),
    children: draft.children.map((child) => idOfDraft(child, roster)),
    wards: draft.children.filter(isWard).map((child) => idOfDraft(child, roster)),
    asksParent: draft.parent !== null && setting.unreliable.has(draft.parent.name),
    hasReg: !draft.traits.has("no-reg"),
    hardwareState: hardwareState(draft),
    reserved: draft.traits.has("reserved"),
    width: numberOr(draft.traits.get("width") ?? {}, "width", 1),
    inputPeriod: inputPeriod(draft),
    drainLimit: drainLimit(draft.kind, setting.options),
    announces: setting.options["announce-devices"],
    secondSucceeds: setting.options["second-suspend"] === "succeeds",
    backplane: fixedId("machine"),
    cyclics: fixedId("cyclics"),
    behaviours,
  };
  const initial = deviceInitially({
    attached: isAttached(draft, board),
    plugged: !draft.traits.has("unplugged"),
    reserved: config.reserved,
    tunable: tunable !== undefined && tunables.has(tunable),
    position: numberOr(draft.traits.get("position") ?? {}, "position", 0),
  });
  return component({ name: draft.name, kind: "device", class: DEVICE, config, initial });
}

const idOfDraft = (draft: DeviceDraft | null, roster: Roster): ComponentId =>
  draft === null ? NOBODY : (roster.deviceIds.get(draft) ?? NOBODY);

/** As stated, else made from the names from the root down. */
export function pathOf(draft: DeviceDraft): string {
  const stated = draft.traits.get("path");
  if (stated !== undefined) return textIn(stated, "path");
  const names: string[] = [];
  for (let node: DeviceDraft | null = draft; node !== null; node = node.parent) {
    const path = node.traits.get("path");
    if (path !== undefined) return [textIn(path, "path"), ...names.reverse()].join("/");
    names.push(node.name);
  }
  return `/${names.reverse().join("/")}`;
}

const hardwareState = (draft: DeviceDraft): HardwareState => {
  const stated = textOr(draft.traits.get("pm-state") ?? {}, "value", "none");
  return stated as HardwareState;
};

const isWard = (draft: DeviceDraft): boolean => hardwareState(draft) === "parental-suspend-resume";

/** The driver is attached where the board is configured. */
function isAttached(draft: DeviceDraft, board: BoardDraft): boolean {
  return !draft.traits.has("detached") && stateOf(board) === "configured";
}

/** Ticks between two pieces of unsolicited input; 0: none. */
export function inputPeriod(draft: DeviceDraft): number {
  const input = draft.traits.get("input");
  return input === undefined ? 0 : Math.max(1, Math.round(SECOND / numberIn(input, "rate")));
}

function drainLimit(kind: string, options: Options): number {
  if (kind === "disk") return options["disk-drain-limit"];
  return kind === "tape" ? options["tape-drain-limit"] : options["drain-limit"];
}

/** Behaviours in which every process or device that is named has its component id beside the name. */
function resolved(all: Behaviours, roster: Roster): Behaviours {
  if (isUsual(all)) return all;
  const facts = (list: readonly Fact[]): readonly Fact[] =>
    list.map((fact) => withId(fact, roster));
  return {
    own: Object.fromEntries(Object.entries(all.own).map(([form, list]) => [form, facts(list)])),
    faults: all.faults.map((fault) => ({ ...fault, behaviour: withId(fault.behaviour, roster) })),
  };
}

/** Nothing is said, as of most devices. */
function isUsual({ own, faults }: Behaviours): boolean {
  for (const _ in own) return false;
  return faults.length === 0;
}

function withId(fact: Fact, roster: Roster): Fact {
  for (const kind of ["process", "device"]) {
    const name = fact.args[kind];
    if (typeof name === "string")
      return { ...fact, args: { id: idOf(roster, kind, name), ...fact.args } };
  }
  return fact;
}
