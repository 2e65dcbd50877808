import { hasFlag, numberOr, textIn } from "../../../kit/args.ts";
import type { ComponentSpec } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { holdsOf } from "../components/unit.ts";
import type { Options } from "../knobs.ts";
import { addPhases, rebalancePhases } from "../operations/add.ts";
import { acquire } from "../operations/asks.ts";
import type { Cast } from "../operations/cast.ts";
import { windowsOperation } from "../operations/operation.ts";
import { replacePhases } from "../operations/replace.ts";
import { sleepPhases } from "../operations/tests.ts";
import type { Roster } from "./roster.ts";
import { specOf } from "./units.ts";

const SECOND = 1_000_000_000;

/** What an operation needs to know of the scenario. */
export interface Scene {
  readonly roster: Roster;
  readonly cast: Cast;
  readonly options: Options;
  readonly mirrors: boolean;
}

/** The forms of actions that begin an operation. */
const MAKERS: Readonly<
  Record<string, (action: Fact, label: string, number: number, scene: Scene) => ComponentSpec>
> = {
  replace: ({ args }, label, number, scene) => {
    const { roster, cast, options, mirrors } = scene;
    const [target, spare] = [textIn(args, "target"), textIn(args, "spare")];
    const wish = {
      target: roster.idOf("unit", target),
      spare: roster.idOf("unit", spare),
      holds: holdsOf(specNamed(target, roster)),
      number,
      mirrors,
    };
    const phases = replacePhases(cast, options, wish);
    const about = { about: "replace", paths: pathsOf(args) } as const;
    return windowsOperation(
      label,
      about,
      `replace ${target} with ${spare}`,
      phases,
      options.horizon,
    );
  },
  add: ({ args }, label, _, { roster, cast, options }) => {
    const name = textIn(args, "unit");
    const spec = specNamed(name, roster);
    const index = roster.units.findIndex((unit) => unit.name === name);
    const processors = spec.processors.map((number) => ({
      id: roster.idOf("cpu", `cpu${number}`),
      number,
    }));
    const wish = { unit: roster.idOf("unit", name), index, holds: holdsOf(spec), processors };
    const phases = addPhases(cast, options, wish);
    const about = { about: "add", paths: name } as const;
    return windowsOperation(label, about, `add ${name}`, phases, options.horizon);
  },
  simulate: (_, label, __, { cast, options }) => {
    const phases = sleepPhases(cast, options, { critical: false, time: 0 });
    const about = { about: "simulation", paths: "" } as const;
    return windowsOperation(label, about, "simulate replace", phases, options.horizon);
  },
  sleep: ({ args }, label, _, { cast, options }) => {
    const wish = { critical: hasFlag(args, "critical"), time: numberOr(args, "time", SECOND) };
    const phases = sleepPhases(cast, options, wish);
    const about = { about: "sleep", paths: "" } as const;
    return windowsOperation(label, about, "sleep", phases, options.horizon);
  },
  rebalance: (_, label, __, { cast, options }) => {
    const phases = [acquire("A0", cast.kernel), ...rebalancePhases(cast, options)];
    const about = { about: "rebalance", paths: "" } as const;
    return windowsOperation(label, about, "rebalance", phases, options.horizon);
  },
};

/** The operation that an action begins; nothing when it begins none. `number` counts the statements of the timeline. */
export const operationOf = (
  action: Fact,
  label: string,
  number: number,
  scene: Scene,
): ComponentSpec | undefined => MAKERS[action.form]?.(action, label, number, scene);

/** As event 240 tells it; empty for other actions than a replace. */
export const requestOf = ({ form, args }: Fact): string =>
  form === "replace" ? pathsOf(args) : "";

const pathsOf = (args: Fact["args"]): string =>
  `TargetPath: ${textIn(args, "target")}; SparePath: ${textIn(args, "spare")}`;

const NOTHING = { name: "", processors: [], memory: 0, bridges: 0, model: "" };

function specNamed(name: string, { units }: Roster) {
  const draft = units.find((unit) => unit.name === name);
  return draft === undefined ? NOTHING : specOf(draft);
}
