import { textIn } from "../../../kit/args.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import { CHAIN_AT_ITS_HEAD, CHAIN_CLASS } from "../components/chain.ts";
import { DRIVER_CLASS, driverAt } from "../components/driver.ts";
import { INSTANCE_CLASS } from "../components/instance.ts";
import type { Board, Func, InstanceConfig, ScriptStep } from "../components/instance-state.ts";
import { FUNCS, instanceAt } from "../components/instance-state.ts";
import { scriptOf } from "../components/instance-steps.ts";
import { PRESENT_TARGET, TARGET_CLASS } from "../components/target.ts";
import { OWN } from "../resmgr/steps.ts";
import type { FunctionDraft } from "./drafts.ts";
import { hasTrait, traitNumber } from "./drafts.ts";
import type { Setting } from "./hardware.ts";
import { placeOf } from "./hardware.ts";
import { scriptProgram } from "./programs.ts";
import type { DriverDraft, Roster } from "./roster.ts";
import { RESMGR } from "./roster.ts";

const USUAL_ID = 7;

/** What can be seen of each function's board. */
function boardsOf(roster: Roster): ReadonlyMap<ComponentId, Board> {
  return new Map(
    roster.functions.map((draft, index) => {
      const targets = roster.targets.filter((target) => target.function === index).length;
      const model = draft.traits.find(({ form }) => form === "model");
      const board: Board = {
        name: draft.name,
        record: roster.records.indexOf(draft.name),
        board: `${traitNumber(draft, "identity", "id", USUAL_ID)}/${targets}`,
        model: model === undefined ? "" : textIn(model.args, "model"),
        driver: draft.driver,
      };
      return [roster.first.function + index, board];
    }),
  );
}

interface Binding {
  readonly cpu: number;
  readonly boundTo: string;
  readonly group: number;
}

/** The processor that a bound instance runs on: the first of its group. */
export function bindingOf({ traits }: FunctionDraft, { groups }: Roster): Binding {
  const fact = traits.find(({ form }) => form === "bound-to");
  if (fact === undefined) return { cpu: -1, boundTo: "", group: -1 };
  const boundTo = textIn(fact.args, "where");
  const named = groups.findIndex(({ name }) => name === boundTo);
  if (named >= 0) return { cpu: groups[named]?.cpus[0] ?? 0, boundTo, group: named };
  const cpu = Number(boundTo.slice("cpu".length));
  return { cpu, boundTo, group: groups.findIndex(({ cpus }) => cpus.includes(cpu)) };
}

type Scripts = InstanceConfig["scripts"];

/** What a driver does in each subfunction, with the read-only transaction that every CFG_ADD and CFG_MODIFY has. */
function scriptsOf({ kind, body }: DriverDraft, { roster, list }: Setting): Scripts {
  const params: readonly ScriptStep[] = [
    list.enter({ kind: "begin", key: OWN, mode: "read" }, "CFG_ADD"),
    list.enter({ kind: "count", key: OWN, param: "IRQ", into: -1 }, "CFG_ADD"),
    list.enter({ kind: "end", key: OWN }, "CFG_ADD"),
  ];
  list.enter({ kind: "leave" }, "CFG_ADD");
  return Object.fromEntries(
    FUNCS.map((func) => {
      const own = body.find(({ form, args }) => form === "during" && textIn(args, "func") === func);
      const program = own === undefined ? [] : scriptProgram(own.body, func, roster, list);
      return [func, scriptOf(kind, func, program, params)];
    }),
  ) as Record<Func, readonly ScriptStep[]>;
}

export function instanceComponents(setting: Setting): readonly ComponentSpec[] {
  const { roster, options, faults, list } = setting;
  const { functions, drivers, first } = roster;
  const boards = boardsOf(roster);
  const begin = list.enter({ kind: "begin", key: OWN, mode: "write" }, "CFG_ADD");
  const leave = list.enter({ kind: "leave" }, "");
  const scripts = new Map(drivers.map((driver) => [driver.name, scriptsOf(driver, setting)]));
  const families = new Map(drivers.map(({ name }) => [name, familyOf(name, roster)]));
  const chainOf = chainsOf(roster);
  return functions.map((draft, index) => {
    const driver = drivers.find(({ name }) => name === draft.driver);
    const kind = driver?.kind ?? "plain";
    const body = driver?.body ?? [];
    const family = families.get(draft.driver) ?? [];
    const id = first.instance + index;
    const config: InstanceConfig = {
      name: draft.name,
      kind,
      driver: roster.idOf("driver", draft.driver),
      driverName: draft.driver,
      isSingle: body.some(({ form }) => form === "single"),
      behaviours: faults.behavioursOf(draft.name, body),
      options,
      resmgr: RESMGR,
      home: first.function + index,
      next: family[(family.indexOf(id) + 1) % family.length] ?? id,
      family,
      chain: chainOf.get(id) ?? NOBODY,
      workloads: workloadsOn([draft.name, ...namesOfTargets(index, roster)], roster),
      hasFixedTarget: roster.targets.some((target) => target.function === index && target.isFixed),
      ...bindingOf(draft, roster),
      isBoot: hasTrait(draft, "boot-path"),
      scripts: scripts.get(draft.driver) ?? NO_SCRIPTS,
      boards,
      begin,
      leave,
    };
    const where = placeOf(draft, roster);
    const fn = first.function + index;
    const board = boards.get(fn)?.board ?? "";
    const at = where.isAdded ? { fn, slot: where.slot, board } : undefined;
    const configured = !hasTrait(draft, "unconfigured");
    const initial = instanceAt(at, { configured, installed: isInstalled(body) }, kind);
    const { name } = draft;
    return component({ name, kind: "instance", class: INSTANCE_CLASS, config, initial });
  });
}

