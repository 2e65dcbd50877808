import { describe, expect, test } from "vitest";
import { checkBody, planOf } from "../testing/check-text.ts";
import { showExpr } from "../testing/show-expr.ts";

const AROUND = `
  variable x
  driver tar { takes 1ms }
  let limit = 5s
  let wanted = suspended
  let lost = io(db).lost
  at 1s stop d1 as first
  at 2s stop t1 as second
  expect { first.elapsed < limit; first.ended; second.ended; lost == 0; d1.state == wanted; x > 1 }
`;

/** An expression as it was understood. */
function read(expression: string): string {
  const plan = planOf(checkBody(`${AROUND}\n expect ${expression}`));
  const last = plan.expectations.at(-1);
  return last === undefined ? "" : showExpr(last.what);
}

describe("expressions", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES = [
    // fields, words of their type, entities
    ["d1.state == suspended",             "(device d1.state == suspended)"],
    ["suspended == d1.state",             "(suspended == device d1.state)"],
    ["d1.power != D3",                    "(device d1.power != D3)"],
    ["d1.state == wanted",                "(device d1.state == suspended)"],
    ["first.culprit == t1",               "(operation first.culprit == device t1)"],
    ["first.culprit == init",             "(operation first.culprit == process init)"],
    ["first.culprit == tar",              "(operation first.culprit == process tar)"],
    ["quiesced",                          "system system.quiet"],
    ["x == 3",                            "(variable x.value == 3)"],
    ["not d1.open",                       "not(device d1.open)"],
    // accessors
    ["io(db).lost == 0",                  "(workload db.lost == 0)"],
    ["workload(db).lost == 0",            "(workload db.lost == 0)"],
    ["db.timed-out == 0",                 "(workload db.timed-out == 0)"],
    ["tar.state == alive",                "(process tar.state == alive)"],
    ["process(tar).state == dead",        "(process tar.state == dead)"],
    ["lost < 3",                          "(workload db.lost < 3)"],
    // events
    ["panic",                             "panic()"],
    ["dma(d1) or dma(t1)",                "(dma(device d1) or dma(device t1))"],
    ["count(dma) == 0",                   "(count dma() == 0)"],
    ["count(dma(d1)) > 2",                "(count dma(device d1) > 2)"],
    ["first(dma(d1)) < last(dma(t1))",    "(first dma(device d1) < last dma(device t1))"],
    // times
    ["first.end <= 5s",                   "(operation first.end <= 5s)"],
    ["first.end - first.start < limit",   "((operation first.end - operation first.start) < 5s)"],
    ["first.end + 2 * 500ms < second.end", "((operation first.end + 1s) < operation second.end)"],
    ["first(panic) > first.end",          "(first panic() > operation first.end)"],
    ["second.start - first > 1s",         "((operation second.start - operation first.end) > 1s)"],
    ["io(db).mean < 3ms / 2",             "(workload db.mean < 1.5ms)"],
    ["d1.memory >= 1GiB + 512MiB",        "(device d1.memory >= 1536MiB)"],
    ["d1.load + 10% < 90%",               "((device d1.load + 10%) < 90%)"],
    ["d1.speed == 600/min",               "(device d1.speed == 10/s)"],
    // texts
    ['first.message == "a {limit}"',      '(operation first.message == "a 5s")'],
    ['contains(first.message, "busy")',   'operation first.message contains "busy"'],
    // phrases
    ["first succeeded",                   "(operation first.outcome == succeeded)"],
    ["first refused",                     "(operation first.outcome == refused)"],
    ["first refused with SUSPEND",        "((operation first.outcome == refused) and (operation first.error == SUSPEND))"],
    ["first refused naming t1",           "((operation first.outcome == refused) and (operation first.culprit == device t1))"],
    ["not (first refused with BUSY naming tar)", "not((((operation first.outcome == refused) and (operation first.error == BUSY)) and (operation first.culprit == process tar)))"],
    ['first says "busy {wanted}"',        'operation first.message contains "busy suspended"'],
    ["d1 is gone",                        "(device d1.state == gone)"],
    ["d1 is wanted",                      "(device d1.state == suspended)"],
    // rules
    ["rule FIX-01",                       "rule FIX-01"],
    ["rule FIX-01 violated by d1",        "rule FIX-01 by device d1"],
    ["rule FIX-01 by process(tar)",       "rule FIX-01 by process tar"],
    ["only rule FIX-01 violated",         "only rule FIX-01"],
  ] as const;

  test.each(CASES)("%s", (expression, meaning) => {
    expect(read(expression)).toBe(meaning);
  });
});

