import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Platform } from "../model/platform.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { PLAIN_SETTINGS } from "./testing/plain-settings.ts";
import { playedOf, playFile } from "./testing/play-files.ts";

// Each rule that a scenario can break has scenarios that expect exactly that, and they fail when nobody watches it.

const FILES = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".drs"))
  .map((path) => `scenarios/${path}`)
  .sort();
const TEXTS = Object.fromEntries(FILES.map((file) => [file, readFileSync(file, "utf8")]));
const PLAYED = playedOf(TEXTS);

interface Watched {
  readonly platform: Platform;
  readonly id: string;
  readonly files: readonly string[];
}

/** Platforms of documented systems, whose rules have scenarios each. */
const DOCUMENTED = Object.values(PLATFORMS).filter(({ rules }) =>
  rules.some(({ id }) => PLAYED.some((file) => expects(id, file))),
);

const WATCHED: readonly Watched[] = DOCUMENTED.flatMap((platform) =>
  platform.rules
    .filter(({ breaks }) => breaks.by === "scenario")
    .map(({ id }) => ({ platform, id, files: PLAYED.filter((file) => expects(id, file)) })),
);

/** Files about the rule itself come first. */
function expects(id: string, file: string): boolean {
  return file.includes("/rules/") && new RegExp(`rule ${id}\\b`).test(TEXTS[file] ?? "");
}

const unwatched = (platform: Platform, id: string): Platform => ({
  ...platform,
  rules: platform.rules.map((rule) =>
    rule.id === id ? { ...rule, monitor: { ...rule.monitor, kinds: [] } } : rule,
  ),
});

test.each(WATCHED)("$id is missed when nobody watches it", ({ platform, id, files }) => {
  const catalogue = { ...PLATFORMS, [platform.name]: unwatched(platform, id) };
  const isMissed = (file: string): boolean =>
    playFile(file, TEXTS, PLAIN_SETTINGS, catalogue).some(
      ({ result }) => result.verdict === "failed",
    );
  expect(files.some(isMissed), `scenarios that expect ${id}: ${files.join(", ")}`).toBe(true);
});
