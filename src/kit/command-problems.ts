import type { BuildProblem } from "../model/platform.ts";

// What can be wrong with a command line that an operator types, on whatever platform.

type Words = Pick<BuildProblem, "message" | "help">;

/** The line is no command of the platform, or has an option or a part that the command does not take. */
export function notACommand({ message, help }: Words, span: BuildProblem["span"]): BuildProblem {
  return { code: "DRS4101", message, ...(help === undefined ? {} : { help }), span };
}

/** The command is well formed, and what it names is not in the topology. */
export function notInTheMachine(
  { message, help }: Words,
  span: BuildProblem["span"],
): BuildProblem {
  return { code: "DRS4102", message, ...(help === undefined ? {} : { help }), span };
}
