import { hasFlag, numberOr, textIn, textOr } from "../../../kit/args.ts";
import { notACommand, notInTheMachine } from "../../../kit/command-problems.ts";
import { operation } from "../../../kit/coordinator.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import type { BuildInput, BuildProblem, Delivery } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { BoardCast, Cast } from "../operations/cast.ts";
import type { Command } from "../operations/command-line.ts";
import { parseCommand } from "../operations/command-line.ts";
import { modunloadOperation } from "../operations/modunload.ts";
import type { SunOperation } from "../operations/operation.ts";
import { cfgadmOperation } from "../operations/operation.ts";
import type { Options } from "../operations/options.ts";
import type { Operator, PlacedCommand } from "../operations/placed-command.ts";
import { psradmOperation } from "../operations/psradm.ts";
import { Msg } from "../protocol.ts";
import type { Roster } from "./roster.ts";
import { idOf } from "./roster.ts";

/** The operations of a scenario, in written order, and what each statement of the timeline delivers for them. */
export interface Commands {
  readonly components: readonly ComponentSpec[];
  /** By statement; nothing for one that is no operation. */
  readonly deliveries: readonly (readonly Delivery[] | undefined)[];
  readonly problems: readonly BuildProblem[];
}

/** Turns `run`, `modunload`, `online`, `offline`, `retry` and `interrupt` into coordinators and messages. */
export function commandsOf(
  input: BuildInput,
  cast: Cast,
  options: Options,
  roster: Roster,
): Commands {
  const firstId = roster.first.operation;
  const cpuOf = (name: string): ComponentId => idOf(roster, "cpu", name);
  const components: ComponentSpec[] = [];
  const problems: BuildProblem[] = [];
  const again = new Map<string, SunOperation>();
  const actions = new Map(input.timeline.map(({ action, label }) => [label, action] as const));
  const deliveries = input.timeline.map(({ action, label }) => {
    if (action.form === "interrupt") return interrupt(original(action, actions), cast);
    const made = operationFor(original(action, actions), { cast, options, cpuOf, again });
    if (made === undefined) return undefined;
    if ("code" in made) {
      problems.push(made);
      return [];
    }
    components.push(operation(label, made));
    return [{ to: firstId + components.length - 1, kind: START }];
  });
  return { components, deliveries, problems };
}

/** The action itself, or the one that a `retry` or `interrupt` is about. */
function original(action: Fact, actions: ReadonlyMap<string, Fact>): Fact {
  let fact = action;
  for (
    let left = actions.size;
    left > 0 && (fact.form === "retry" || fact.form === "interrupt");
    left--
  ) {
    fact = actions.get(textIn(fact.args, "op")) ?? fact;
  }
  return fact;
}

/** What operations are made from. */
interface Making {
  readonly cast: Cast;
  readonly options: Options;
  readonly cpuOf: (name: string) => ComponentId;
  /** By command and operator: a command that is run twice has one table, which nobody changes. */
  readonly again: Map<string, SunOperation>;
}

function operationFor(action: Fact, making: Making): SunOperation | BuildProblem | undefined {
  const { cast, options, cpuOf } = making;
  if (action.form === "online" || action.form === "offline")
    return psradmOperation(action.form, cpuOf(textIn(action.args, "cpu")), cast, options);
  if (action.form === "modunload") {
    const driver = textIn(action.args, "driver");
    return modunloadOperation(driver, cast.instancesOf(driver), cast, options);
  }
  return action.form === "run" ? runOf(action, making) : undefined;
}

function runOf(action: Fact, { cast, options, again }: Making): SunOperation | BuildProblem {
  const line = textIn(action.args, "command");
  const operator: Operator = {
    answer: textOr(action.args, "answer", "nobody") as Operator["answer"],
    after: numberOr(action.args, "after", 0),
    isPrivileged: !hasFlag(action.args, "unprivileged"),
  };
  const key = `${operator.answer} ${operator.after} ${operator.isPrivileged} ${line}`;
  const known = again.get(key);
  if (known !== undefined) return known;
  const placed = place(line, cast, action.span);
  if ("code" in placed) return placed;
  const made = cfgadmOperation(line, placed, operator, cast, options);
  again.set(key, made);
  return made;
}

function place(
  line: string,
  cast: Cast,
  span: Fact["span"],
): readonly PlacedCommand[] | BuildProblem {
  const commands = parseCommand(line);
  if ("message" in commands) return notACommand(commands, span);
  const placed: PlacedCommand[] = [];
  if (commands.length === 0) return listingOf(cast);
  for (const command of commands) {
    const board = boardOf(command, cast);
    if (board === undefined) return notInTheMachine(nowhere(command, cast), span);
    placed.push({ command, board });
  }
  return placed;
}

/** A status listing without attachment points is of all. */
const listingOf = (cast: Cast): readonly PlacedCommand[] =>
  [...cast.boards.values()].map((board) => ({
    command: {
      verb: "list",
      target: { kind: "slot", slot: board.number },
      force: false,
      answer: "none",
      options: [],
      value: "",
    },
    board,
  }));

/**
 * Boards with processors or memory are numbered `ac0`, `ac1`, … in the order in which they are attached: those in use
 * when the scenario begins by their slots, then the others by theirs. [M-A]
 */
function boardOf({ target }: Command, cast: Cast): BoardCast | undefined {
  if ("slot" in target) return cast.boards.get(`slot${target.slot}`);
  const boards = [...cast.boards.values()].filter((board) => board.hasMemory);
  const inOrder = [
    ...boards.filter((board) => board.isInUse),
    ...boards.filter((board) => !board.isInUse),
  ];
  return inOrder[target.controller];
}

function nowhere(
  { target }: Command,
  cast: Cast,
): { readonly message: string; readonly help: string } {
  const name = "slot" in target ? `slot${target.slot}` : `ac${target.controller}`;
  const known = [...cast.boards.keys()].join(", ");
  return {
    message: `there is nothing at attachment point \`${name}\` in this topology`,
    help:
      known === ""
        ? "declare the board: `topology { board slot3 { … } }`"
        : `the topology has ${known}`,
  };
}

/** Ends a memory delete that is draining, or a memory test. */
function interrupt(action: Fact, cast: Cast): readonly Delivery[] {
  const commands = action.form === "run" ? parseCommand(textIn(action.args, "command")) : [];
  if ("message" in commands) return [];
  return commands.flatMap((command) => {
    const board = boardOf(command, cast);
    if (board === undefined || command.target.kind !== "bank") return [];
    return [{ to: board.slot, kind: Msg.bankInterrupt, a: command.target.bank }];
  });
}
