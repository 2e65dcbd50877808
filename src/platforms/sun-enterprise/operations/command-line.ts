/** One `cfgadm` command as an operator types it. [M-C, M-S, M-A] */
export interface Command {
  readonly verb:
    | "connect"
    | "configure"
    | "unconfigure"
    | "disconnect"
    | "quiesce-test"
    | "insert-test"
    | "remove-test"
    | "set-condition-test"
    | "relocate-test"
    | "test"
    | "insert"
    | "remove"
    | "list";
  readonly target:
    | { readonly kind: "slot"; readonly slot: number }
    /** By controller, or by the slot whose number the physical path carries. */
    | { readonly kind: "bank"; readonly controller: number; readonly bank: 0 | 1 }
    | { readonly kind: "bank"; readonly slot: number; readonly bank: 0 | 1 };
  readonly force: boolean;
  /** `-y`, `-n`, or neither. */
  readonly answer: "yes" | "no" | "none";
  /** `-o` options, `name` or `name=value`. */
  readonly options: readonly string[];
  /** Value of `set-condition-test=…`. */
  readonly value: string;
}

export interface CommandProblem {
  readonly message: string;
  readonly help: string;
}

const STATE_CHANGES = [
  "connect",
  "configure",
  "unconfigure",
  "disconnect",
  "insert",
  "remove",
] as const;
/** Conditions by number, as `set-condition-test` names them. [CFS, FHCH] */
export const CONDITION_NAMES: readonly string[] = [
  "unknown",
  "ok",
  "failing",
  "failed",
  "unusable",
];
const SLOT_TESTS = ["quiesce-test", "insert-test", "remove-test", "set-condition-test"] as const;
const USAGE =
  "write it as an operator would: `cfgadm -x quiesce-test sysctrl0:slot3`, `cfgadm -y -c connect sysctrl0:slot3`, `cfgadm -c unconfigure ac0:bank1`";

/** Splits a command line at blanks; quotes are not needed in any of these commands. */
function* words(line: string): Generator<string> {
  for (const word of line.split(/\s+/)) if (word !== "") yield word;
}

interface Draft {
  change: string;
  test: string;
  bankTest: boolean;
  force: boolean;
  answer: "yes" | "no" | "none";
  options: string[];
  targets: string[];
}

/** Options without an argument, and what they say. `-a`, `-l` and `-v` only change what a listing shows. [CMD] */
const SWITCHES: Readonly<Record<string, (draft: Draft) => void>> = {
  y: (draft) => {
    draft.answer = "yes";
  },
  n: (draft) => {
    draft.answer = "no";
  },
  f: (draft) => {
    draft.force = true;
  },
  t: (draft) => {
    draft.bankTest = true;
  },
  a: () => undefined,
  l: () => undefined,
  v: () => undefined,
};

/** Options with an argument. [CMD] */
const SETTINGS: Readonly<Record<string, (draft: Draft, argument: string) => void>> = {
  c: (draft, argument) => {
    draft.change = argument;
  },
  x: (draft, argument) => {
    draft.test = argument;
  },
  o: (draft, argument) => {
    draft.options.push(...argument.split(","));
  },
};

/** Lines that were read lately: a suite has few, and runs them in every scenario. */
const LINES = new Map<string, ReturnType<typeof readCommand>>();
const LINES_MAX = 500;

/** Reads a command line. Several attachment points give several commands, carried out in order until one fails. */
export function parseCommand(line: string): readonly Command[] | CommandProblem {
  const known = LINES.get(line);
  if (known !== undefined) return known;
  const read = readCommand(line);
  if (LINES.size >= LINES_MAX) LINES.clear();
  LINES.set(line, read);
  return read;
}

function readCommand(line: string): readonly Command[] | CommandProblem {
  const [program, ...rest] = words(line);
  if (program !== "cfgadm")
    return { message: `\`${program ?? ""}\` is not a command of this platform`, help: USAGE };
  const draft: Draft = {
    change: "",
    test: "",
    bankTest: false,
    force: false,
    answer: "none",
    options: [],
    targets: [],
  };
  const bad = readFlags(rest, draft);
  if (bad !== undefined) return { message: bad, help: USAGE };
  if (draft.targets.length === 0 && !isListing(draft))
    return { message: "no attachment point is named", help: USAGE };
  const commands: Command[] = [];
  for (const target of draft.targets) {
    const command = commandFor(target, draft);
    if ("message" in command) return command;
    commands.push(command);
  }
  return commands;
}