const NO_SCRIPTS = Object.fromEntries(FUNCS.map((func) => [func, []])) as unknown as Scripts;

const namesOfTargets = (adapter: number, { targets }: Roster): readonly string[] =>
  targets.flatMap(({ name, function: at }) => (at === adapter ? [name] : []));

const workloadsOn = (
  names: readonly string[],
  { workloads, first }: Roster,
): readonly ComponentId[] =>
  workloads.flatMap(({ args }, index) =>
    names.includes(textIn(args, "target")) ? [first.workload + index] : [],
  );

const isInstalled = (body: DriverDraft["body"]): boolean =>
  !body.some(({ form }) => form === "not-installed");

/** The chain that each NIC belongs to. */
function chainsOf(roster: Roster): ReadonlyMap<ComponentId, ComponentId> {
  return new Map(
    roster.chains.flatMap(({ body }, index) =>
      body.map(({ args }) => {
        const member = roster.idOf("instance", textIn(args, "instance"));
        return [member, roster.first.chain + index] as const;
      }),
    ),
  );
}

export function targetComponents({ roster, faults }: Setting): readonly ComponentSpec[] {
  return roster.targets.map(({ name, function: at, isFixed }) => {
    const draft = roster.functions[at];
    const driver = roster.drivers.find((one) => one.name === draft?.driver);
    const config = {
      name,
      instance: roster.first.instance + at,
      isFixed,
      workloads: workloadsOn([name], roster),
      behaviours: faults.behavioursOf(name, driver?.body ?? []),
    };
    return component({
      name,
      kind: "target",
      class: TARGET_CLASS,
      config,
      initial: PRESENT_TARGET,
    });
  });
}

export function driverComponents({ roster }: Setting): readonly ComponentSpec[] {
  const { functions, first } = roster;
  return roster.drivers.map(({ name, body }) => {
    const family = functions.flatMap((draft, at) => (draft.driver === name ? [at] : []));
    const config = {
      name,
      traits: body,
      instances: family.map((at) => first.instance + at),
      functions: family.map((at) => first.function + at),
      processors: new Map(
        family.map((at) => {
          const draft = functions[at];
          return [first.instance + at, draft === undefined ? -1 : bindingOf(draft, roster).cpu];
        }),
      ),
    };
    const isLoaded = isInstalled(body) && !body.some(({ form }) => form === "not-loaded");
    const initial = driverAt(isLoaded);
    return component({ name, kind: "driver", class: DRIVER_CLASS, config, initial });
  });
}

export const chainComponents = ({ roster }: Setting): readonly ComponentSpec[] =>
  roster.chains.map(({ args, body }) => {
    const members = body.map((row) => roster.idOf("instance", textIn(row.args, "instance")));
    const name = textIn(args, "name");
    const workloads = workloadsOn([name], roster);
    const fixed = members.filter((_, at) => {
      const member = textIn(body[at]?.args ?? {}, "instance");
      const draft = roster.functions.find((row) => row.name === member);
      return draft !== undefined && hasTrait(draft, "fixed-address");
    });
    const initial = CHAIN_AT_ITS_HEAD;
    return component({
      name,
      kind: "chain",
      class: CHAIN_CLASS,
      config: { members, fixed, workloads },
      initial,
    });
  });

/** Instances whose entry points stand still when a processor, or a group of them, does. */
export function boundTo(where: string, roster: Roster): readonly ComponentId[] {
  const group = roster.groups.find(({ name }) => name === where);
  const cpus = group?.cpus ?? [Number(where.slice("cpu".length))];
  return roster.functions.flatMap((draft, index) => {
    const { cpu, boundTo: place } = bindingOf(draft, roster);
    const isIn = place === where || (cpu >= 0 && cpus.includes(cpu));
    return isIn ? [roster.first.instance + index] : [];
  });
}

/** Instances of a driver. */
export const familyOf = (driver: string, { functions, first }: Roster): readonly ComponentId[] =>
  functions.flatMap((draft, index) => (draft.driver === driver ? [first.instance + index] : []));
