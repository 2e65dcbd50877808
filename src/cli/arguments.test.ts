import { describe, expect, test } from "vitest";
import { readArguments } from "./arguments.ts";
import { UsageError } from "./usage-error.ts";

function read(...words: readonly string[]) {
  const result = readArguments("run", words, 100);
  if ("notice" in result) throw new Error(`a notice: ${result.notice}`);
  return { operands: result.operands, ...Object.fromEntries(result.given) };
}

describe("GNU habits", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    [["a", "b"],                         { operands: ["a", "b"] }],
    [["--repeat", "2", "a"],             { operands: ["a"], repeat: ["2"] }],
    [["a", "--repeat=2"],                { operands: ["a"], repeat: ["2"] }],
    [["--repeat", "2", "--repeat", "3"], { operands: [], repeat: ["3"] }],
    [["-t", "x"],                        { operands: [], name: ["x"] }],
    [["-tx"],                            { operands: [], name: ["x"] }],
    [["-j2", "-q"],                      { operands: [], jobs: ["2"], quiet: true }],
    [["--no-junit"],                     { operands: [], junit: false }],
    [["--junit", "a", "--no-junit"],     { operands: [], junit: false }],
    [["--no-junit", "--junit", "a"],     { operands: [], junit: ["a"] }],
    [["--no-dry-run"],                   { operands: [], "dry-run": false }],
    [["--exclude", "a", "--exclude=b"],  { operands: [], exclude: ["a", "b"] }],
    [["-D", "a=1", "-D", "b=2"],         { operands: [], define: ["a=1", "b=2"] }],
    [["--bail", "a"],                    { operands: ["a"], bail: ["1"] }],
    [["--bail=3", "a"],                  { operands: ["a"], bail: ["3"] }],
    [["-x", "a"],                        { operands: ["a"], bail: ["1"] }],
    [["-x", "--bail=3"],                 { operands: [], bail: ["3"] }],
    [["--json", "a"],                    { operands: ["a"], json: ["-"] }],
    [["--", "--repeat", "-x", "--bail"], { operands: ["--repeat", "-x", "--bail"] }],
    [["--name", "-x"],                   { operands: [], name: ["-x"] }],
  ] as const)("%j", (words, result) => {
    expect(read(...words)).toEqual(result);
  });
});

describe("usage errors", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    [["--repaet", "2"],  "unknown option `--repaet`", "did you mean --repeat?"],
    [["--fix"],          "unknown option `--fix`",    "all options: `drs run --help`"],
    [["--repeat"],       "option `--repeat <n>` argument missing", "all options: `drs run --help`"],
    [["-Z"],             "unknown option `-Z`",       "all options: `drs run --help`"],
  ] as const)("%j", (words, message, help) => {
    const error = caught(() => read(...words));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message, help: expect.arrayContaining([help]) });
  });

  test("too many operands", () => {
    expect(() => readArguments("explain", ["a", "b"], 100)).toThrow("too many arguments");
    expect(() => readArguments("explain", [], 100)).toThrow("missing required argument");
  });
});

test("help fits on a page and names every option", () => {
  const result = readArguments("run", ["--help"], 100);
  if (!("notice" in result)) throw new Error("no notice");
  expect(result.notice).toContain("--wall-timeout <duration>");
  expect(result.notice).not.toContain("--no-seed");
  expect(result.notice.split("\n").length).toBeLessThanOrEqual(60);
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
