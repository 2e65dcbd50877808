import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { quiesces, scenario, toyFile } from "../../app/testing/toy-texts.ts";
import { buildCommand, drs } from "../testing/command.ts";
import { scratchFolder, writeFiles } from "../testing/scratch.ts";

const cwd = scratchFolder();
const good = toyFile(quiesces("passes"));
const MEBIBYTE = 1024 * 1024;

beforeAll(() => {
  buildCommand();
  writeFiles(cwd, { "package.json": "{}", "good.drs": good });
});

/** Runs a file together with a good one: whatever the file is, the good one is played. */
function runBeside(name: string, ...flags: readonly string[]) {
  const ran = drs(["run", name, "good.drs", "--json", "--no-junit", ...flags], { cwd });
  expect(ran.err).not.toMatch(/^ +at .*:\d+:\d+/m);
  const { results } = JSON.parse(ran.out) as {
    readonly results: readonly {
      readonly kind: string;
      readonly file: string;
      readonly verdict?: string;
      readonly failures?: readonly { readonly kind: string }[];
      readonly diagnostics?: readonly { readonly code: string }[];
    }[];
  };
  expect(results.find(({ file }) => file === "good.drs")?.verdict, ran.out).toBe("passed");
  const own = results.filter(({ file }) => file !== "good.drs");
  const codes = own.flatMap(({ diagnostics = [] }) => diagnostics.map(({ code }) => code));
  return { ...ran, own, codes };
}

describe("files that are no scenario files", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["50 MB",               "huge.drs",       Buffer.alloc(50 * MEBIBYTE, "#"),                   "DRS9006"],
    ["binary data",         "binary.drs",     Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]),      "DRS9007"],
    ["UTF-16",              "utf16.drs",      Buffer.from("\ufeffplatform toy", "utf16le"),        "DRS9007"],
    ["half characters",     "half.drs",       Buffer.from([0xed, 0xa0, 0x80]),                     "DRS9007"],
    ["a NUL",               "nul.drs",        good.replace("quiesce", "qui\0esce"),                "DRS1017"],
    ["deep nesting",        "deep.drs",       `platform toy\n${"topology {".repeat(10_000)}${"}".repeat(10_000)}`,      "DRS1019"],
    ["open blocks",         "open.drs",       `platform toy\n${"topology {".repeat(10_000)}`,      "DRS1003"],
    ["deep parentheses",    "parens.drs",     toyFile(scenario("x", `run for ${"(".repeat(10_000)}1s`)), "DRS1019"],
    ["one endless line",    "line.drs",       `platform toy\n${"x ".repeat(1_000_000)}`,           "DRS4008"],
    ["endless mistakes",    "mistakes.drs",   `platform toy\n${"topology = }\n".repeat(100_000)}`, "DRS1099"],
    ["a circle of imports", "circle.drs",     'import "circle.drs"\n',                             "DRS9003"],
    ["an outside import",   "outside.drs",    'import "../x.drs"\n',                               "DRS9002"],
    ["a missing import",    "missing.drs",    'import "nowhere.drs"\n',                            "DRS9001"],
  ] as const)("%s", (_, name, content, code) => {
    writeFiles(cwd, { [name]: content });
    const ran = runBeside(name);
    expect(ran.code).toBe(2);
    expect(ran.codes).toContain(code);
  }, 60_000);

  test("a folder, and links that lead nowhere or in circles", () => {
    mkdirSync(join(cwd, "odd/folder.drs"), { recursive: true });
    symlinkSync("nowhere", join(cwd, "odd/broken.drs"));
    symlinkSync("circle.drs", join(cwd, "odd/circle.drs"));
    mkdirSync(join(cwd, "odd/inner"));
    symlinkSync("..", join(cwd, "odd/inner/up"));
    const { codes, code } = runBeside("odd");
    expect(code).toBe(2);
    expect([...codes].sort()).toEqual(["DRS9001", "DRS9008", "DRS9009"]);
  });
});

describe("files that only look odd", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["a byte-order mark",   `\ufeff${good}`],
    ["CR LF",               good.replaceAll("\n", "\r\n")],
    ["no last line end",    good.trimEnd()],
    ["any letters",         good.replace("passes", "geht 😀 \u202e ü")],
  ])("with %s pass", (_, content) => {
    writeFiles(cwd, { "odd.drs": content });
    expect(runBeside("odd.drs").own.map(({ verdict }) => verdict)).toEqual(["passed"]);
  });

  test("are corrected without losing that", () => {
    const wrong = `\ufeff${good.replace("100ms", "100 ms").replaceAll("\n", "\r\n")}`;
    writeFiles(cwd, { "fix.drs": wrong });
    expect(drs(["check", "fix.drs"], { cwd }).code).toBe(2);
    expect(drs(["check", "--fix", "fix.drs"], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, "fix.drs"), "utf8")).toBe(wrong.replace("100 ms", "100ms"));
    expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("scenarios that ask for too much", () => {
  const fast = "workload db on sd0 { every 1ns; takes 1ns }";

  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["never end",              [fast, "run for 1d", "expect io(db).lost == 0"],            ["--max-events", "200000"], "limit"],
    ["take for ever",          [fast, "run for 1d", "expect io(db).lost == 0"],            ["--wall-timeout", "200ms"], "wall-timeout"],
    ["take virtual for ever",  ["run for 29d", "expect sd0.busy == 0"],                    ["--max-time", "1h"],        "limit"],
  ])("that %s are inconclusive", (_, items, flags, kind) => {
    writeFiles(cwd, { "much.drs": toyFile(scenario("much", ...items)) });
    const { own, code } = runBeside("much.drs", ...flags);
    expect(code).toBe(4);
    expect(own[0]).toMatchObject({ verdict: "inconclusive", failures: [{ kind }] });
  }, 60_000);

  test("of a billion requests end at the usual bound", () => {
    const items = [
      "workload db on sd0 { every 1us; takes 100ns; count 1000000000 }",
      "run for 1000s",
      "expect io(db).lost == 0",
    ];
    writeFiles(cwd, { "billion.drs": toyFile(scenario("billion", ...items)) });
    expect(runBeside("billion.drs").code).toBe(4);
  }, 120_000);

  test("of a hundred thousand devices are refused in words", () => {
    const devices = Array.from({ length: 100_000 }, (_, index) => `device d${index}`).join("\n");
    writeFiles(cwd, {
      "devices.drs": `platform toy\ntopology {\n${devices}\n}\n${quiesces("many")}`,
    });
    const { code, codes } = runBeside("devices.drs");
    expect(code).toBe(2);
    expect(codes).toEqual(["DRS4199"]);
  }, 60_000);
});
