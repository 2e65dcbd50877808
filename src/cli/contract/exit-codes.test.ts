import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { fails, quiesces, scenario, toyFile } from "../../app/testing/toy-texts.ts";
import { buildCommand, drs, ended, startDrs } from "../testing/command.ts";
import { scratchFolder, writeFiles } from "../testing/scratch.ts";

const cwd = scratchFolder();
const endless = scenario(
  "endless",
  "workload db on sd0 { every 1us; takes 1ns }",
  "run for 1h",
  "expect io(db).lost == 0",
);

beforeAll(() => {
  buildCommand();
  writeFiles(cwd, {
    "package.json": "{}",
    "pass.drs": toyFile(quiesces("passes")),
    "fail.drs": toyFile(quiesces("before"), fails("fails"), quiesces("after")),
    "skip.drs": toyFile(`@skip ${fails("skipped")}`),
    "known.drs": toyFile(fails("known", 'expect failure "known"')),
    "invalid.drs": toyFile("nonsense here", quiesces("one")),
    "endless.drs": toyFile(endless),
    "lab.drs": "platform toy\ntopology { device sd0 }\n",
  });
  mkdirSync(join(cwd, "empty"));
});

const LIMIT = "--max-events=20000";

// biome-ignore format: a table is read by rows and columns
const RUNS = [
  // ---- each code alone
  ["pass.drs",                                              0, "everything passed"],
  ["skip.drs",                                              0, "skipped"],
  ["known.drs",                                             0, "failed as expected"],
  ["fail.drs",                                              1, "a scenario failed"],
  ["invalid.drs",                                           2, "a file is invalid"],
  ["--no-such-flag",                                        3, "an unknown flag"],
  ["pass.drs --repeat x",                                   3, "a bad value"],
  ["nowhere.drs",                                           3, "an unknown path"],
  ["pass.drs -T @nowhere",                                  3, "an unknown tag"],
  ["pass.drs:1",                                            3, "no scenario on that line"],
  ["pass.drs -t zzz",                                       3, "nothing matched"],
  ["lab.drs",                                               3, "no scenario at all"],
  ["empty",                                                 3, "no file at all"],
  ["pass.drs -t zzz --pass-with-no-scenarios",              0, "nothing matched, and that is fine"],
  ["pass.drs -r nonesuch",                                  3, "an unknown reporter"],
  ["pass.drs --junit empty",                                3, "a report that cannot be written"],
  ["pass.drs --json -r ndjson=-",                           3, "two reports on standard output"],
  ["pass.drs --seed 1 --seeds 1..2",                        3, "options that exclude each other"],
  ["pass.drs -c nowhere.json",                              3, "no such configuration"],
  ["pass.drs -D nothing=5",                                 3, "a definition that nothing uses"],
  [`endless.drs ${LIMIT}`,                                  4, "a bound was hit"],
  ["fail.drs --dry-run",                                    0, "nothing played"],
  // ---- several together
  [`fail.drs endless.drs ${LIMIT}`,                         1, "failed before inconclusive"],
  [`invalid.drs fail.drs endless.drs ${LIMIT}`,             2, "invalid before both"],
  ["invalid.drs nowhere.drs",                               3, "usage before invalid"],
  ["pass.drs skip.drs known.drs lab.drs",                   0, "all that passes together"],
] as const;

describe.each(RUNS)("drs run %s", (words, code, why) => {
  test(`gives ${code}: ${why}`, () => {
    const ran = drs(["run", ...words.split(" ")], { cwd });
    expect(ran.code, ran.out + ran.err).toBe(code);
    expect(ran.out + ran.err).not.toMatch(/^ +at .*:\d+:\d+/m);
  });
});

// biome-ignore format: a table is read by rows and columns
test.each([
  ["pass.drs",            0],
  ["check pass.drs",      0],
  ["check invalid.drs",   2],
  ["check nowhere.drs",   3],
  ["list pass.drs",       0],
  ["list invalid.drs",    2],
  ["list lab.drs",        3],
  ["rules toy",           0],
  ["rules nowhere",       3],
  ["explain DRS9001",     0],
  ["explain drs9001",     0],
  ["explain nothing",     3],
  ["explain",             3],
  ["--help",              0],
  ["help run",            0],
  ["run --help",          0],
  ["--version",           0],
  ["chekc",               3],
] as const)("drs %s gives %i", (words, code) => {
  expect(drs(words.split(" "), { cwd }).code).toBe(code);
});

