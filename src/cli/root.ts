import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Names of configuration files, in order of preference. */
export const CONFIG_FILES = ["drs.config.json", "drs.config.mjs", "drs.config.js"] as const;

const MARKERS: readonly string[] = [...CONFIG_FILES, "package.json", ".git"];

/** The nearest folder at or above `cwd` that holds a configuration, `package.json` or `.git`; else `cwd`. */
export function findRoot(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (MARKERS.some((marker) => existsSync(join(folder, marker)))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
