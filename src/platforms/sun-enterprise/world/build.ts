import { integerIn, textIn } from "../../../kit/args.ts";
import type { FaultPlan } from "../../../kit/faults.ts";
import { planFaults } from "../../../kit/faults.ts";
import { workload } from "../../../kit/workload.ts";
import { FRESH_WORKLOAD } from "../../../kit/workload-state.ts";
import { workloadConfig } from "../../../kit/workload-words.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import type { BuildInput, BuildProblem, Delivery, World } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { BACKPLANE, backplaneInitially } from "../components/backplane.ts";
import { INPUT } from "../components/input.ts";
import { POWER } from "../components/power.ts";
import { SUBSYSTEM, subsystemInitially } from "../components/subsystem.ts";
import type { Options } from "../operations/options.ts";
import { Msg } from "../protocol.ts";
import { BEHAVIOUR_FORMS } from "../vocabulary/behaviours.ts";
import { actionDeliveries } from "./actions.ts";
import { cpuComponent, isLoad, isPowerEnough, slotComponent, stateOf } from "./boards.ts";
import { castOf } from "./cast.ts";
import { commandsOf } from "./commands.ts";
import type { DeviceSetting } from "./devices.ts";
import { deviceComponent, inputPeriod } from "./devices.ts";
import type { Roster } from "./roster.ts";
import { fixedId, idOf, rosterOf } from "./roster.ts";
import {
  daemonComponent,
  filesystemComponent,
  initComponent,
  processComponent,
} from "./software.ts";

/** Builds the world of one scenario: fixed parts, boards, devices, software, operations, in the order of the roster. */
export function build(
  input: BuildInput,
): { readonly world: World } | { readonly problems: readonly BuildProblem[] } {
  const options = input.options as unknown as Options;
  const roster = rosterOf(input.declarations);
  const cast = castOf(roster);
  const commands = commandsOf(input, cast, options, roster);
  const faults = planFaults(input, BEHAVIOUR_FORMS);
  const workloads = roster.workloads.map((fact) => workloadOf(fact, roster));
  const problems = [
    ...commands.problems,
    ...workloads.flatMap((made) => ("problem" in made ? [made.problem] : [])),
  ];
  if (problems.length > 0) return { problems };
  const device = (name: string): ComponentId => idOf(roster, "device", name);
  const powerOk = isPowerEnough(roster, options);
  const components: readonly ComponentSpec[] = [
    ...fixedParts(roster, options),
    ...roster.boards.map((board) => slotComponent(board, roster, options, powerOk)),
    ...roster.cpus.map(({ draft, board }) => cpuComponent(draft, board, roster)),
    ...devices(input, roster, options, faults),
    initComponent(options),
    ...roster.processes.map((fact, index) => processComponent(fact, index, roster, options)),
    ...roster.daemons.map(daemonComponent),
    ...roster.filesystems.map((fact) => filesystemComponent(fact, roster)),
    ...workloads.flatMap((made) => ("spec" in made ? [made.spec] : [])),
    ...roster.inputs.map((draft) =>
      inputComponent(draft.name, device(draft.name), inputPeriod(draft)),
    ),
    ...commands.components,
  ];
  const deliveries = input.timeline.map(({ action }, index) => {
    const fault = faults.statement(index, device);
    return (
      commands.deliveries[index] ??
      (fault.length > 0 ? fault : actionDeliveries(action.form, action.args, roster))
    );
  });
  return {
    world: {
      components,
      deliveries,
      initially: initially(roster, faults, device),
      faulted: isFaulted(input, faults),
    },
  };
}

