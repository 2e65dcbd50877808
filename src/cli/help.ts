import { EXIT_CODES, EXIT_PASSED_MEANING } from "../app/exit-codes.ts";
import { COMMANDS } from "./commands.ts";

/** What `drs --help` shows: the commands, the exit codes, and where to read on. */
export function overview(columns: number): string {
  const commands = Object.entries(COMMANDS).map(
    ([name, { operands, doc }]) => [`drs ${name} ${operands}`, doc] as const,
  );
  const codes = [
    ["0", EXIT_PASSED_MEANING] as const,
    ...EXIT_CODES.map(({ code, meaning }) => [String(code), meaning] as const),
  ];
  return [
    "drs: plays scenarios of dynamic reconfiguration and judges them",
    "",
    "Commands (without one: run)",
    ...table(commands, columns),
    "",
    "Exit codes",
    ...table(
      codes.sort(([one], [other]) => Number(one) - Number(other)),
      columns,
    ),
    "",
    "Options of a command: drs <command> --help",
    "",
  ].join("\n");
}

/** Two columns; the second is wrapped to the width. */
function table(rows: readonly (readonly [string, string])[], columns: number): readonly string[] {
  const first = Math.max(...rows.map(([term]) => term.length)) + 4;
  return rows.flatMap(([term, meaning]) => {
    const lines = wrapped(meaning, Math.max(20, columns - first));
    return lines.map((line, index) => (index === 0 ? `  ${term}` : "").padEnd(first) + line);
  });
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
