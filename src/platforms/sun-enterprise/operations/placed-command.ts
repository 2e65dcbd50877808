import type { Ticks } from "../../../model/component.ts";
import type { BoardCast } from "./cast.ts";
import type { Command } from "./command-line.ts";

/** Who types the command. */
export interface Operator {
  /** What is said to a prompt; `nobody` is at the terminal of a script. */
  readonly answer: "yes" | "no" | "nobody";
  /** How long answering takes. */
  readonly after: Ticks;
  readonly isPrivileged: boolean;
}

/** A command whose attachment point was found in the machine. */
export interface PlacedCommand {
  readonly command: Command;
  readonly board: BoardCast;
}