/** Told to do nothing, cfgadm lists. */
const isListing = ({ change, test, bankTest }: Draft): boolean =>
  change === "" && test === "" && !bankTest;

/** Fills in the draft; gives what is wrong. */
function readFlags(rest: readonly string[], draft: Draft): string | undefined {
  const left = [...rest];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (!word.startsWith("-")) {
      draft.targets.push(word);
      continue;
    }
    for (const flag of word.slice(1)) {
      const bad = readFlag(flag, draft, left);
      if (bad !== undefined) return bad;
    }
  }
  const told = [draft.change !== "", draft.test !== "", draft.bankTest].filter((is) => is);
  return told.length > 1 ? "-c, -x and -t exclude each other" : undefined;
}

function readFlag(flag: string, draft: Draft, left: string[]): string | undefined {
  if (Object.hasOwn(SWITCHES, flag)) {
    SWITCHES[flag]?.(draft);
    return undefined;
  }
  if (!Object.hasOwn(SETTINGS, flag)) return `cfgadm has no option -${flag}`;
  const argument = left.shift();
  if (argument === undefined) return `-${flag} wants an argument`;
  SETTINGS[flag]?.(draft, argument);
  return undefined;
}

function commandFor(target: string, draft: Draft): Command | CommandProblem {
  const at = readTarget(target);
  if (at === undefined) {
    return {
      message: `\`${target}\` is no attachment point`,
      help: "attachment points are `sysctrl0:slot0` to `sysctrl0:slot15` and `ac0:bank0`, `ac0:bank1`, …",
    };
  }
  const [test = "", value = ""] = draft.test.split("=");
  const common = {
    target: at,
    force: draft.force,
    answer: draft.answer,
    options: draft.options,
    value,
  };
  const isChange = (STATE_CHANGES as readonly string[]).includes(draft.change);
  const isTest = ([...SLOT_TESTS, "relocate-test"] as readonly string[]).includes(test);
  if (isListing(draft)) return { verb: "list", ...common };
  if (draft.bankTest) return { verb: "test", ...common };
  if (test === "set-condition-test" && !CONDITION_NAMES.includes(value)) {
    return {
      message: `\`${value}\` is no condition`,
      help: `conditions are ${CONDITION_NAMES.join(", ")}`,
    };
  }
  if (draft.change !== "" && isChange) return { verb: draft.change as Command["verb"], ...common };
  if (test !== "" && isTest) return { verb: test as Command["verb"], ...common };
  return {
    message: `cfgadm knows no \`${draft.change || draft.test}\``,
    help: `-c takes ${STATE_CHANGES.slice(0, 4).join(", ")}; -x takes ${SLOT_TESTS.join(", ")}, relocate-test`,
  };
}

function readTarget(text: string): Command["target"] | undefined {
  const slot = /^(?:\/devices\/[^:]*|sysctrl0):slot(\d{1,2})$/.exec(text);
  if (slot !== null && Number(slot[1]) <= 15) return { kind: "slot", slot: Number(slot[1]) };
  const bank = /^ac(\d{1,2}):bank([01])$/.exec(text);
  if (bank !== null)
    return { kind: "bank", controller: Number(bank[1]), bank: bank[2] === "0" ? 0 : 1 };
  // The unit address of a board is twice its slot, in hexadecimal. [M-A]
  const path = /^\/devices\/fhc@([0-9a-f]{1,2}),f8800000\/ac@0,1000000:bank([01])$/.exec(text);
  if (path === null) return undefined;
  const number = Number.parseInt(path[1] ?? "", 16) / 2;
  return Number.isInteger(number)
    ? { kind: "bank", slot: number, bank: path[2] === "0" ? 0 : 1 }
    : undefined;
}
