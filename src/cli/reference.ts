import { EXIT_CODES, EXIT_PASSED_MEANING } from "../app/exit-codes.ts";
import { COMMANDS } from "./commands.ts";
import type { OptionRow } from "./options.ts";
import { configKeyOf, OPTION_ROWS, variableOf } from "./options.ts";

/** The generated tables of `docs/cli.md`, by the names of their places. */
export function referenceTables(): Readonly<Record<string, string>> {
  return {
    "cli-commands": commandTable(),
    "cli-options": optionTable(),
    "cli-exit-codes": exitCodeTable(),
  };
}

function commandTable(): string {
  const rows = Object.entries(COMMANDS).map(([name, { operands, doc }]) => [
    code(`drs ${name} ${operands}`),
    doc,
  ]);
  return table(["command", "does"], rows);
}

function optionTable(): string {
  const rows = OPTION_ROWS.map((row) => [
    code(flagOf(row)),
    row.on.join(", "),
    row.default === undefined ? "" : code(row.default),
    row.doc,
    code(configKeyOf(row.name)),
    code(variableOf(row.name)),
  ]);
  return table(["flag", "of", "default", "does", "configuration", "environment"], rows);
}

function flagOf({ name, short, value, alone }: OptionRow & { readonly name: string }): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value.placeholder}`;
  const flag = alone === undefined ? long : `--${name}[=${value?.placeholder.slice(1, -1)}]`;
  return short === undefined ? flag : `-${short}, ${flag}`;
}

function exitCodeTable(): string {
  const rows = EXIT_CODES.map(({ code: number, meaning }) => [String(number), meaning]);
  const all = [["0", EXIT_PASSED_MEANING], ...rows];
  return table(
    ["code", "meaning"],
    all.sort(([one], [other]) => Number(one) - Number(other)),
  );
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}
