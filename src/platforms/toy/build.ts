import { numberOr, textIn, textOr } from "../../kit/args.ts";
import { operation } from "../../kit/coordinator.ts";
import type { FaultPlan } from "../../kit/faults.ts";
import { planFaults } from "../../kit/faults.ts";
import { postOrder, treeOf } from "../../kit/tree.ts";
import { workload } from "../../kit/workload.ts";
import { workloadConfig } from "../../kit/workload-words.ts";
import type { ComponentId, ComponentSpec } from "../../model/component.ts";
import { component, NEVER } from "../../model/component.ts";
import { START } from "../../model/lifecycle.ts";
import type { BuildInput, BuildProblem, Delivery, Platform } from "../../model/platform.ts";
import type { Fact } from "../../model/vocabulary.ts";
import { BEHAVIOUR_FORMS } from "./behaviours.ts";
import { DEVICE_CLASS, RUNNING_DEVICE } from "./device.ts";
import { AWAKE_MACHINE, MACHINE_CLASS } from "./machine.ts";
import { LIVING_PROCESS, PROCESS_CLASS } from "./process.ts";
import { Msg } from "./protocol.ts";
import { quiesce } from "./quiesce.ts";
import { MACHINE_NAME } from "./vocabulary.ts";

/** The machine is the first component, and the devices come right after it. */
const MACHINE: ComponentId = 0;

/** Makes the components of a scenario and says what its timeline delivers to them. */
export const build: Platform["build"] = (input) => {
  const nodes = devicesIn(input);
  const order = postOrder(treeOf(nodes.map(({ parent }) => parent)));
  const places = inverseOf(order);
  const faults = planFaults(input, BEHAVIOUR_FORMS);
  const drivers = driversIn(input);
  const ids = new Map(nodes.map(({ name }, index) => [name, MACHINE + 1 + index]));
  const deviceId = (name: string): ComponentId => ids.get(name) ?? MACHINE;
  const { specs: workloads, problems } = workloadsIn(input, deviceId);
  if (problems.length > 0) return { problems };
  const processes = input.declarations.filter(({ form }) => form === "process");
  const components: ComponentSpec[] = [
    machine(),
    ...nodes.map((node, index) => device(node, places[index] ?? 0, faults, drivers)),
    ...processes.map((fact) => processOf(fact, deviceId)),
    ...workloads,
  ];
  const config = quiesce({
    machine: MACHINE,
    devices: order.map((node) => MACHINE + 1 + node),
    holdTime: Number(input.options["hold-time"]),
    watchdog: Number(input.options["watchdog"]),
  });
  const firstProcess = MACHINE + 1 + nodes.length;
  const starting = [...processes, ...workloads].map((_, index) => firstProcess + index);
  const processId = (name: string) =>
    firstProcess + processes.findIndex(({ args }) => args["name"] === name);
  const deliveries = input.timeline.map(({ action, label }, index): readonly Delivery[] => {
    if (action.form === "fault-now") return faults.statement(index, deviceId);
    if (action.form === "kill") {
      return [{ to: processId(textIn(action.args, "process")), kind: Msg.kill }];
    }
    components.push(operation(label, config));
    return [{ to: components.length - 1, kind: START }];
  });
  const initially = [
    ...faults.initially(deviceId),
    ...starting.map((to): Delivery => ({ to, kind: START })),
  ];
  const faulted = faults.isFaulted([...drivers.values()].flat());
  return { world: { components, deliveries, initially, faulted } };
};

// ---- devices

interface Node {
  readonly name: string;
  readonly driver: string;
  /** Position of the bus that it is attached to; −1: none. */
  readonly parent: number;
}

function devicesIn({ declarations }: BuildInput): readonly Node[] {
  const nodes: Node[] = [];
  const addAll = (facts: readonly Fact[], parent: number): void => {
    for (const { args, body } of facts) {
      nodes.push({ name: textIn(args, "name"), driver: textOr(args, "driver", ""), parent });
      addAll(body, nodes.length - 1);
    }
  };
  for (const { form, body } of declarations) if (form === "topology") addAll(body, -1);
  return nodes;
}

/** What each driver does otherwise than usual, by its name. */
function driversIn({ declarations }: BuildInput): ReadonlyMap<string, readonly Fact[]> {
  const drivers = declarations.filter(({ form }) => form === "driver");
  return new Map(drivers.map(({ args, body }) => [textIn(args, "name"), body]));
}

const NOTHING_UNUSUAL: readonly Fact[] = [];

/** Where each number stands in an order of all of them. */
function inverseOf(order: readonly number[]): readonly number[] {
  const places = new Array<number>(order.length).fill(0);
  for (const [place, node] of order.entries()) places[node] = place;
  return places;
}

function device(
  { name, driver }: Node,
  place: number,
  faults: FaultPlan,
  drivers: ReadonlyMap<string, readonly Fact[]>,
): ComponentSpec {
  const behaviours = faults.behavioursOf(name, drivers.get(driver) ?? NOTHING_UNUSUAL);
  const config = { name, place, behaviours };
  return component({ name, kind: "device", class: DEVICE_CLASS, config, initial: RUNNING_DEVICE });
}

// ---- the others

function machine(): ComponentSpec {
  const initial = AWAKE_MACHINE;
  return component({
    name: MACHINE_NAME,
    kind: "machine",
    class: MACHINE_CLASS,
    config: null,
    initial,
  });
}

function processOf({ args, body }: Fact, deviceId: (name: string) => ComponentId): ComponentSpec {
  const uses = body.map((fact) => ({
    device: deviceId(textIn(fact.args, "device")),
    from: numberOr(fact.args, "from", 0),
    until: numberOr(fact.args, "until", NEVER),
  }));
  const name = textIn(args, "name");
  const initial = LIVING_PROCESS;
  return component({ name, kind: "process", class: PROCESS_CLASS, config: { uses }, initial });
}

function workloadsIn(
  { declarations }: BuildInput,
  deviceId: (name: string) => ComponentId,
): { readonly specs: readonly ComponentSpec[]; readonly problems: readonly BuildProblem[] } {
  const specs: ComponentSpec[] = [];
  const problems: BuildProblem[] = [];
  for (const fact of declarations) {
    if (fact.form !== "workload") continue;
    const made = workloadConfig(fact, deviceId(textIn(fact.args, "target")));
    if ("problem" in made) problems.push(made.problem);
    else specs.push(workload(textIn(fact.args, "name"), made.config));
  }
  return { specs, problems };
}
