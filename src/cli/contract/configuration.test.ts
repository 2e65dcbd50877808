import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { quiesces, toyFile } from "../../app/testing/toy-texts.ts";
import { buildCommand, drs } from "../testing/command.ts";
import { scratchFolder, writeFiles } from "../testing/scratch.ts";

const root = scratchFolder();

beforeAll(() => {
  buildCommand();
  writeFiles(root, {
    "scenarios/a.drs": toyFile(quiesces("one")),
    "scenarios/sub/b.drs": toyFile(quiesces("two")),
  });
});

beforeEach(() => {
  writeFiles(root, { "package.json": "{}", "drs.config.json": "{}" });
});

const run = (...words: readonly string[]) => drs(["run", ...words], { cwd: root });
const list = (cwd: string, ...words: readonly string[]): readonly string[] =>
  drs(["list", ...words], { cwd: join(root, cwd) })
    .out.split("\n")
    .flatMap((line) => line.split(":")[0] || []);

describe("configuration", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["drs.config.json",  '{ "junit": "c.xml" }'],
    ["other.json",       '{ "junit": "c.xml" }'],
    ["drs.config.mjs",   'export default { junit: "c.xml" };'],
    ["package.json",     '{ "drs": { "junit": "c.xml" } }'],
  ])("is read from %s", (path, content) => {
    const place = scratchFolder();
    writeFiles(place, { "scenarios/a.drs": toyFile(quiesces("one")), [path]: content });
    const flags = path === "other.json" ? ["-c", path] : [];
    expect(drs(["run", ...flags], { cwd: place }).code).toBe(0);
    expect(existsSync(join(place, "c.xml"))).toBe(true);
  });

  test("gives way to the environment, and that to the command line", () => {
    writeFiles(root, { "drs.config.json": '{ "maxEvents": 3 }' });
    expect(run("--no-junit").code).toBe(4);
    const env = { DRS_MAX_EVENTS: "1000" };
    expect(drs(["run", "--no-junit"], { cwd: root, env }).code).toBe(0);
    expect(drs(["run", "--no-junit", "--max-events=3"], { cwd: root, env }).code).toBe(4);
    expect(run("--no-junit", "--no-config").code).toBe(0);
  });

  test("names paths from its own folder", () => {
    writeFiles(root, { "drs.config.json": '{ "paths": ["scenarios/sub"] }' });
    expect(list("scenarios")).toEqual(["scenarios/sub/b.drs"]);
  });

  // biome-ignore format: a table is read by rows and columns
  test.each([
    ['{ "maxEvent": 3 }',        "unknown key `maxEvent`"],
    ['{ "maxEvents": "many" }',  "`drs.config.json: maxEvents` needs a whole number"],
    ["{",                        "`drs.config.json` cannot be read"],
    ["[]",                       "does not hold an object"],
  ])("is refused when it holds %s", (content, message) => {
    writeFiles(root, { "drs.config.json": content });
    const ran = run("--no-junit");
    expect(ran.code).toBe(3);
    expect(ran.err).toContain(message);
  });
});

describe("the root", () => {
  test("is where package.json is, wherever one stands", () => {
    expect(list("scenarios/sub")).toEqual(["scenarios/a.drs", "scenarios/sub/b.drs"]);
    expect(list("scenarios/sub", "b.drs")).toEqual(["scenarios/sub/b.drs"]);
    expect(list("scenarios/sub", "..")).toEqual(["scenarios/a.drs", "scenarios/sub/b.drs"]);
  });

  test("may be left by paths of the command line", () => {
    const place = scratchFolder();
    writeFiles(place, { "package.json": "{}", "x.drs": toyFile(quiesces("one")) });
    const ran = drs(["list", join(place, "x.drs"), "--json"], { cwd: root });
    const { scenarios } = JSON.parse(ran.out) as {
      readonly scenarios: readonly { readonly classname: string }[];
    };
    expect(scenarios[0]?.classname).toMatch(/^_\..*\.x$/);
  });
});

describe("the default run", () => {
  test("prints for people and writes reports/junit.xml below the root", () => {
    const ran = run();
    expect(ran.out).toContain("Scenarios 2 passed (2)");
    expect(readFileSync(join(root, "reports/junit.xml"), "utf8")).toContain('tests="2"');
    rmSync(join(root, "reports"), { recursive: true });
    drs(["run"], { cwd: join(root, "scenarios") });
    expect(existsSync(join(root, "reports/junit.xml"))).toBe(true);
  });

  test("has no colour in a pipe, and has it when forced", () => {
    expect(run("--no-junit").out).not.toContain("\u001b[");
    expect(drs(["run", "--no-junit"], { cwd: root, env: { FORCE_COLOR: "1" } }).out).toContain(
      "\u001b[",
    );
    expect(run("--no-junit", "--color=always").out).toContain("\u001b[");
    const env = { FORCE_COLOR: "1", NO_COLOR: "1" };
    expect(drs(["run", "--no-junit"], { cwd: root, env }).out).not.toContain("\u001b[");
    expect(
      drs(["run", "--no-junit", "--no-color"], { cwd: root, env: { FORCE_COLOR: "1" } }).out,
    ).not.toContain("\u001b[");
  });

  test("gives the same bytes every time when it shall", () => {
    const once = (): string => {
      const { out } = run("--deterministic");
      return out + readFileSync(join(root, "reports/junit.xml"), "utf8");
    };
    expect(once()).toBe(once());
  });
});
