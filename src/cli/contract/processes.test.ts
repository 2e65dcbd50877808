import type { ChildProcess } from "node:child_process";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { fails, quiesces, scenario, toyFile } from "../../app/testing/toy-texts.ts";
import { buildCommand, COMMAND, drs, ended, startDrs } from "../testing/command.ts";
import { scratchFolder, writeFiles } from "../testing/scratch.ts";

const cwd = scratchFolder();
const endless = scenario(
  "endless",
  "workload db on sd0 { every 1us; takes 1ns }",
  "run for 29d",
  "expect io(db).lost == 0",
);
const choosy = scenario("choosy", "at 0ms..100ms quiesce as first", "expect first.start < 90ms");

beforeAll(() => {
  buildCommand();
  writeFiles(cwd, {
    "package.json": "{}",
    "long/a.drs": toyFile(quiesces("short")),
    "long/b.drs": toyFile(quiesces("first"), endless, quiesces("never reached")),
    "long/c.drs": toyFile(quiesces("perhaps reached")),
  });
  for (let index = 0; index < 60; index++) {
    const name = `many/${String(index).padStart(3, "0")}`;
    const text = toyFile(quiesces("one"), choosy, index % 7 === 3 ? fails("two") : quiesces("two"));
    writeFiles(cwd, { [`${name}.drs`]: index % 20 === 9 ? "platform nonsense" : text });
  }
});

const junit = (path: string): string => readFileSync(join(cwd, path), "utf8");

describe("an interruption", () => {
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });

  const FLAGS = [
    "--max-events=1000000000000",
    "--wall-timeout=2min",
    "--junit=out.xml",
    "-r",
    "ndjson=-",
  ];

  /** Starts a run, asks it to end some time after it has shown a text, and waits for that. */
  async function interrupt(words: readonly string[], shown: string, signal: NodeJS.Signals) {
    const child = startDrs(["run", ...words, ...FLAGS], { cwd });
    running.push(child);
    const end = ended(child);
    let out = "";
    child.stdout?.on("data", (data: Buffer) => {
      const before = out.includes(shown);
      out += data.toString();
      if (!before && out.includes(shown)) setTimeout(() => child.kill(signal), 1000);
    });
    return end;
  }

  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["SIGINT",  130, [],      '"file-started"'],
    ["SIGTERM", 143, [],      '"file-started"'],
    ["SIGINT",  130, ["-j2"], '"file-finished"'],
    ["SIGTERM", 143, ["-j2"], '"file-finished"'],
  ] as const)("by %s gives %i and complete reports of what was finished %j", async (signal, code, jobs, shown) => {
    const ran = await interrupt(["long", ...jobs], shown, signal);
    expect(ran.code, ran.out + ran.err).toBe(code);
    const { cases, properties } = readJunit(junit("out.xml"));
    expect(cases).toContain("first");
    expect(cases).not.toContain("endless");
    expect(properties).toContain("drs.interrupted");
  });

  test("before anything is finished leaves an empty, valid report", async () => {
    const ran = await interrupt(["long/b.drs:7"], '"file-started"', "SIGINT");
    expect(ran.code).toBe(130);
    expect(readJunit(junit("out.xml")).cases).toEqual([]);
  });
});

describe("the number of workers", () => {
  const run = (...flags: readonly string[]) => {
    const ran = drs(["run", "many", "--junit", "out.xml", "--deterministic", ...flags], { cwd });
    return { ...ran, junit: junit("out.xml") };
  };

  test("changes nothing: codes, texts, reports", () => {
    const alone = run("-j1");
    expect(alone.code).toBe(2);
    expect(readJunit(alone.junit).cases).toHaveLength(57 * 3 + 3);
    for (const jobs of ["-j2", "-j3"]) expect(run(jobs)).toEqual(alone);
  });

  test("changes nothing when failures end the run", () => {
    for (const bail of ["1", "4"])
      expect(run("-j2", `--bail=${bail}`)).toEqual(run("-j1", `--bail=${bail}`));
  });

  test("changes nothing for machines", () => {
    const words = ["run", "many", "--no-junit", "-r", "ndjson=-", "--deterministic"];
    expect(drs([...words, "-j2"], { cwd }).out).toBe(drs([...words, "-j1"], { cwd }).out);
  });

  test("changes nothing in a sweep, and nothing from one run to the next", () => {
    // Few files: every worker that is started costs more than they do.
    const sweep = ["--exclude", "many/0[1-9]*", "--seeds", "1..3", "--repeat", "2"];
    const once = run("-j1", ...sweep);
    expect(run("-j2", ...sweep)).toEqual(once);
    expect(run("-j1", ...sweep)).toEqual(once);
  });
});

describe("readers that go away", () => {
  test("do not hurt: the run goes on and its reports are complete", () => {
    const shell = `"${process.execPath}" "${COMMAND}" run many --junit out.xml -v; echo "code $?" >&2`;
    const ran = spawnSync("sh", ["-c", `{ ${shell}; } | head -n 1`], { cwd, encoding: "utf8" });
    expect(ran.stdout.split("\n")).toHaveLength(2);
    expect(ran.stderr.trim()).toBe("code 2");
    expect(readJunit(junit("out.xml")).cases).toHaveLength(57 * 3 + 3);
  });

  test("nor does an output that was never there", () => {
    const shell = `"${process.execPath}" "${COMMAND}" run many --junit out.xml >&- 2>&-; echo "code $?"`;
    expect(spawnSync("sh", ["-c", shell], { cwd, encoding: "utf8" }).stdout.trim()).toBe("code 2");
  });
});

/** Names of cases and of properties of a JUnit document. Throws when it is not well-formed. */
function readJunit(text: string) {
  const cases: string[] = [];
  const properties: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "testcase") cases.push(String(attributes["name"]));
    if (name === "property") properties.push(String(attributes["name"]));
  });
  parser.write(text).close();
  return { cases, properties };
}
