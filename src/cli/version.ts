import { existsSync, readFileSync } from "node:fs";

/** The version of this program, as its package says. Sources and the bundle lie at different depths below it. */
export function programVersion(): string {
  const place = [1, 2]
    .map((depth) => new URL(`${"../".repeat(depth)}package.json`, import.meta.url))
    .find((candidate) => existsSync(candidate));
  if (place === undefined) return "unknown";
  const manifest = JSON.parse(readFileSync(place, "utf8")) as { readonly version: string };
  return manifest.version;
}
