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
    | "remove";
  readonly target:
    | { readonly kind: "slot"; readonly slot: number }
    | { readonly kind: "bank"; readonly controller: number; readonly bank: 0 | 1 };
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

/** Reads a command line. Several attachment points give several commands, carried out in order until one fails. */
export function parseCommand(line: string): readonly Command[] | CommandProblem {
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
  if (draft.targets.length === 0) return { message: "no attachment point is named", help: USAGE };
  const commands: Command[] = [];
  for (const target of draft.targets) {
    const command = commandFor(target, draft);
    if ("message" in command) return command;
    commands.push(command);
  }
  return commands;
}

function readFlags(rest: readonly string[], draft: Draft): string | undefined {
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? "";
    if (!word.startsWith("-")) {
      draft.targets.push(word);
      continue;
    }
    for (const flag of word.slice(1)) {
      const argument = (): string => rest[++i] ?? "";
      if (flag === "y") draft.answer = "yes";
      else if (flag === "n") draft.answer = "no";
      else if (flag === "f") draft.force = true;
      else if (flag === "t") draft.bankTest = true;
      else if (flag === "c") draft.change = argument();
      else if (flag === "x") draft.test = argument();
      else if (flag === "o") draft.options.push(...argument().split(","));
      else if (flag !== "v" && flag !== "a") return `cfgadm has no option -${flag}`;
    }
  }
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
  if (draft.bankTest) return { ...common, verb: "test" };
  if (draft.change !== "" && isChange) return { ...common, verb: draft.change as Command["verb"] };
  if (test !== "" && isTest) return { ...common, verb: test as Command["verb"] };
  const named = draft.change || draft.test;
  return named === ""
    ? { message: "cfgadm is told neither -c, -x nor -t", help: USAGE }
    : {
        message: `cfgadm knows no \`${named}\``,
        help: `-c takes ${STATE_CHANGES.slice(0, 4).join(", ")}; -x takes ${SLOT_TESTS.join(", ")}`,
      };
}

function readTarget(text: string): Command["target"] | undefined {
  const slot = /^(?:\/devices\/[^:]*|sysctrl0):slot(\d{1,2})$/.exec(text);
  if (slot !== null && Number(slot[1]) <= 15) return { kind: "slot", slot: Number(slot[1]) };
  const bank = /^ac(\d{1,2}):bank([01])$/.exec(text);
  if (bank !== null)
    return { kind: "bank", controller: Number(bank[1]), bank: bank[2] === "0" ? 0 : 1 };
  return undefined;
}
