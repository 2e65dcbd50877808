import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

// The layer rules can fall silent: with a compiler that the checker does not understand no import is
// seen and nothing is ever reported. So each rule is broken here on purpose and must be seen to fire.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CONFIG = join(ROOT, ".dependency-cruiser.mjs");
const BIOME = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
const DEPCRUISE = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");

interface Configuration {
  readonly default: { readonly forbidden: readonly { readonly name: string }[] };
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Summary {
  readonly totalCruised: number;
  readonly totalDependenciesCruised: number;
  readonly violations: readonly Violation[];
}

interface Findings {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly start: { readonly line: number } };
  }[];
}

/** One mistake: the rule that must fire, and the two ends of the import that breaks it. */
interface Mistake {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly line?: string;
}

// biome-ignore format: a table is read by rows and columns
const MISTAKES = [
  { rule: "room-base",               from: "src/base/m1.ts",                to: "src/model/t.ts" },
  { rule: "room-diagnostics",        from: "src/diagnostics/m2.ts",         to: "src/model/t.ts" },
  { rule: "room-model",              from: "src/model/m3.ts",               to: "src/engine/t.ts" },
  { rule: "room-syntax",             from: "src/syntax/m4.ts",              to: "src/model/t.ts" },
  { rule: "room-kit",                from: "src/kit/m5.ts",                 to: "src/engine/t.ts" },
  { rule: "room-platforms",          from: "src/platforms/p/m6.ts",         to: "src/engine/t.ts" },
  { rule: "room-assertions",         from: "src/assertions/m7.ts",          to: "src/platforms/t.ts" },
  { rule: "room-engine",             from: "src/engine/m8.ts",              to: "src/platforms/t.ts" },
  { rule: "room-check",              from: "src/check/m9.ts",               to: "src/platforms/t.ts" },
  { rule: "room-explore",            from: "src/explore/m10.ts",            to: "src/check/t.ts" },
  { rule: "room-reporters",          from: "src/reporters/m11.ts",          to: "src/engine/t.ts" },
  { rule: "room-app",                from: "src/app/m12.ts",                to: "src/cli/t.ts" },
  { rule: "room-cli",                from: "src/cli/m13.ts",                to: "src/engine/t.ts" },
  { rule: "room-lsp",                from: "src/lsp/m14.ts",                to: "src/model/t.ts" },
  { rule: "room-index",              from: "src/index.ts",                  to: "src/cli/t.ts" },
  { rule: "room-on-the-plan",        from: "src/attic/m15.ts",              to: "src/base/t.ts" },
  { rule: "plugin-through-its-door", from: "src/app/m16.ts",                to: "src/platforms/p/index.ts" },
  { rule: "plugin-knows-no-other",   from: "src/platforms/q/m17.ts",        to: "src/platforms/p/index.ts" },
  { rule: "registry-uses-the-door",  from: "src/platforms/registry.ts",     to: "src/platforms/p/state.ts" },
  { rule: "registry-is-for-others",  from: "src/platforms/q/m18.ts",        to: "src/platforms/registry.ts" },
  { rule: "one-door-to-the-parser",  from: "src/syntax/m19.ts",             to: "src/syntax/generated/drs-parser.js" },
  { rule: "world-only-outside",      from: "src/app/m20.ts",                to: "fs",              line: 'import "node:fs";' },
  { rule: "no-tools-in-the-program", from: "src/base/m26.ts",               to: "tool",            line: 'import "tool";' },
  { rule: "no-unresolved",           from: "src/base/m21.ts",               to: "./nowhere.ts",    line: 'import "./nowhere.ts";' },
  { rule: "no-import-of-tests",      from: "src/base/m22.ts",               to: "src/base/t.test.ts" },
  { rule: "no-cycles",               from: "src/base/m23.ts",               to: "src/base/m23.ts", line: 'import type { X } from "./m24.ts"; export type Y = X;' },
  { rule: "no-orphans",              from: "src/base/m25.ts",               to: "src/base/m25.ts", line: "export const alone = 1;" },
] as const satisfies readonly Mistake[];

/** Imports that look like mistakes and are allowed. */
const ALLOWED = [
  { from: "src/cli/a1.ts", to: "src/platforms/registry.ts" },
  { from: "src/cli/a2.ts", to: "fs", line: 'import "node:fs";' },
  { from: "src/app/a3.test.ts", to: "fs", line: 'import "node:fs";' },
  { from: "src/platforms/registry.ts", to: "src/platforms/p/index.ts" },
  { from: "src/syntax/parse.ts", to: "src/syntax/generated/drs-parser.js" },
] as const satisfies readonly Omit<Mistake, "rule">[];

