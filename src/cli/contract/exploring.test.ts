import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { quiesces, toyFile } from "../../app/testing/toy-texts.ts";
import { buildCommand, drs, ended, startDrs } from "../testing/command.ts";
import { scratchFolder, writeFiles } from "../testing/scratch.ts";

const cwd = scratchFolder();

const handshake = (device: string, expectation: string): string => `platform handshake { faults 0 }
topology { device ${device}; device d1 }
scenario "one" { run for 1ms; expect ${expectation} }
`;

beforeAll(() => {
  buildCommand();
  writeFiles(cwd, {
    "package.json": "{}",
    "proved.drs": handshake("d0", "never d0.busy > 0 and d0.state == quiet"),
    "wrong.drs": handshake("d0 drains too early", "never d0.busy > 2"),
    "never.drs": handshake("d0", "sometimes coordinator.rejected"),
    "ends.drs": toyFile(
      quiesces("one", "expect first succeeded"),
      quiesces("two", "expect first hung"),
    ),
    "waits.drs": toyFile(quiesces("one", "after 1s quiesce as second", "expect second succeeded")),
    "large.drs": `platform handshake
topology { ${Array.from({ length: 7 }, (_, index) => `device d${index}`).join("; ")} }
scenario "one" { run for 1ms; expect never d0.busy > 2 }
`,
  });
});

const explore = (...words: readonly string[]) =>
  drs(["explore", "--any-timing", ...words], { cwd });

describe("drs explore", () => {
  test("proves", () => {
    const { code, out } = explore("proved.drs");
    expect(code).toBe(0);
    expect(out).toContain("proved for all orders, with any timing: the rules and 1 expectation");
  });

  test("gives the shortest counterexample, on the console and in JUnit", () => {
    const { code, out } = explore("wrong.drs");
    expect(code).toBe(1);
    expect(out).toContain("rule broken: HS-01");
    const steps = out.match(/^.* \d+\. {1,3}\S+: handshake-\S+.*$/gm) ?? [];
    expect(steps.length).toBeGreaterThan(7);
    expect(out).toContain("replay: drs explore wrong.drs:3 --any-timing");
    const junit = readFileSync(join(cwd, "reports/junit.xml"), "utf8");
    expect(junit).toContain("handshake-complete");
    expect(junit).toContain("RuleViolation");
  });

  test("fails what is `sometimes` so in no order", () => {
    const { code, out } = explore("never.drs");
    expect(code).toBe(1);
    expect(out).toContain("it is so in no order");
  });

  test("judges at the end what must hold there", () => {
    const { code, out } = explore("ends.drs");
    expect(code).toBe(1);
    expect(out).toContain("1 failed | 1 passed");
    expect(out).toContain("first hung: it does not hold in every order");
  });

  test("claims nothing at a bound", () => {
    const { code, out } = explore("large.drs", "--max-states", "20000");
    expect(code).toBe(4);
    expect(out).toContain("not proved");
    expect(out).toContain("most different: ");
  });

  test("claims nothing about what it cannot explore", () => {
    const { code, out } = explore("waits.drs");
    expect(code).toBe(4);
    expect(out).toContain("a statement of its timeline waits for something");
  });

  test("says that it needs to be told how", () => {
    expect(drs(["explore", "proved.drs"], { cwd })).toMatchObject({ code: 3 });
  });

  test("is interrupted with a complete report", async () => {
    const words = ["explore", "--any-timing", "large.drs", "--junit", "cut.xml"];
    const child = startDrs(words, { cwd });
    setTimeout(() => child.kill("SIGINT"), 1500);
    expect((await ended(child)).code).toBe(130);
    expect(existsSync(join(cwd, "cut.xml"))).toBe(true);
    expect(readFileSync(join(cwd, "cut.xml"), "utf8")).toMatch(
      /(<\/testsuites>|<testsuites[^>]*\/>)\s*$/,
    );
  });
});