function fixedParts(roster: Roster, options: Options): readonly ComponentSpec[] {
  const subsystem = (name: string, absent = false): ComponentSpec =>
    component({
      name,
      kind: "subsystem",
      class: SUBSYSTEM,
      config: { absent },
      initial: subsystemInitially,
    });
  const online = roster.cpus.filter(({ board }) => stateOf(board) === "configured").length;
  const slots = roster.boards.map((_, index) => roster.first.slot + index);
  return [
    component({
      name: "machine",
      kind: "machine",
      class: BACKPLANE,
      config: { strayPanics: options["stray-access"] === "panics" },
      initial: backplaneInitially(online),
    }),
    component({
      name: "power",
      kind: "power",
      class: POWER,
      config: { cage: options.slots, slots },
      initial: {
        ok: options.supplies,
        loads: roster.boards.filter(isLoad).length,
        precharge: true,
      },
    }),
    subsystem("lock-manager"),
    subsystem("sysctrl"),
    subsystem("cyclics"),
    subsystem("callouts"),
    subsystem("watchdog", !options["hardware-watchdog"]),
  ];
}

/** Behaviours of a nexus that make its bus unreliable, so that its children have to ask before they use it. */
const BUS_BEHAVIOURS: ReadonlySet<string> = new Set(["down-early", "back-late"]);

function devices(
  input: BuildInput,
  roster: Roster,
  options: Options,
  faults: FaultPlan,
): readonly ComponentSpec[] {
  const tunables = new Set(
    input.declarations
      .filter((fact) => fact.form === "tunable" && integerIn(fact.args, "value") !== 0)
      .map((fact) => textIn(fact.args, "tunable")),
  );
  const unreliable = new Set<string>();
  for (const { draft } of roster.devices) {
    const all = faults.behavioursOf(draft.name, roster.drivers.get(draft.driver)?.body ?? []);
    const some = [...Object.keys(all.own), ...all.faults.map((fault) => fault.behaviour.form)];
    if (some.some((form) => BUS_BEHAVIOURS.has(form))) unreliable.add(draft.name);
  }
  const setting: DeviceSetting = { roster, options, tunables, unreliable, faults };
  return roster.devices.map(({ draft, board }) => deviceComponent(draft, board, setting));
}

type Made = { readonly spec: ComponentSpec } | { readonly problem: BuildProblem };

function workloadOf(fact: Fact, roster: Roster): Made {
  const made = workloadConfig(fact, idOf(roster, "device", textIn(fact.args, "target")));
  return "problem" in made ? made : { spec: workload(textIn(fact.args, "name"), made.config) };
}

const inputComponent = (name: string, device: ComponentId, period: number): ComponentSpec =>
  component({
    name: `input of ${name}`,
    kind: "workload",
    class: INPUT,
    config: { device, period },
    initial: FRESH_WORKLOAD,
  });

/** Time zero: mounted filesystems keep their devices busy, processes begin their plans, workloads and input start. */
function initially(
  roster: Roster,
  faults: FaultPlan,
  device: (name: string) => ComponentId,
): readonly Delivery[] {
  const { first } = roster;
  const start = (from: ComponentId, count: number): readonly Delivery[] =>
    Array.from({ length: count }, (_, index) => ({ to: from + index, kind: START }));
  const mounted = roster.filesystems
    .filter(
      (fact) =>
        fact.args["device"] !== undefined && !fact.body.some((one) => one.form === "unmounted"),
    )
    .map((fact) => ({ to: device(textIn(fact.args, "device")), kind: Msg.hold, a: 1 }));
  return [
    ...faults.initially(device),
    { to: fixedId("power"), kind: START },
    ...mounted,
    ...start(first.process + 1, roster.processes.length),
    ...start(first.workload, roster.workloads.length),
    ...start(first.input, roster.inputs.length),
  ].filter((delivery) => delivery.to !== NOBODY);
}

/** A declared fault or a non-conforming driver exists, or a device that declares itself wrongly. */
function isFaulted(input: BuildInput, faults: FaultPlan): boolean {
  const bodies = input.declarations
    .filter((fact) => fact.form === "driver")
    .flatMap((fact) => fact.body);
  const misdeclared = (fact: Fact): boolean =>
    fact.form === "no-reg" ||
    fact.args["value"] === "no-suspend-resume" ||
    fact.body.some(misdeclared);
  return (
    faults.isFaulted(bodies) ||
    bodies.some((fact) => fact.form === "handler") ||
    input.declarations.some(misdeclared)
  );
}
