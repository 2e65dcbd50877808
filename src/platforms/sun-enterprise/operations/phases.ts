import { NOBODY } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import { KNOBS, PROFILES } from "../knobs.ts";
import { bankPhases } from "./bank.ts";
import { boardPhases } from "./board.ts";
import type { BoardCast, Cast } from "./cast.ts";
import type { Command } from "./command-line.ts";
import type { Setting } from "./gates.ts";
import { modunloadOperation } from "./modunload.ts";
import type { Options } from "./options.ts";
import type { Operator } from "./placed-command.ts";
import { psradmOperation } from "./psradm.ts";

// Which phases there are follows from the tables themselves: they are made here for nobody, in all their variants.

const NOBODY_ON_IT: BoardCast = {
  slot: NOBODY,
  number: 0,
  type: "dual-sbus",
  cpus: [],
  branches: [],
  devices: [],
  hasMemory: false,
  isInUse: true,
};

const NOBODY_AT_ALL: Cast = {
  lockManager: NOBODY,
  sysctrlFlag: NOBODY,
  cyclics: NOBODY,
  callouts: NOBODY,
  watchdog: NOBODY,
  backplane: NOBODY,
  power: NOBODY,
  processes: [],
  thawed: [],
  daemons: [],
  filesystems: [],
  devices: [],
  cpus: [],
  runner: NOBODY,
  boards: new Map(),
  instancesOf: () => [],
  nameOf: () => "",
  cpuNumber: () => 0,
};

const STANDARD = Object.fromEntries(KNOBS.map((knob) => [knob.name, knob.default]));
const CURIOUS = { "rt-policy": "refuse", "skip-kernel-threads": false };

/** Options under which every optional phase of the quiesce is there, for each profile. */
const VARIANTS = PROFILES.map(({ values }) => ({
  ...STANDARD,
  ...values,
  ...CURIOUS,
})) as unknown as readonly Options[];

const OPERATORS: readonly Operator[] = [
  { answer: "no", after: 1, isPrivileged: false },
  { answer: "nobody", after: 0, isPrivileged: true },
];

const BOARD_VERBS: readonly Command["verb"][] = [
  "configure",
  "disconnect",
  "quiesce-test",
  "connect",
  "unconfigure",
  "insert-test",
  "remove-test",
  "set-condition-test",
  "list",
  "insert",
];

const BANK_VERBS: readonly Command["verb"][] = [
  "configure",
  "unconfigure",
  "test",
  "relocate-test",
];

const settingOf = (
  verb: Command["verb"],
  target: Command["target"],
  operator: Operator,
  options: Options,
): Setting => ({
  command: {
    verb,
    target,
    force: false,
    answer: "none",
    options: target.kind === "slot" ? ["disable-at-boot"] : [],
    value: "ok",
  },
  board: NOBODY_ON_IT,
  operator,
  cast: NOBODY_AT_ALL,
  options,
});

function* everyPhase(): Generator<Phase> {
  for (const options of VARIANTS) {
    for (const operator of OPERATORS) {
      for (const verb of BOARD_VERBS)
        yield* boardPhases(settingOf(verb, { kind: "slot", slot: 0 }, operator, options));
      for (const verb of BANK_VERBS) {
        const target = { kind: "bank", controller: 0, bank: 0 } as const;
        yield* bankPhases(settingOf(verb, target, operator, options), 0);
      }
    }
    yield* modunloadOperation("", [], NOBODY_AT_ALL, options).phases;
    yield* psradmOperation("online", NOBODY, NOBODY_AT_ALL, options).phases;
    yield* psradmOperation("offline", NOBODY, NOBODY_AT_ALL, options).phases;
  }
}

/** Every phase that some operation has, once, in the order in which they come. */
export const PHASES: readonly {
  readonly name: string;
  readonly title: string;
  readonly source: string;
}[] = collected();

function collected(): typeof PHASES {
  const known = new Map<string, (typeof PHASES)[number]>();
  for (const { id, title, source } of everyPhase())
    if (!known.has(id)) known.set(id, { name: id, title, source });
  return [...known.values()];
}
