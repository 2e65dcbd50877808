import { Command, CommanderError, Option } from "commander";
import { COMMANDS } from "./commands.ts";
import type { CommandName, OptionName, OptionRow } from "./options.ts";
import { OPTION_ROWS } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** What one place says about an option: its texts, on, or switched off. */
export type Given = readonly string[] | boolean;

/** A command line taken apart; values are still text. */
export interface Arguments {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly given: ReadonlyMap<OptionName, Given>;
}

/** A request for help or the version: the text to show instead of doing anything. */
export interface Notice {
  readonly notice: string;
}

/** The options of one command, in the order of help. */
export function optionsOf(command: CommandName): typeof OPTION_ROWS {
  return OPTION_ROWS.filter((row) => row.on.includes(command));
}

/**
 * Reads the words after the command's name.
 * @throws UsageError for an unknown option, a missing value or too many operands.
 */
export function readArguments(
  command: CommandName,
  words: readonly string[],
  columns: number,
): Arguments | Notice {
  const parser = parserOf(command, columns);
  let notice = "";
  parser.configureOutput({
    writeOut: (text) => {
      notice += text;
    },
    writeErr: () => undefined,
  });
  try {
    parser.parse(withAloneValues(words, command), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { notice };
    throw usageErrorOf(error, command);
  }
  return { command, operands: parser.args, given: givenOf(parser, command) };
}

function parserOf(command: CommandName, columns: number): Command {
  const { doc, operands, operandDoc } = COMMANDS[command];
  const parser = new Command(`drs ${command}`)
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption("-h, --help", "show this help")
    .configureHelp({ helpWidth: columns })
    .description(doc)
    .argument(operands, operandDoc);
  for (const row of optionsOf(command)) {
    const flag = row.value === undefined ? `--${row.name}` : `--${row.name} ${placeholderOf(row)}`;
    const option = new Option(
      row.short === undefined ? flag : `-${row.short}, ${flag}`,
      helpOf(row),
    );
    if (row.list)
      option.argParser((text: string, before: readonly string[] = []) => [...before, text]);
    parser.addOption(option);
    parser.addOption(new Option(`--no-${row.name}`).hideHelp());
  }
  if (command === "run")
    parser.addOption(new Option("-x", "stop after the first failure").hideHelp());
  return parser;
}

/** `[n]` where the value may be left out, `<n>` where it may not. */
function placeholderOf(row: OptionRow): string {
  const placeholder = row.value?.placeholder ?? "";
  return row.alone === undefined ? placeholder : placeholder.replace(/^<(.*)>$/s, "[$1]");
}

function helpOf(row: OptionRow): string {
  return row.default === undefined ? row.doc : `${row.doc} (${row.default})`;
}

/** An option whose value may be left out takes it after `=` only, so that a path may follow it. */
function withAloneValues(words: readonly string[], command: CommandName): readonly string[] {
  const alone = new Map(
    optionsOf(command).flatMap((row) =>
      row.alone === undefined ? [] : [[`--${row.name}`, row.alone]],
    ),
  );
  const end = words.indexOf("--");
  return words.map((word, index) => {
    const value = end >= 0 && index > end ? undefined : alone.get(word);
    return value === undefined ? word : `${word}=${value}`;
  });
}

function givenOf(parser: Command, command: CommandName): ReadonlyMap<OptionName, Given> {
  const given = new Map<OptionName, Given>();
  const values =
    parser.opts<Readonly<Record<string, string | boolean | readonly string[] | undefined>>>();
  for (const { name } of optionsOf(command)) {
    const key = new Option(`--${name}`).attributeName();
    // Commander takes the mere existence of `--no-x` for a default of `true`.
    if (parser.getOptionValueSource(key) !== "cli") continue;
    const value = values[key];
    if (value !== undefined) given.set(name, typeof value === "string" ? [value] : value);
  }
  if (values["x"] === true && !given.has("bail")) given.set("bail", ["1"]);
  return given;
}

function usageErrorOf(error: CommanderError, command: CommandName): UsageError {
  const [first = "", ...rest] = error.message
    .replace(/^error: /, "")
    .replaceAll("'", "`")
    .split("\n");
  const hints = rest.map((line) =>
    line.replace(/^\((.*)\)$/, "$1").replace("Did you mean", "did you mean"),
  );
  return new UsageError(first, [
    ...hints.filter((line) => line !== ""),
    `all options: \`drs ${command} --help\``,
  ]);
}
