import { numberIn, numberOr, textIn, textOr } from "../../../kit/args.ts";
import type { ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import type { Args, Fact } from "../../../model/vocabulary.ts";
import { DAEMON, daemonInitially } from "../components/daemon.ts";
import { FILESYSTEM, filesystemInitially } from "../components/filesystem.ts";
import type { PlannedStep, ProcessConfig, StopsHow } from "../components/process.ts";
import { PROCESS, processInitially, Step } from "../components/process.ts";
import type { Options } from "../operations/options.ts";
import { traitsOf } from "./drafts.ts";
import type { Roster } from "./roster.ts";
import { INIT, idOf } from "./roster.ts";

/** User processes count from here; init is 1. */
const FIRST_PID = 100;

/** The built-in init: stopped like everyone, never sent SIGTHAW. */
export function initComponent(options: Options): ComponentSpec {
  const config: ProcessConfig = {
    name: INIT,
    pid: 1,
    stops: { kind: "after", latency: options["stop-latency"] },
    holdsLock: false,
    allowBlocked: options["allow-blocked-threads"],
    announces: options["announce-devices"],
    boundTo: NOBODY,
    plan: [],
  };
  return component({
    name: INIT,
    kind: "process",
    class: PROCESS,
    config,
    initial: processInitially({ blocked: false, realtime: false, boundTo: NOBODY }),
  });
}

/** The component of one declared process. */
export function processComponent(
  fact: Fact,
  index: number,
  roster: Roster,
  options: Options,
): ComponentSpec {
  const traits = traitsOf(fact.body);
  const name = textIn(fact.args, "name");
  const bound = traits.get("bound");
  const boundTo = bound === undefined ? NOBODY : idOf(roster, "cpu", textIn(bound, "cpu"));
  const blocked = traits.get("blocked");
  const blockedFrom = blocked === undefined ? -1 : numberOr(blocked, "time", 0);
  const config: ProcessConfig = {
    name: textOr(traits.get("command") ?? {}, "text", name),
    pid: numberOr(traits.get("pid") ?? {}, "pid", FIRST_PID + index),
    stops: stopsHow(traits, options),
    holdsLock: traits.has("holds-lock"),
    allowBlocked: options["allow-blocked-threads"],
    announces: options["announce-devices"],
    boundTo,
    plan: planOf(fact, blockedFrom, roster),
  };
  const initial = processInitially({
    blocked: blockedFrom === 0,
    realtime: traits.has("realtime"),
    boundTo,
  });
  return component({ name, kind: "process", class: PROCESS, config, initial });
}

function stopsHow(traits: ReadonlyMap<string, Args>, options: Options): StopsHow {
  if (traits.has("never-stops")) return { kind: "never" };
  const latency = numberOr(traits.get("stops-after") ?? {}, "time", options["stop-latency"]);
  const pass = traits.get("stops-in-pass");
  return pass === undefined
    ? { kind: "after", latency }
    : { kind: "in-pass", pass: numberIn(pass, "pass"), latency };
}

const STEPS: Readonly<Record<string, number>> = {
  opens: Step.open,
  closes: Step.close,
  exits: Step.exit,
  unblocks: Step.unblock,
};

function planOf(fact: Fact, blockedFrom: number, roster: Roster): readonly PlannedStep[] {
  const plan: PlannedStep[] = [];
  for (const one of fact.body) {
    const what = STEPS[one.form];
    if (what === undefined) continue;
    plan.push({
      at: numberOr(one.args, "time", 0),
      what,
      device: idOf(roster, "device", textOr(one.args, "device", "")),
    });
  }
  if (blockedFrom > 0) plan.push({ at: blockedFrom, what: Step.block, device: NOBODY });
  return plan.sort((a, b) => a.at - b.at);
}

/** The component of one kernel daemon. */
export function daemonComponent(fact: Fact): ComponentSpec {
  const traits = traitsOf(fact.body);
  const name = textIn(fact.args, "name");
  const answers = traits.has("daemon-refuses")
    ? "refuses"
    : traits.has("daemon-never")
      ? "never"
      : "stops";
  return component({
    name,
    kind: "daemon",
    class: DAEMON,
    config: {
      name,
      registered: !traits.has("daemon-unregistered"),
      answers,
      takes: numberOr(traits.get("daemon-takes") ?? {}, "time", 0),
    },
    initial: daemonInitially,
  });
}

/** The component of one filesystem. */
export function filesystemComponent(fact: Fact, roster: Roster): ComponentSpec {
  const traits = traitsOf(fact.body);
  const device = textOr(fact.args, "device", "");
  return component({
    name: textIn(fact.args, "name"),
    kind: "filesystem",
    class: FILESYSTEM,
    config: {
      device: device === "" ? NOBODY : idOf(roster, "device", device),
      syncTakes: numberOr(traits.get("sync-takes") ?? {}, "time", 0),
    },
    initial: filesystemInitially(!traits.has("unmounted"), traits.has("sync-hangs")),
  });
}
