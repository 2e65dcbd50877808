import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { importModule } from "./import-module.ts";
import { CONFIG_FILES } from "./root.ts";
import { UsageError } from "./usage-error.ts";

/** Configuration as it stands in its file; nothing is read out of it yet. */
export interface ConfigFile {
  /** As messages call it: `drs.config.json`, `package.json#drs`. */
  readonly label: string;
  /** The folder from which its paths start. */
  readonly folder: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The configuration that applies: the named file, else the one at the root, else `drs` in `package.json`.
 * @throws UsageError when the named file is missing or any file cannot be understood.
 */
export async function readConfigFile(
  named: string | undefined,
  root: string,
  cwd: string,
): Promise<ConfigFile | undefined> {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (!existsSync(path)) throw new UsageError(`there is no configuration file \`${named}\``);
    return load(path, named);
  }
  const name = CONFIG_FILES.find((candidate) => existsSync(join(root, candidate)));
  if (name !== undefined) return load(join(root, name), relative(cwd, join(root, name)));
  return fromPackage(join(root, "package.json"));
}

async function load(path: string, label: string): Promise<ConfigFile> {
  const values = path.endsWith(".json") ? readJson(path, label) : await importDefault(path, label);
  if (!isRecord(values)) throw new UsageError(`\`${label}\` does not hold an object of options`);
  return { label, folder: dirname(path), values };
}

function fromPackage(path: string): ConfigFile | undefined {
  if (!existsSync(path)) return undefined;
  const whole = readJson(path, "package.json");
  const values = isRecord(whole) ? whole["drs"] : undefined;
  if (values === undefined) return undefined;
  const label = "package.json#drs";
  if (!isRecord(values)) throw new UsageError(`\`${label}\` does not hold an object of options`);
  return { label, folder: dirname(path), values };
}

function readJson(path: string, label: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    throw new UsageError(`\`${label}\` cannot be read: ${messageOf(error)}`);
  }
}

async function importDefault(path: string, label: string): Promise<unknown> {
  try {
    const module = await importModule(pathToFileURL(path).href);
    return isRecord(module) ? module["default"] : undefined;
  } catch (error) {
    throw new UsageError(`\`${label}\` cannot be loaded: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return first;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
