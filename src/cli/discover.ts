import type { Dirent } from "node:fs";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { nearestName } from "../base/nearest.ts";
import { COMMAND_NAMES } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** A file that was asked for, and the lines that were, if only some. */
export interface FoundFile {
  /** Root-relative, with `/`. */
  readonly file: string;
  readonly lines?: readonly number[];
}

/** Where operands start, where reports count paths from, and what is left out. */
export interface Places {
  readonly root: string;
  readonly from: string;
  readonly excluded: ReadonlySet<string>;
}

const EXTENSION = ".drs";
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git"]);
const GLOB = /[*?{}[\]]/;
const FILE_AND_LINE = /^(.+?):(\d{1,9})(?::\d{1,9})?$/s;

/**
 * The files that the operands mean, each once, sorted by path.
 * @throws UsageError for an operand that is neither file nor folder nor a pattern that matches something.
 */
export async function discover(
  operands: readonly string[],
  places: Places,
): Promise<readonly FoundFile[]> {
  const found = new Map<string, Set<number> | "all">();
  for (const operand of operands) {
    for (const { path, line } of await expand(operand, places)) {
      if (isExcluded(path, places.excluded)) continue;
      const before = found.get(path);
      if (line === undefined || before === "all") found.set(path, "all");
      else found.set(path, (before ?? new Set<number>()).add(line));
    }
  }
  const files = [...found].map(([path, lines]) => {
    const file = relativeTo(places.root, path);
    return lines === "all" ? { file } : { file, lines: [...lines] };
  });
  return files.sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** The absolute paths of the files and folders that `--exclude` names. A pattern without `/` means them anywhere. */
export async function excludedPaths(
  patterns: readonly string[],
  folders: readonly string[],
): Promise<ReadonlySet<string>> {
  if (patterns.length === 0) return new Set();
  const { globSync } = await import("tinyglobby");
  const wide = patterns
    .map((pattern) => pattern.replace(/\/+$/, ""))
    .map((pattern) => (pattern.includes("/") ? pattern : `**/${pattern}`))
    .flatMap((pattern) => [pattern, `${pattern}/**`]);
  const options = { ...GLOB_OPTIONS, onlyFiles: false };
  const paths = [...new Set(folders)].flatMap((cwd) => globSync(wide, { ...options, cwd }));
  return new Set(paths.map((path) => resolve(path)));
}

/** Whether a path or a folder on the way to it is among these. */
function isExcluded(path: string, excluded: ReadonlySet<string>): boolean {
  if (excluded.size === 0) return false;
  for (let inner = path; ; inner = dirname(inner)) {
    if (excluded.has(inner)) return true;
    if (dirname(inner) === inner) return false;
  }
}

/** `path` as seen from `root`, with `/`. */
export function relativeTo(root: string, path: string): string {
  const seen = path.startsWith(root + sep) ? path.slice(root.length + 1) : relative(root, path);
  return sep === "/" ? seen : seen.replaceAll(sep, "/");
}

const GLOB_OPTIONS = {
  absolute: true,
  dot: true,
  expandDirectories: false,
  ignore: ["**/node_modules/**", "**/.git/**"],
} as const;

interface Hit {
  readonly path: string;
  readonly line?: number;
}

async function expand(operand: string, { from }: Places): Promise<readonly Hit[]> {
  const path = resolve(from, operand);
  const kind = kindOf(path);
  if (kind === "folder") return walk(path).map((file) => ({ path: file }));
  if (kind === "file") return [{ path }];
  const [, name = "", line = ""] = FILE_AND_LINE.exec(operand) ?? [];
  if (name !== "" && kindOf(resolve(from, name)) === "file") {
    return [{ path: resolve(from, name), line: Number(line) }];
  }
  if (!GLOB.test(operand)) throw noSuchPath(operand, from);
  const { globSync } = await import("tinyglobby");
  const hits = globSync(operand, { ...GLOB_OPTIONS, cwd: from });
  if (hits.length === 0) throw new UsageError(`no file matches \`${operand}\``);
  return withoutAliases(hits).map((hit) => ({ path: hit }));
}

/** Links make several paths of one file: its own is taken, else the first. */
function withoutAliases(paths: readonly string[]): readonly string[] {
  const byFile = new Map<string, string>();
  for (const path of [...paths].sort()) {
    const real = kindOf(path) === "nothing" ? path : realpathSync(path);
    if (path === real || !byFile.has(real)) byFile.set(real, path);
  }
  return [...byFile.values()];
}

function kindOf(path: string): "file" | "folder" | "nothing" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return "nothing";
  }
}

interface Folder {
  readonly path: string;
  /** The same without links: they may lead in circles, and each real folder is read once. */
  readonly real: string;
}

/** All `*.drs` below a folder. What only looks like a file is given too, so that it is reported and not passed over. */
function walk(top: string): readonly string[] {
  const tree = new Walk();
  tree.enter({ path: top, real: realpathSync(top) });
  return tree.files;
}

class Walk {
  readonly files: string[] = [];
  readonly #seen = new Set<string>();
  readonly #links: Folder[] = [];

  /** Reads a folder, then what its links lead to: what can be reached without a link goes by its own path. */
  enter(top: Folder): void {
    this.#read(top);
    for (let link = this.#nextLink(); link !== undefined; link = this.#nextLink()) this.#read(link);
  }

  #nextLink(): Folder | undefined {
    return this.#links.sort((one, other) => (one.path < other.path ? -1 : 1)).shift();
  }

  #read(folder: Folder): void {
    if (this.#seen.has(folder.real)) return;
    this.#seen.add(folder.real);
    const entries = entriesOf(folder.path);
    if (entries === undefined) this.files.push(folder.path);
    for (const entry of entries ?? []) this.#look(entry, folder);
  }

  #look(entry: Dirent, { path, real }: Folder): void {
    const inner = join(path, entry.name);
    if (entry.name.endsWith(EXTENSION)) this.files.push(inner);
    else if (SKIPPED.has(entry.name)) return;
    else if (entry.isDirectory()) this.#read({ path: inner, real: join(real, entry.name) });
    else if (entry.isSymbolicLink() && kindOf(inner) === "folder") {
      this.#links.push({ path: inner, real: realpathSync(inner) });
    }
  }
}

/** Nothing when the folder cannot be read. */
function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function noSuchPath(operand: string, from: string): UsageError {
  const help: string[] = [];
  const command = nearestName(operand, COMMAND_NAMES);
  if (COMMAND_NAMES.some((name) => name === operand))
    help.push(`a command stands first: \`drs ${operand} …\``);
  else if (command !== undefined) help.push(`did you mean the command \`drs ${command}\`?`);
  const path = nearestPath(operand, from);
  if (path !== undefined) help.push(`did you mean \`${path}\`?`);
  return new UsageError(`there is no file or folder \`${operand}\``, help);
}

/** The most similar name in the folder where the operand would have been. */
function nearestPath(operand: string, from: string): string | undefined {
  const path = resolve(from, operand);
  const folder = resolve(path, "..");
  const names = entriesOf(folder)?.map((entry) => entry.name) ?? [];
  const name = nearestName(path.slice(folder.length).replace(/^[/\\]/, ""), names);
  return name === undefined ? undefined : relative(from, join(folder, name));
}
