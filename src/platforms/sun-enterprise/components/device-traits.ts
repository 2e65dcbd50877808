import { behaves, behaviour, behavioursOf, felt } from "../../../kit/behaviours.ts";
import type { Service } from "../../../kit/station.ts";
import type { Effects } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";

/** The behaviour in force, its driver's or a fault's; absent: the device conforms. */
export const trait = (
  state: DeviceState,
  config: DeviceConfig,
  form: BehaviourId,
): Fact | undefined => behaviour(config.behaviours, state.faults, form);

export const has = (state: DeviceState, config: DeviceConfig, form: BehaviourId): boolean =>
  behaves(config.behaviours, state.faults, form);

/** The behaviour has shown itself: a fault that strikes only so often is worn out by it. */
export function show(
  state: DeviceState,
  effects: Effects,
  config: DeviceConfig,
  form: BehaviourId,
): DeviceState {
  const faults = felt(config.behaviours, state.faults, form, effects);
  return faults === state.faults ? state : { ...state, faults };
}

/** A duration argument of a behaviour in force, or 0. */
export function duration(
  state: DeviceState,
  config: DeviceConfig,
  form: BehaviourId,
  name: string,
): number {
  const value = trait(state, config, form)?.args[name];
  return typeof value === "number" ? value : 0;
}

/** The process or device that a behaviour in force names: the builder puts its id beside the name. */
export function target(
  state: DeviceState,
  config: DeviceConfig,
  form: BehaviourId,
): number | undefined {
  const value = trait(state, config, form)?.args["id"];
  return typeof value === "number" ? value : undefined;
}

/** The steps of an entry point that its driver writes out. */
export const stepsOf = (
  state: DeviceState,
  config: DeviceConfig,
  entry: "suspend" | "resume",
): readonly Fact[] =>
  behavioursOf(config.behaviours, state.faults, "handler").find(
    (fact) => fact.args["entry"] === entry,
  )?.body ?? NO_STEPS;

const NO_STEPS: readonly Fact[] = [];

/** A tape, or a driver declared suspend-unsafe: it may refuse because it is open. [seed] */
export const mayRefuseOpen = (state: DeviceState, config: DeviceConfig): boolean =>
  config.kind === "tape" || has(state, config, "suspend-unsafe");

/**
 * Whether the framework asks this node at all: it needs a driver and either `reg` or a property that says so. [SQ, PM]
 * `parent` leaves it to the parent nexus.
 */
export function isAsked(
  state: DeviceState,
  config: DeviceConfig,
): "yes" | "no-driver" | "by-property" | "parent" {
  if (!state.attached) return "no-driver";
  if (config.hardwareState === "parental-suspend-resume") return "parent";
  if (config.hardwareState === "needs-suspend-resume") return "yes";
  if (config.hardwareState === "no-suspend-resume") return "by-property";
  return config.hasReg ? "yes" : "by-property";
}

/** How the device treats requests now: a conforming one holds them while it is suspended. */
export function serviceOf(state: DeviceState, config: DeviceConfig): Service {
  if (state.power !== "suspended") return { width: config.width, whileHeld: "wait" };
  if (has(state, config, "drops-requests")) return { width: config.width, whileHeld: "drop" };
  return { width: config.width, whileHeld: has(state, config, "fails-requests") ? "fail" : "wait" };
}
