import { textIn } from "../../../kit/args.ts";
import { planFaults } from "../../../kit/faults.ts";
import { workload } from "../../../kit/workload.ts";
import { workloadConfig } from "../../../kit/workload-words.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import type { Delivery, Platform } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { MACHINE_CLASS } from "../components/machine.ts";
import type { Options } from "../knobs.ts";
import { operatorOperation } from "../operations/operation.ts";
import { program } from "../operations/program.ts";
import { NOTHING_READ, READING_CLASS } from "../resmgr/reading.ts";
import { RESMGR_CLASS } from "../resmgr/resmgr.ts";
import { resmgrWith } from "../resmgr/resmgr-state.ts";
import { FAULT_FORMS } from "../vocabulary/behaviours.ts";
import { actionDeliveries } from "./actions.ts";
import type { Setting } from "./hardware.ts";
import {
  busComponents,
  cardComponents,
  functionComponents,
  lineComponents,
  slotComponents,
} from "./hardware.ts";
import { phasesOf, titleOf } from "./operations.ts";
import { beyondLimits, misplaced, ownElsewhere } from "./problems.ts";
import { planOf, StepList } from "./programs.ts";
import { databaseOf } from "./records.ts";
import type { Roster } from "./roster.ts";
import { RESMGR, rosterOf } from "./roster.ts";
import {
  chainComponents,
  driverComponents,
  instanceComponents,
  targetComponents,
} from "./software.ts";

/** Builds the world of one scenario. */
export const build: Platform["build"] = (input) => {
  const options = input.options as unknown as Options;
  const of = (form: string): readonly Fact[] =>
    input.declarations.filter((fact) => fact.form === form);
  const roster = rosterOf(input.declarations);
  const faults = planFaults(input, FAULT_FORMS);
  const list = new StepList();
  const controllers = new Map(
    of("controller").map(({ args, body }) => [textIn(args, "name"), body]),
  );
  const plans = new Map(
    of("context").map((fact) => [textIn(fact.args, "name"), planOf(fact, roster, list)]),
  );
  const setting: Setting = { roster, options, faults, controllers, list };
  const workloads = roster.workloads.map((fact) =>
    workloadConfig(fact, targetOf(fact, roster), "arrival"),
  );
  const problems = [
    ...beyondLimits(roster, input.declarations),
    ...misplaced(roster),
    ...ownElsewhere(roster, input.declarations),
    ...workloads.flatMap((made) => ("problem" in made ? [made.problem] : [])),
  ];
  if (problems.length > 0) return { problems };
  const people: string[] = [];
  const components: ComponentSpec[] = [
    ...resmgrComponents(of("record"), people, setting),
    ...deviceComponents(setting),
    ...workloads.flatMap((made, index) =>
      "config" in made
        ? [workload(textIn(roster.workloads[index]?.args ?? {}, "name"), made.config)]
        : [],
    ),
  ];
  const scene = { roster, cast: castOf(roster), options };
  const idOf = (name: string): ComponentId => {
    const kinds = ["slot", "target", "instance"] as const;
    return kinds.map((kind) => roster.idOf(kind, name)).find((id) => id >= 0) ?? roster.machine;
  };
  const deliveries = input.timeline.map(({ action, label }, index): readonly Delivery[] => {
    const fault = faults.statement(index, idOf);
    if (fault.length > 0) return fault;
    const made = operationOf(action, label, plans, scene);
    if (made === undefined) return actionDeliveries(action, roster);
    components.push(made);
    return [{ to: components.length - 1, kind: START }];
  });
  people.push(...components.map(({ name }) => name));
  const initially = [...faults.initially(idOf), ...startsOf(roster)];
  const drivers = roster.drivers.flatMap(({ body }) => body);
  const faulted = faults.isFaulted([...drivers, ...[...controllers.values()].flat()]);
  return { world: { components, deliveries, initially, faulted } };
};

function resmgrComponents(
  records: readonly Fact[],
  people: readonly string[],
  { roster, options, list }: Setting,
): readonly ComponentSpec[] {
  const config = { options, steps: list.steps, names: roster.records, people };
  const initial = resmgrWith(databaseOf(records, roster));
  return [
    component({ name: "resmgr", kind: "resmgr", class: RESMGR_CLASS, config, initial }),
    ...roster.readings.map((name) =>
      component({
        name,
        kind: "reading",
        class: READING_CLASS,
        config: null,
        initial: NOTHING_READ,
      }),
    ),
  ];
}

/** In the order of the roster. */
function deviceComponents(setting: Setting): readonly ComponentSpec[] {
  const { functions, first } = setting.roster;
  const instances = functions.map((_, index) => first.instance + index);
  const initial = { halted: false };
  return [
    component({
      name: "machine",
      kind: "machine",
      class: MACHINE_CLASS,
      config: { instances },
      initial,
    }),
    ...slotComponents(setting),
    ...busComponents(setting),
    ...cardComponents(setting),
    ...functionComponents(setting),
    ...instanceComponents(setting),
    ...targetComponents(setting),
    ...lineComponents(setting),
    ...driverComponents(setting),
    ...chainComponents(setting),
  ];
}

const castOf = ({ machine, slots, functions, first }: Roster) => ({
  machine,
  slots: slots.map((_, index) => first.slot + index),
  instances: functions.map((_, index) => first.instance + index),
});

function operationOf(
  action: Fact,
  label: string,
  plans: ReadonlyMap<string, ReturnType<typeof planOf>>,
  scene: Parameters<typeof phasesOf>[1],
): ComponentSpec | undefined {
  const { watchdog } = scene.options;
  if (action.form === "start") {
    const context = textIn(action.args, "context");
    return program(label, context, plans.get(context) ?? [], RESMGR, watchdog);
  }
  const phases = phasesOf(action, scene);
  return phases === undefined
    ? undefined
    : operatorOperation(label, titleOf(action), phases, watchdog);
}

const targetOf = ({ args }: Fact, roster: Roster): ComponentId => {
  const name = textIn(args, "target");
  const kinds = ["target", "chain", "instance"] as const;
  return kinds.map((kind) => roster.idOf(kind, name)).find((id) => id >= 0) ?? roster.machine;
};

/** Drivers and workloads begin at time zero. */
const startsOf = ({ drivers, workloads, first }: Roster): readonly Delivery[] =>
  [
    ...drivers.map((_, index) => first.driver + index),
    ...workloads.map((_, index) => first.workload + index),
  ].map((to): Delivery => ({ to, kind: START }));
