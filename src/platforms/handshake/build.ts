import { hasFlag, textIn } from "../../kit/args.ts";
import type { ComponentSpec } from "../../model/component.ts";
import { component } from "../../model/component.ts";
import { START } from "../../model/lifecycle.ts";
import type { BuildInput, Platform } from "../../model/platform.ts";
import type { Fact } from "../../model/vocabulary.ts";
import { COORDINATOR_CLASS, FRESH_COORDINATOR } from "./coordinator.ts";
import { DEVICE_CLASS, IDLE_DEVICE } from "./device.ts";
import { COORDINATOR_NAME } from "./vocabulary.ts";

/** The coordinator comes first, then the devices as they are written. */
const COORDINATOR = 0;

/** Makes the components of a scenario. Everything begins by itself, at once. */
export const build: Platform["build"] = ({ declarations, options }) => {
  const facts = declarations.filter(({ form }) => form === "topology").flatMap(({ body }) => body);
  const latency = Number(options["latency"]);
  const isTogether = options["tells"] === "together";
  const coordinator = component({
    name: COORDINATOR_NAME,
    kind: "coordinator",
    class: COORDINATOR_CLASS,
    config: { devices: facts.map((_, index) => index + 1), isTogether, latency },
    initial: FRESH_COORDINATOR,
  });
  const devices = facts.map((fact) => device(fact, options));
  const components = [coordinator, ...(facts.length === 0 ? [] : devices)];
  const initially = facts.length === 0 ? [] : components.map((_, to) => ({ to, kind: START }));
  const budgets = [Number(options["faults"])];
  return {
    world: { components, deliveries: [], initially, budgets, faulted: isFaulted(facts) },
  };
};

function device({ args }: Fact, options: BuildInput["options"]): ComponentSpec {
  return component({
    name: textIn(args, "name"),
    kind: "device",
    class: DEVICE_CLASS,
    config: {
      coordinator: COORDINATOR,
      maxIo: Number(options["max-io"]),
      drainedAt: hasFlag(args, "drains-too-early") ? 1 : 0,
      latency: Number(options["latency"]),
      period: Number(options["period"]),
      service: Number(options["service"]),
    },
    initial: IDLE_DEVICE,
  });
}

const isFaulted = (facts: readonly Fact[]): boolean =>
  facts.some(({ args }) => hasFlag(args, "drains-too-early"));
