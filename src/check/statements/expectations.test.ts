import { describe, expect, test } from "vitest";
import type { ExpectationPlan } from "../../model/expression.ts";
import { formatDuration } from "../../model/value.ts";
import { checkBody, planOf } from "../testing/check-text.ts";
import { showExpr } from "../testing/show-expr.ts";

function shown({ mode, what, while: condition, other, within, anchor }: ExpectationPlan): string {
  const parts = [
    condition && `while ${showExpr(condition)}`,
    other && `: ${showExpr(other)}`,
    within === undefined ? undefined : `within ${formatDuration(within)}`,
    anchor && `of ${showExpr(anchor)}`,
  ];
  return [mode, showExpr(what), ...parts.filter((part) => part !== undefined)].join(" ");
}

const START = "at 1s stop as first\n expect first.ended\n";

describe("expectations", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES = [
    ["quiesced",                              "end system system.quiet"],
    ["always quiesced",                       "always system system.quiet"],
    ["sometimes dma(d1)",                     "sometimes dma(device d1)"],
    ["never dma(d1) while quiesced",          "never dma(device d1) while system system.quiet"],
    ["always d1.open while quiesced",         "always device d1.open while system system.quiet"],
    ["sometimes d1.open while quiesced",      "sometimes (device d1.open and system system.quiet)"],
    ["eventually quiesced",                   "eventually system system.quiet"],
    ["eventually quiesced within 1s of first.end", "eventually system system.quiet within 1s of operation first.end"],
    ["eventually quiesced within 2 * 1s of first", "eventually system system.quiet within 2s of operation first.end"],
    ["eventually quiesced within 1s of 5s",   "eventually system system.quiet within 1s of 5s"],
    ["eventually quiesced within 1s of dma(d1)", "eventually system system.quiet within 1s of first dma(device d1)"],
    ["eventually d1.open after quiesced",     "leads-to device d1.open : system system.quiet"],
    ["suspend(d1) before quiesced",           "before suspend(device d1) : system system.quiet"],
    ["suspend(d1) after quiesced",            "after suspend(device d1) : system system.quiet"],
    ["d1.open until quiesced",                "until device d1.open : system system.quiet"],
    ["always d1.open until quiesced",         "until device d1.open : system system.quiet"],
    ["d1.open at 5s",                         "at device d1.open : 5s"],
    ["d1.open at first.end + 1s",             "at device d1.open : (operation first.end + 1s)"],
    ["first succeeded before panic",          "before (operation first.outcome == succeeded) : panic()"],
  ] as const;

  test.each(CASES)("%s", (text, meaning) => {
    const last = planOf(checkBody(`${START} expect ${text}`)).expectations.at(-1);
    expect([last && shown(last), last?.text]).toEqual([meaning, text]);
  });

  test("are quoted on one line, without comments", () => {
    const body = `${START} expect {\n quiesced and # first\n   not   panic\n }`;
    expect(planOf(checkBody(body)).expectations.at(-1)?.text).toBe("quiesced and not panic");
  });
});

describe("expectations that cannot be judged are reported", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, string, string | undefined])[] = [
    ["eventually quiesced within 1s",             "DRS5001 1s", " of 0s"],
    ["eventually quiesced within 5 of first.end", "DRS3001 5", undefined],
    ["eventually quiesced within 1s of 5",        "DRS3001 5", undefined],
    ["eventually quiesced within first.elapsed of first.end", "DRS3012 first.elapsed", undefined],
    ["eventually quiesced within 1s - 2s of first", "DRS3006 1s - 2s", undefined],
    ["eventually quiesced while panic",           "DRS5002 eventually quiesced while panic", "sometimes quiesced while panic"],
    ["never dma(d1) until quiesced",              "DRS5002 never dma(d1) until quiesced", "not (dma(d1)) until quiesced"],
    ["always d1.open at 5s",                      "DRS5002 always d1.open at 5s", "d1.open at 5s"],
    ["quiesced within 1s of first.end",           "DRS5003 quiesced within 1s of first.end", "eventually quiesced within 1s of first.end"],
    ["d1.open while quiesced",                    "DRS5003 d1.open while quiesced", "always d1.open while quiesced"],
    ["first.start before first.end",              "DRS3010 first.start", undefined],
    ["5s < 6s",                                   "DRS5006 5s < 6s", undefined],
    ["first.exit == first.exit",                  "DRS5006 first.exit == first.exit", undefined],
    ["count(dma(d1)) >= 0",                       "DRS5006 count(dma(d1)) >= 0", undefined],
  ];

  test.each(CASES)("%s", (text, found, fix) => {
    const checked = checkBody(`${START} expect ${text}`);
    expect([checked.found[0], checked.diagnostics[0]?.fix?.text]).toEqual([found, fix]);
  });

  test("a scenario that expects nothing is noticed", () => {
    expect(checkBody("at 1s kill tar").found).toEqual(['DRS5005 "s"']);
  });
});