describe("expressions that make no sense are reported", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["sd9.state == gone",           ["DRS2004 sd9"]],
    ["nothing",                     ["DRS2004 nothing"]],
    ["d1.stat == gone",             ["DRS2005 stat"]],
    ["limit.state == gone",         ["DRS2005 limit"]],
    ["d1.state == gne",             ["DRS2007 gne"]],
    ["d1.state == D3",              ["DRS2007 D3"]],
    ["d1.state == d1.power",        ["DRS3009 d1.state == d1.power"]],
    ["d1.state > gone",             ["DRS3009 d1.state > gone"]],
    ["d1.state == 5",               ["DRS3011 5"]],
    ["d1.state == \"gone\"",        ["DRS3011 \"gone\""]],
    ["first.end < 5",               ["DRS3001 5"]],
    ["first.end < 5GiB",            ["DRS3002 5GiB"]],
    ["first.end + 5 < 1s",          ["DRS3001 5"]],
    ["first.end + first.end < 1s",  ["DRS3008 first.end + first.end"]],
    ["first.message + 1 == 2",      ["DRS3008 first.message + 1"]],
    ["first.end",                   ["DRS3010 first.end"]],
    ["first",                       ["DRS3010 first"]],
    ["not 5",                       ["DRS3010 5"]],
    ["d1.open and d1.opens",        ["DRS3010 d1.opens"]],
    ["dma(db)",                     ["DRS3011 db"]],
    ["dma(nobody)",                 ["DRS2001 nobody"]],
    ["dam(d1)",                     ["DRS2006 dam"]],
    ["dma(d1, t1)",                 ["DRS3013 dma(d1, t1)"]],
    ["panic(d1)",                   ["DRS3013 panic(d1)"]],
    ["count(quiesced) == 1",        ["DRS5007 quiesced"]],
    ["dma(d1) == 3",                ["DRS5008 dma(d1)"]],
    ["3 == dma(d1)",                ["DRS5008 dma(d1)"]],
    ["first succeded",              ["DRS5004 succeded"]],
    ["first refused with",          ["DRS5004 with"]],
    ["frist succeeded",             ["DRS2001 frist"]],
    ["first refused with SUSPND",   ["DRS2007 SUSPND"]],
    ["d1.opens suspended",          ["DRS5004 suspended"]],
    ["panic whilst quiesced",       ["DRS5004 whilst"]],
    ["rule FIX-1",                  ["DRS2008 FIX-1"]],
    ["rule FIX-01 violated by",     ["DRS5004 rule FIX-01 violated by"]],
    ["rule FIX-01 violated by sd9", ["DRS2001 sd9"]],
    ["limit-wanted == 5s",          ["DRS2004 limit-wanted"]],
    ["d1.opens == 0..5",            ["DRS3016 0..5"]],
    ["d1.opens == one of [1, 2]",   ["DRS3016 one of [1, 2]"]],
    ["d1.opens == [1, 2]",          ["DRS3016 [1, 2]"]],
    ["tar == 1",                    ["DRS2003 tar"]],
  ];

  test.each(CASES)("%s", (expression, found) => {
    expect(checkBody(`${AROUND}\n expect ${expression}`).found).toEqual(found);
  });

  test("a mistake in a value is shown where the value is, and where it is used", () => {
    const { diagnostics, found } = checkBody("let late = 5\n expect first(panic) > late");
    expect(found).toEqual(["DRS3001 5"]);
    expect(diagnostics[0]?.related?.map(({ message }) => message)).toEqual(["used here"]);
  });

  test("a value that is made of itself is reported once", () => {
    const { found } = checkBody("let a = b + 1s; let b = a\n expect first(panic) > a");
    expect(found).toEqual(["DRS2011 a"]);
  });

  test("one unknown name is one mistake, however often it is used", () => {
    const { found } = checkBody("expect { sd9.open; sd9.state == gone; dma(sd8); suspend(sd8) }");
    expect(found).toEqual(["DRS2004 sd9", "DRS2001 sd8"]);
  });

  test("what was probably meant is offered", () => {
    const { diagnostics } = checkBody(
      `${AROUND}\n expect d1.state == suspendd and limit-wanted == 5s`,
    );
    expect(diagnostics.map(({ fix }) => fix?.text)).toEqual(["suspended", "limit - wanted"]);
  });
});
