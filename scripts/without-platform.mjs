// Takes platforms out of a copy of the project and asks whether everything else still stands: no room knows a platform
// by name but its registry.
//
//   1. The copy has what git has of the project, without the platform's folder and without its line in the registry.
//   2. The types hold, all tests of rooms that could know of it pass, the program is built, and the scenarios of the platforms that are left are played.
//
// node scripts/without-platform.mjs <platform …>

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const REGISTRY = "src/platforms/registry.ts";
/** Rooms that cannot know a platform, by the layer rules: their tests cannot either. */
const NEVER_KNOW = "src/{base,diagnostics,engine,explore,kit,model,syntax}/**";
/** What plays every scenario: a step of its own here. */
const PLAYED_LATER = "src/app/{scenarios,monitors}.test.ts";
/** Of the output of a step that fails, its end, in characters. */
const SHOWN_MAX = 20_000;

const names = process.argv.slice(2);
if (names.length === 0) throw new Error("which platform is to be taken out?");
const copy = mkdtempSync(join(tmpdir(), "drs-without-"));
try {
  for (const file of tracked()) cpSync(join(ROOT, file), join(copy, file));
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  for (const name of names) takeOut(name);
  step("the grammar", "node", "scripts/grammar.mjs");
  step("the build", "node", "scripts/build.mjs", "--no-code");
  step("the types", "npm", "run", "--silent", "types");
  step(
    "the tests",
    "npx",
    "vitest",
    "run",
    "--config",
    ".vitest.config.ts",
    "--exclude",
    NEVER_KNOW,
    "--exclude",
    PLAYED_LATER,
  );
  step("the scenarios", "node", "dist/drs.js", "run", ...playable(), "--no-junit", "--quiet");
} finally {
  rmSync(copy, { recursive: true });
}

/** What git knows of the project, and what it would know if all were added. */
function tracked() {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  return files.filter((file) => !names.some((name) => isPartOf(file, name)));
}

function isPartOf(file, name) {
  return file.startsWith(`src/platforms/${name}/`);
}

function takeOut(name) {
  const path = join(copy, REGISTRY);
  const lines = readFileSync(path, "utf8").split("\n");
  const others = lines.filter((line) => !line.includes(`"./${name}/`) && !isEntry(line, name));
  if (others.length !== lines.length - 2)
    throw new Error(`${name} is not two lines of ${REGISTRY}`);
  writeFileSync(path, others.join("\n"));
}

function isEntry(line, name) {
  const word = name.replaceAll("-", "");
  return new RegExp(`^  "?${name}"?[:,]|^  ${word},`).test(line);
}

/** Scenario files that neither are about a platform that is gone nor import a file that is. */
function playable() {
  const files = tracked().filter((file) => /^scenarios\/.*\.drs$/.test(file));
  return files.filter((file) => !file.includes("/lab/") && !needs(file));
}

function needs(file) {
  const text = readFileSync(join(ROOT, file), "utf8");
  const imports = [...text.matchAll(/^import "(.*)"/gm)].map(([, path]) =>
    join(dirname(file), path),
  );
  return names.some((name) => text.includes(`platform ${name}`)) || imports.some(needs);
}

/** Prints what the step says only when it fails. */
function step(title, command, ...words) {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: copy, encoding: "utf8" });
  console.log(`without ${names.join(", ")}, ${title}: ${status === 0 ? "passed" : "failed"}`);
  if (status === 0) return;
  console.log(`${stdout}${stderr}`.slice(-SHOWN_MAX));
  process.exitCode = 1;
}
