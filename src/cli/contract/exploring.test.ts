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

/** Devices that do what they should. */
function devices(count: number, options = ""): string {
  const names = Array.from({ length: count }, (_, index) => `d${index}`);
  return `platform handshake ${options}
topology { ${names.map((name) => `device ${name}`).join("; ")} }
scenario "all" { run for 1ms; expect never replaced while (${names.map((name) => `${name}.busy > 0`).join(" or ")}) }
`;
}

/** A machine whose only disk takes so long to suspend, and is busy just when it is asked. */
const slow = (takes: string, expectation: string, item = ""): string => `platform toy
topology { device sd0 using sd; device sd1 }
driver sd { suspend takes ${takes} }
workload db on sd0 { every 10ms; takes 1ms; count 30 }
workload idle on sd1 { every 7ms; count 3 }
scenario "one" {
  at 100ms quiesce as first
  ${item}
  expect ${expectation}
}
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
    "range.drs": slow("1ms..20ms", "first.elapsed <= 110ms"),
    "race.drs": slow("1ms", "first.elapsed <= 101ms"),
    "any.drs": slow("1ms", "first succeeded", "at any fault sd0 refuses suspend"),
    "rows.drs": slow(
      "1ms..2s",
      "first.elapsed < limit",
      "examples { | limit |\n | 1s |\n | 2s | }",
    ),
    "sound.drs": slow("1ms..20ms", "first.elapsed < 130ms"),
    "known.drs": slow("1ms..20ms", "first.elapsed <= 110ms", 'expect failure "too slow"'),
    "waits.drs": toyFile(quiesces("one", "after 1s quiesce as second", "expect second succeeded")),
    "crowd.drs": `platform handshake
topology { device d0 drains too early; ${[1, 2, 3, 4].map((index) => `device d${index}`).join("; ")} }
scenario "one" { run for 1ms; expect never replaced while (d0.busy > 0 or d1.busy > 0 or d2.busy > 0) }
`,
    "four.drs": devices(4, "{ tells together }"),
    "five.drs": devices(5),
    "both.drs": `platform handshake { faults 0 }
topology { device d0; device d1; device d2 }
scenario "both" { run for 50ms; expect never (d2.state == quiet and d0.state == agreed) }
`,
    "open.drs": `platform handshake {
  tells one of [in-turn, together]
  latency 10us..90us
  faults 0..1
}
topology { device d0; device d1 }
scenario "sound" { run for 5ms; expect sometimes coordinator.rejected; expect never d0.busy > 2 }
scenario "not" { run for 5ms; expect never rolled-back }
`,
    "empty.drs": `platform handshake { faults 0 }
topology { device d0; device d1 }
scenario "nothing" {
  run for 50ms
  expect {
    never replaced while d0.busy > 2
    never replaced while (d0.state == quiet or d1.busy > 2) and not (d0.state == quiet)
    eventually resumed after coordinator.rejected
    never resumed while (d0.busy > 5 or coordinator.phase == rolled-back)
  }
}
`,
    "long-run.drs": `platform handshake
topology { device d0; device d1 }
scenario "or" { run for 1ms; expect eventually (resumed or rolled-back) }
scenario "always" { run for 1ms; expect eventually coordinator.phase == resumed }
`,
    "large.drs": `platform handshake