describe("reports", () => {
  test("are complete and valid in every one of these cases", () => {
    for (const [words] of RUNS.filter(
      ([given]) => !/--no-such|--repeat|-r|--junit|--json|--seed|-c/.test(given),
    )) {
      drs(["run", ...words.split(" "), "--junit", "out.xml"], { cwd });
      expect(() => parseXml(readFileSync(join(cwd, "out.xml"), "utf8"))).not.toThrow();
    }
  });

  test("of an invalid file hold an error case, and the results of the others", () => {
    drs(["run", "invalid.drs", "pass.drs", "--junit", "out.xml"], { cwd });
    const names = parseXml(readFileSync(join(cwd, "out.xml"), "utf8"));
    expect(names).toEqual([
      "testsuites",
      "testsuite",
      "testcase",
      "error",
      "testsuite",
      "testcase",
    ]);
  });

  test("on standard output are one document, with what people read elsewhere", () => {
    for (const words of [["--json"], ["-r", "junit=-"], ["-r", "ndjson=-"]]) {
      const { out, code } = drs(["run", "fail.drs", "--no-junit", ...words], { cwd });
      expect(code).toBe(1);
      expect(out).not.toContain("Scenarios");
    }
    expect(JSON.parse(drs(["run", "fail.drs", "--no-junit", "--json"], { cwd }).out)).toBeTypeOf(
      "object",
    );
    expect(parseXml(drs(["run", "fail.drs", "-r", "junit=-"], { cwd }).out)).toContain("failure");
  });

  test("go into a pipe and never replace it", async () => {
    execFileSync("mkfifo", [join(cwd, "pipe")]);
    const child = startDrs(["run", "pass.drs", "--junit", "pipe"], { cwd });
    const written = await readFile(join(cwd, "pipe"), "utf8");
    expect((await ended(child)).code).toBe(0);
    expect(parseXml(written)).toContain("testcase");
    expect(statSync(join(cwd, "pipe")).isFIFO()).toBe(true);
  });

  test("follow a link to the file that it means", () => {
    writeFiles(cwd, { "real.xml": "old" });
    symlinkSync("real.xml", join(cwd, "link.xml"));
    drs(["run", "pass.drs", "--junit", "link.xml"], { cwd });
    expect(lstatSync(join(cwd, "link.xml")).isSymbolicLink()).toBe(true);
    expect(parseXml(readFileSync(join(cwd, "real.xml"), "utf8"))).toContain("testcase");
  });

  test("can be split", () => {
    drs(["run", "fail.drs", "--junit", "split/out.xml", "--junit-max-cases", "2"], { cwd });
    const cases = ["split/out-001.xml", "split/out-002.xml"].map(
      (path) =>
        parseXml(readFileSync(join(cwd, path), "utf8")).filter((name) => name === "testcase")
          .length,
    );
    expect(cases).toEqual([2, 1]);
  });
});

describe("a fault in drs itself", () => {
  const broken = (condition: string): readonly string[] => {
    const text = `const imul = Math.imul; let count = 0; Math.imul = (one, other) => { count++; if (${condition}) throw new TypeError("broken on purpose"); return imul(one, other); };`;
    writeFiles(cwd, { "break.mjs": text });
    return ["--import", pathToFileURL(join(cwd, "break.mjs")).href];
  };

  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["in the engine",         "count > 300"],
    ["before the engine",     "count > 5"],
  ])("%s gives 70, says how to report it, and leaves valid reports", (_, condition) => {
    const ran = drs(["run", "pass.drs", "fail.drs", "--junit", "out.xml"], { cwd, node: broken(condition) });
    expect(ran.code, ran.out + ran.err).toBe(70);
    expect(ran.err).toContain("drs: internal fault: ");
    expect(ran.err).toContain("broken on purpose");
    expect(ran.err).toContain("Please report it");
    expect(ran.err).not.toMatch(/^ +at /m);
    expect(parseXml(readFileSync(join(cwd, "out.xml"), "utf8"))).toContain("error");
  });

  test("comes before everything but an interruption", () => {
    const words = ["run", "invalid.drs", "fail.drs", "--no-junit"];
    expect(drs(words, { cwd, node: broken("count > 300") }).code).toBe(70);
  });

  test("says where it happened when asked", () => {
    const ran = drs(["check", "pass.drs"], {
      cwd,
      env: { DRS_DEBUG: "1" },
      node: broken("count > 5"),
    });
    expect(ran.code).toBe(70);
    expect(ran.err).toMatch(/^ +at /m);
  });
});

/** The names of all elements, in order. Throws when the text is not well-formed. */
function parseXml(text: string): readonly string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    if (name !== "properties" && name !== "property") names.push(name);
  });
  parser.write(text).close();
  return names;
}