/** Expressions that ask the machine for something a scenario did not state. */
const IMPURE = [
  "Math.random()",
  "Date.now()",
  "Date.now",
  "new Date()",
  "Date()",
  "performance.now()",
  "crypto.randomUUID()",
  "setTimeout(() => 0, 1)",
  'a.localeCompare("b")',
  "a.toLocaleString()",
  'new Intl.NumberFormat("en")',
] as const;

/** Expressions that only look like those. */
const PURE = ["new Date(0)", "agenda.now()", "random(seed)", "Math.max(1, 2)"] as const;

const scratch = mkdtempSync(join(tmpdir(), "drs-rooms-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("the layer rules", () => {
  test("catch every mistake made on purpose, and nothing else", () => {
    writeFiles(scratch, fixture());
    const seen = cruise(scratch).violations.map(({ rule, from }) => `${rule.name} ${from}`);
    const expected = MISTAKES.map(({ rule, from }) => `${rule} ${from}`);
    expect(withoutFollowUps(seen)).toEqual([...expected].sort());
  });

  test("each have a mistake made on purpose", async () => {
    const { default: config } = (await import(CONFIG)) as Configuration;
    const names = new Set(config.forbidden.map(({ name }) => name));
    expect(new Set(MISTAKES.map(({ rule }) => rule))).toEqual(names);
  });

  test("hold for this program", () => {
    const { totalCruised, totalDependenciesCruised, violations } = cruise(ROOT);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(10);
    expect(totalDependenciesCruised).toBeGreaterThan(10);
  });
});

describe("the purity rules", () => {
  test("catch clocks, randomness and locale in the inner rooms", () => {
    const directory = join(scratch, "purity");
    const lines = [...IMPURE, ...PURE].map((text, index) => `export const x${index} = ${text};\n`);
    writeFiles(directory, new Map([["src/engine/probe.ts", lines.join("")]]));
    for (const path of [".biome.json", ".biome"]) {
      cpSync(join(ROOT, path), join(directory, path), { recursive: true });
    }
    expect(pluginLines(directory)).toEqual(IMPURE.map((_, index) => index + 1));
  });
});

/** Path → text: every file that some row mentions, with one import per row that starts there. */
function fixture(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const row of [...MISTAKES, ...ALLOWED] as readonly Omit<Mistake, "rule">[]) {
    if (row.to.startsWith("src/") && !files.has(row.to)) files.set(row.to, "export {};\n");
    const line = row.line ?? `import "${"../".repeat(row.from.split("/").length - 1)}${row.to}";`;
    files.set(row.from, `${files.get(row.from) ?? ""}${line}\n`);
  }
  files.set("package.json", '{ "devDependencies": { "tool": "1.0.0" } }');
  files.set("node_modules/tool/package.json", '{ "name": "tool", "exports": "./index.js" }');
  files.set("node_modules/tool/index.js", "");
  files.set("src/base/m24.ts", 'import type { Y } from "./m23.ts"; export type X = Y;\n');
  return files;
}

function writeFiles(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** A cycle is reported from each of its files; one of them is enough. */
function withoutFollowUps(seen: readonly string[]): readonly string[] {
  return seen.filter((violation) => violation !== "no-cycles src/base/m24.ts").sort();
}

/** The lines on which one of our own patterns fires. */
function pluginLines(directory: string): readonly number[] {
  const options = ["lint", "--reporter=json", "--max-diagnostics=none"];
  const { diagnostics } = runForJson(BIOME, options, directory) as Findings;
  const lines = diagnostics
    .filter(({ category }) => category === "plugin")
    .map(({ location }) => location.start.line);
  return [...new Set(lines)].sort((one, other) => one - other);
}

function cruise(directory: string): Summary {
  const options = ["--config", CONFIG, "--output-type", "json", "src"];
  return (runForJson(DEPCRUISE, options, directory) as { readonly summary: Summary }).summary;
}

function runForJson(program: string, options: readonly string[], cwd: string): unknown {
  const all = [program, ...options];
  const ran = spawnSync(process.execPath, all, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (ran.stdout === "") throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}