topology { ${Array.from({ length: 7 }, (_, index) => `device d${index}`).join("; ")} }
scenario "one" { run for 1ms; expect never d0.busy > 2 }
`,
  });
});

const explore = (...words: readonly string[]) =>
  drs(["explore", "--any-timing", ...words], { cwd });
const exploreAsStated = (...words: readonly string[]) => drs(["explore", ...words], { cwd });

describe("drs explore --any-timing", () => {
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

  test("shows what is wrong on the smallest scenario, by the shortest way", () => {
    const { code, out } = explore("crowd.drs", "--out", "small.drs");
    expect(code).toBe(1);
    expect(out).toContain("attached: small.drs");
    const text = readFileSync(join(cwd, "small.drs"), "utf8");
    expect(text).toContain("topology { device d0 drains too early }");
    expect(text).toContain("expect never replaced while (d0.busy > 0)\n");
    // Nothing shorter comes to a replacement while it is busy: a search of all states of one device says so.
    expect(out).toMatch(/ 9\. +coordinator: handshake-next\n +=/);
    expect(out).toContain("states latencies that realise it");
    expect(drs(["run", "small.drs"], { cwd }).code).toBe(1);
    expect(explore("small.drs").code).toBe(1);
  });

  test("shows nothing that asks for more than the scenario did", () => {
    const { code } = explore("both.drs", "--out", "less.drs");
    expect(code).toBe(1);
    const text = readFileSync(join(cwd, "less.drs"), "utf8");
    expect(text).toContain("expect never (d2.state == quiet and d0.state == agreed)");
    expect(text).not.toContain("device d1");
  });

  test("answers questions in every way, and names those that it does not", () => {
    const { code, out } = explore("open.drs");
    expect(code).toBe(1);
    expect(out).toContain("1 failed | 1 passed");
    for (const tells of ["in-turn", "together"])
      expect(out).toMatch(new RegExp(`in-turn, together\\] = ${tells}, 0\\.\\.1 = 1: proved for`));
    expect(out).toContain("answered by the seed: 10us..90us = ");
    expect(out).not.toContain("latency 10us..90us = ");
    const { out: found } = explore("open.drs:8", "--out", "found.drs");
    expect(found).toContain("attached: found.drs");
    expect(readFileSync(join(cwd, "found.drs"), "utf8")).not.toContain("one of");
  });

  test("warns of what tested nothing in any order", () => {
    const { code, out } = explore("empty.drs");
    expect(code).toBe(0);
    expect(out).toContain("warning: never replaced while d0.busy > 2: d0.busy > 2 was never true");
    expect(out).toContain("Warnings 3");
  });

  test("judges what must come eventually in every fair order", () => {
    const { code, out } = explore("long-run.drs");
    expect(code).toBe(1);
    expect(out).toContain("1 failed | 1 passed");
    expect(out).toMatch(/phase == resumed: it may never come: the last \d+ steps can be repeated/);
    expect(out).toContain("proved for all orders, with any timing: the rules and 1 expectation");
  });

  test("searches with two threads as with one", () => {
    const whole = ["--no-por", "--no-symmetry"];
    const [one, two] = ["-j1", "-j2"].map((jobs) => explore("five.drs", ...whole, jobs));
    expect(one?.out).toContain("over 1,371,978 states and 11,792,547 transitions");
    const timeless = (out = ""): string => out.replace(/ (in )?[\d.]+m?s$/gm, "");
    expect(timeless(two?.out)).toBe(timeless(one?.out));
    const cut = explore("five.drs", ...whole, "-j2", "--max-states", "400000");
    expect(cut.code).toBe(4);
  });

  test("leaves out what makes no difference, unless it shall not", () => {
    const statesOf = (...words: readonly string[]): number =>
      Number(/over ([\d,]+) states/.exec(explore("four.drs", ...words).out)?.[1]?.replace(",", ""));
    expect(statesOf("--no-por", "--no-symmetry")).toBeGreaterThan(90_000);
    expect(statesOf("--no-symmetry")).toBeLessThan(10_000);
    expect(statesOf("--no-por")).toBeLessThan(20_000);
    expect(statesOf()).toBeLessThan(1_000);
    expect(explore("four.drs").out).toContain("interchangeable: d0, d1, d2, d3");
  });

  test("keeps states whole, and no farther than it should", () => {
    const { code, out } = explore("proved.drs", "--exact");
    expect(code).toBe(0);
    expect(out).toMatch(/transitions, kept whole/);
    expect(explore("proved.drs", "--bfs").out).toMatch(/transitions, kept whole/);
    // A small space is kept whole anyway.
    expect(explore("proved.drs").out).toContain("kept whole");
    expect(explore("four.drs", "--dfs").out).not.toContain("kept whole");
    expect(explore("proved.drs", "--dfs", "--exact").code).toBe(3);
    const cut = explore("proved.drs", "--max-depth", "5");
    expect(cut.code).toBe(4);
    expect(cut.out).toContain("what is more steps away than `--max-depth` was not visited");
  });

  test("walks at random", () => {
    const { code, out } = explore("proved.drs", "--walks", "5");
    expect(code).toBe(0);
    expect(out).toContain("no failure in 5 random walks, 50,000 steps; nothing is proved");
    expect(explore("wrong.drs", "--walks", "500").code).toBe(1);
  });

  test("claims nothing about what it cannot explore", () => {
    const { code, out } = explore("waits.drs");
    expect(code).toBe(4);
    expect(out).toContain("a statement of its timeline waits for something");
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

describe("drs explore", () => {
  test("proves, for every value of a range", () => {
    const { code, out } = exploreAsStated("sound.drs");
    expect(code).toBe(0);
    expect(out).toContain("proved for all orders and answers, with the stated times");
    expect(out).toContain("1ms..20ms from 1ms to 20ms");
  });

  test.each([
    ["range.drs", "first.elapsed <= 110ms: first.elapsed was", "suspend takes 20ms"],
    ["race.drs", "first.elapsed <= 101ms: first.elapsed was", "order db before first at 100ms"],
    ["any.drs", "first succeeded: first.outcome was refused", "fault sd0 refuses suspend"],
  ])("writes what fails in %s as a short file that fails in the same way", (file, why, line) => {
    const { code, out } = exploreAsStated(file, "--out", "found.drs");
    expect(code).toBe(1);
    expect(out).toContain(why);
    expect(out).toContain("attached: found.drs");
    const text = readFileSync(join(cwd, "found.drs"), "utf8");
    expect(text).toContain(line);
    expect(text).not.toContain("idle");
    const again = drs(["run", "found.drs"], { cwd });
    expect(again.code).toBe(1);
    expect(again.out).toContain(why);
  });

  test("writes a file for each row of a table", () => {
    const { out } = exploreAsStated("rows.drs");
    const files = [...out.matchAll(/attached: (\S+)/g)].map(([, file = ""]) => file);
    expect(files).toHaveLength(2);
    const [one, two] = files.map((file) => readFileSync(join(cwd, file), "utf8"));
    expect(one).toContain("| 1s");
    expect(two).toContain("| 2s");
  });

  test("shows where in a range it fails", () => {
    const { out } = exploreAsStated("range.drs");
    expect(out).toMatch(/1ms\.\.20ms from 1ms to 20ms, \d+ stretches?: ·+✗+ /);
    expect(out).toMatch(/1ms\.\.\S+ succeeded; \S+\.\.20ms fails/);
    const json = exploreAsStated("range.drs", "-q", "-r", "json=-", "--no-junit").out;
    const { results } = JSON.parse(json.slice(json.indexOf('{"schemaVersion"')));
    const [{ sweep }] = results;
    expect(sweep.text).toBe("1ms..20ms");
    expect(sweep.parts[0]).toMatchObject({ from: 1e6, verdict: "passed", outcome: "succeeded" });
    expect(sweep.parts.at(-1)).toMatchObject({ to: 20e6, verdict: "failed" });
  });

  test("says the same with one worker and with two", () => {
    const files = ["sound.drs", "range.drs", "race.drs", "any.drs"];
    const [one, two] = ["-j1", "-j2"].map((jobs) =>
      exploreAsStated(...files, jobs, "--deterministic", "--no-junit", "-r", "json=-", "-q"),
    );
    expect(one?.out).toBe(two?.out);
    expect(one?.code).toBe(1);
  });

  test("comes to the same when it leaves nothing out", () => {
    for (const file of ["sound.drs", "race.drs"]) {
      const [some, all] = [exploreAsStated(file), exploreAsStated(file, "--no-por")];
      expect(all.code).toBe(some.code);
    }
  });

  test("knows scenarios that are expected to fail", () => {
    expect(exploreAsStated("known.drs").code).toBe(0);
  });

  test("claims nothing at a bound", () => {
    const { code, out } = exploreAsStated("sound.drs", "--max-states", "2");
    expect(code).toBe(4);
    expect(out).toContain("not proved");
  });

  test("plays random runs", () => {
    const { code, out } = exploreAsStated("sound.drs", "--walks", "20");
    expect(code).toBe(0);
    expect(out).toMatch(/no failure in 20 random runs, [\d,]+ events; nothing is proved/);
    expect(exploreAsStated("range.drs", "--walks", "100").code).toBe(1);
  });

  test("leaves a file whose story can be told", () => {
    exploreAsStated("race.drs", "--out", "told.drs");
    const { code, out } = drs(["explain", "told.drs"], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^told\.drs:\d+: one, seed \d+\n/);
    expect(out).toContain("100ms  db issues request 10");
    expect(out).toContain("failed after ");
    expect(drs(["explain", "range.drs:6", "--seed", "3"], { cwd }).out).toContain("1ms..20ms is ");
    expect(drs(["explain", "told.drs:2"], { cwd }).code).toBe(3);
  });

  test("has a memory to keep to", () => {
    expect(exploreAsStated("sound.drs", "--max-memory", "1MiB").code).toBe(4);
    expect(exploreAsStated("sound.drs", "--max-memory", "12").code).toBe(3);
  });
});
