import type { Given } from "./arguments.ts";
import type { ConfigFile } from "./config-file.ts";
import type { CommandName, OptionName, OptionRow, Settings } from "./options.ts";
import { configKeyOf, OPTION_ROWS, OPTIONS, variableOf } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import type { Read } from "./values.ts";
import { readSwitch } from "./values.ts";

/** One place where options may be given. */
interface Layer {
  /** The folder from which the files start that it names. */
  readonly folder: string;
  /** How a message names the option as given here: `--seed`, `DRS_SEED`. */
  readonly labelOf: (name: OptionName) => string;
  readonly get: (name: OptionName) => Given | undefined;
}

/** The three places, as they were read. */
export interface Sources {
  readonly given: ReadonlyMap<OptionName, Given>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: ConfigFile | undefined;
  readonly cwd: string;
  readonly root: string;
}

/** Options of which only one makes sense; the one from the nearer place wins. */
const RIVALS: readonly (readonly [OptionName, OptionName])[] = [
  ["seed", "seeds"],
  ["quiet", "verbose"],
];

/** `paths`: what to run when the command line names nothing. */
const PATHS_KEY = "paths";

/**
 * The settings of a command: command line before environment before configuration before default.
 * @throws UsageError for a value that cannot be read, an unknown configuration key, or two rivals in one place.
 */
export function settingsOf(command: CommandName, sources: Sources): Settings {
  if (sources.config !== undefined) refuseUnknownKeys(sources.config);
  const layers = layersOf(sources);
  const settings: Partial<Record<OptionName, unknown>> = {};
  const ranks: Partial<Record<OptionName, number>> = {};
  for (const row of OPTION_ROWS.filter(({ on }) => on.includes(command))) {
    const rank = layers.findIndex((layer) => layer.get(row.name) !== undefined);
    const layer = layers[rank];
    const value = layer === undefined ? undefined : valueIn(layer, row);
    if (value === undefined) continue;
    settings[row.name] = value;
    if (layer !== layers.at(-1) && value !== false) ranks[row.name] = rank;
  }
  for (const pair of RIVALS) settleRivals(pair, settings, ranks);
  return settings as Settings;
}

/** The configured paths, if there are any. */
export function configuredPaths(config: ConfigFile | undefined): readonly string[] {
  const paths = config?.values[PATHS_KEY];
  if (paths === undefined || config === undefined) return [];
  const given = givenIn(paths, `${config.label}: ${PATHS_KEY}`);
  return typeof given === "boolean" ? [] : given;
}

/** The nearest first; the last one holds the defaults. */
function layersOf({ given, env, config, cwd, root }: Sources): readonly Layer[] {
  const configLabel = (name: OptionName): string => `${config?.label ?? ""}: ${configKeyOf(name)}`;
  return [
    { folder: cwd, labelOf: (name) => `--${name}`, get: (name) => given.get(name) },
    { folder: cwd, labelOf: variableOf, get: (name) => givenByVariable(env[variableOf(name)]) },
    {
      folder: config?.folder ?? root,
      labelOf: configLabel,
      get: (name) => {
        const value = config?.values[configKeyOf(name)];
        return value === undefined ? undefined : givenIn(value, configLabel(name));
      },
    },
    { folder: root, labelOf: (name) => name, get: defaultOf },
  ];
}

function givenByVariable(text: string | undefined): Given | undefined {
  if (text === undefined) return undefined;
  return text === "" ? false : [text];
}

/** A JSON value as an option would be given on the command line. */
function givenIn(value: unknown, label: string): Given {
  if (typeof value === "boolean") return value;
  if (value === null) return false;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === "string" || typeof item === "number") return String(item);
    throw new UsageError(`\`${label}\` needs text, numbers or a list of them`);
  });
}

function defaultOf(name: OptionName): Given | undefined {
  const row: OptionRow = OPTIONS[name];
  return row.default === undefined ? undefined : [row.default];
}

/** The value of one option as a place gives it; `undefined` when it is switched off. */
function valueIn(layer: Layer, row: OptionRow & { readonly name: OptionName }): unknown {
  const given = layer.get(row.name) ?? false;
  const label = layer.labelOf(row.name);
  const type = row.value;
  if (type === undefined) return switchOf(given, label);
  const values = textsOf(row, given, label)
    .map((text) => must(type.read(text), label))
    .map((value) => type.from?.(value, layer.folder) ?? value);
  return row.list ? values : values.at(-1);
}

function textsOf(row: OptionRow, given: Given, label: string): readonly string[] {
  if (given === true) {
    if (row.alone === undefined) throw new UsageError(`\`${label}\` needs a value`);
    return [row.alone];
  }
  const isOff = given === false || (given.length === 1 && given[0] === "false");
  if (isOff) return row.off === undefined ? [] : [row.off];
  return given;
}

function switchOf(given: Given, label: string): boolean {
  return typeof given === "boolean" ? given : must(readSwitch(given.at(-1) ?? ""), label);
}

function must<T>(read: Read<T>, label: string): T {
  if ("problem" in read) throw new UsageError(`\`${label}\` ${read.problem}`);
  return read.value;
}

function settleRivals(
  [one, other]: readonly [OptionName, OptionName],
  settings: Partial<Record<OptionName, unknown>>,
  ranks: Partial<Record<OptionName, number>>,
): void {
  const [first, second] = [ranks[one], ranks[other]];
  if (first === undefined || second === undefined) return;
  if (first === second) throw new UsageError(`\`--${one}\` and \`--${other}\` cannot go together`);
  delete settings[first < second ? other : one];
}

function refuseUnknownKeys(config: ConfigFile): void {
  const known = [PATHS_KEY, ...OPTION_ROWS.map((row) => configKeyOf(row.name))];
  for (const key of Object.keys(config.values)) {
    if (!known.includes(key)) {
      throw new UsageError(`\`${config.label}\` has an unknown key \`${key}\``, [
        `keys: ${known.join(", ")}`,
      ]);
    }
  }
}
