import { integerIn, numberOr, textIn } from "../../../kit/args.ts";
import { planFaults } from "../../../kit/faults.ts";
import { workload } from "../../../kit/workload.ts";
import type { WorkloadConfig } from "../../../kit/workload-state.ts";
import { workloadConfig } from "../../../kit/workload-words.ts";
import type { ComponentSpec } from "../../../model/component.ts";
import { component } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import type { BuildProblem, Delivery, Platform } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import { idleKernel, KERNEL_CLASS } from "../components/kernel.ts";
import { LISTENING_PEER, PEER_CLASS } from "../components/peer.ts";
import type { Options } from "../knobs.ts";
import type { Cast } from "../operations/cast.ts";
import { BEHAVIOUR_FORMS } from "../vocabulary/behaviours.ts";
import { actionDeliveries } from "./actions.ts";
import { bindingsOf, deviceComponents, treeOf } from "./devices.ts";
import { operationOf, requestOf } from "./operations.ts";
import type { Roster } from "./roster.ts";
import { CHIPSET, KERNEL, rosterOf } from "./roster.ts";
import { chipsetComponent, processorComponents, specOf, unitComponents } from "./units.ts";

const SECOND = 1_000_000_000;

/** Builds the world of one scenario: the kernel, the replace driver, units, processors, devices, peers, workloads, operations. */
export const build: Platform["build"] = (input) => {
  const options = input.options as unknown as Options;
  const roster = rosterOf(input.declarations);
  const { first } = roster;
  const body = (form: string): readonly Fact[] =>
    input.declarations.filter((fact) => fact.form === form).flatMap((fact) => fact.body);
  const faults = planFaults(input, BEHAVIOUR_FORMS);
  const workloads = roster.workloads.map((fact) => workloadOf(fact, roster, options));
  const problems = [
    ...doubles(roster, input.declarations),
    ...workloads.flatMap((made) => ("problem" in made ? [made.problem] : [])),
  ];
  if (problems.length > 0) return { problems };
  const dispatchTimed = workloads.flatMap((made, index) =>
    "config" in made && made.config.patience?.basis === "dispatch" ? [first.workload + index] : [],
  );
  const devices = deviceComponents({ roster, options, faults, dispatchTimed });
  const bindings = new Map(
    devices.map(({ config }, index) => [first.device + index, bindingsOf(config as DeviceConfig)]),
  );
  const chipset = body("chipset");
  const cast = castOf(roster);
  const scene = {
    roster,
    cast,
    options,
    mirrors: chipset.some(({ form }) => form === "mirrors"),
  };
  const requests = input.timeline.map(({ action }) => requestOf(action));
  const components: ComponentSpec[] = [
    kernelComponent(roster, options, requests, body("kernel")),
    chipsetComponent(chipset, options),
    ...unitComponents(roster, options, chipset, bindings),
    ...processorComponents(roster),
    ...devices,
    ...roster.peers.map((fact) => peerComponent(fact, roster)),
    ...workloads.flatMap((made, index) =>
      "config" in made
        ? [workload(textIn(roster.workloads[index]?.args ?? {}, "name"), made.config)]
        : [],
    ),
  ];
  const idOf = (name: string) => roster.idOf("device", name);
  const deliveries = input.timeline.map(({ action, label }, index): readonly Delivery[] => {
    const fault = faults.statement(index, idOf);
    if (fault.length > 0) return fault;
    const made = operationOf(action, label, index, scene);
    if (made === undefined) return actionDeliveries(action, roster);
    components.push(made);
    return [{ to: components.length - 1, kind: START }];
  });
  const initially = [...faults.initially(idOf), ...startsOf(roster)];
  const others = [...chipset, ...body("kernel")];
  const faulted =
    faults.isFaulted([...roster.drivers.values()].flat()) ||
    others.some(({ form }) => form !== "mirrors");
  return { world: { components, deliveries, initially, faulted } };
};

/** Devices, peers and workloads begin at time zero. */
const startsOf = ({ devices, peers, workloads, first }: Roster): readonly Delivery[] =>
  [
    ...devices.map((_, index) => first.device + index),
    ...peers.map((_, index) => first.peer + index),
    ...workloads.map((_, index) => first.workload + index),
  ].map((to): Delivery => ({ to, kind: START }));

const castOf = (roster: Roster): Cast => ({
  kernel: KERNEL,
  chipset: CHIPSET,
  processors: roster.processors.map((_, index) => roster.first.processor + index),
  tree: treeOf(roster),
});

function kernelComponent(
  roster: Roster,
  options: Options,
  requests: readonly string[],
  traits: readonly Fact[],
): ComponentSpec {
  const { units, devices, workloads, first } = roster;
  const sizes = units.map((draft) => specOf(draft).memory);
  const memory = sizes.reduce(
    (sum, size, index) => sum + (units[index]?.isSpare === true ? 0 : size),
    0,
  );
  const has = (form: string): boolean => traits.some((fact) => fact.form === form);
  const config = {
    options,
    workloads: workloads.map((_, index) => first.workload + index),
    devices: devices.map((_, index) => first.device + index),
    requests,
    sizes,
    allocationFails: has("allocation-fails-here"),
    internalFailure: has("internal-failure"),
  };
  const initial = idleKernel(memory);
  return component({ name: "machine", kind: "machine", class: KERNEL_CLASS, config, initial });
}

function peerComponent({ args, body }: Fact, roster: Roster): ComponentSpec {
  const said = new Map(body.map((fact) => [fact.form, fact.args]));
  const missed = said.get("peer-missed");
  const config = {
    device: roster.idOf("device", textIn(args, "device")),
    period: numberOr(said.get("peer-every") ?? {}, "period", SECOND),
    missed: missed === undefined ? 5 : integerIn(missed, "missed"),
  };
  const name = textIn(args, "name");
  return component({ name, kind: "peer", class: PEER_CLASS, config, initial: LISTENING_PEER });
}

function workloadOf(
  fact: Fact,
  roster: Roster,
  options: Options,
): { readonly config: WorkloadConfig } | { readonly problem: BuildProblem } {
  const device = roster.idOf("device", textIn(fact.args, "target"));
  return workloadConfig(fact, device, options["timer-basis"]);
}

/** Two processors cannot have one number. */
function doubles({ processors }: Roster, declarations: readonly Fact[]): readonly BuildProblem[] {
  const numbers = processors.map(({ number }) => number);
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  const span = declarations.find(({ form }) => form === "topology")?.span;
  if (twice === undefined || span === undefined) return [];
  const message = `two processors have the number ${twice}`;
  const help = "a spare's processors have the numbers that they would get when they are added";
  return [{ code: "DRS4102", message, help, span }];
}
