import { describe, expect, test } from "vitest";
import type { TimelineItem } from "../../model/plan.ts";
import { formatDuration } from "../../model/value.ts";
import { checkBody, planOf } from "../testing/check-text.ts";
import { showExpr } from "../testing/show-expr.ts";

function shown({ moment, action, label }: TimelineItem): string {
  return `${momentText(moment)}: ${action.form}${label === undefined ? "" : ` as ${label}`}`;
}

function momentText(moment: TimelineItem["moment"]): string {
  switch (moment.kind) {
    case "at":
      return `at ${formatDuration(moment.time)}`;
    case "when":
      return `when ${showExpr(moment.condition)}`;
    case "after": {
      const anchor = moment.moment === undefined ? "" : `${showExpr(moment.moment)} + `;
      return `after ${anchor}${formatDuration(moment.delay)}`;
    }
  }
}

const END = "\n at 9s stop as last\n expect { last.ended; panic }";

/** A timeline as it was understood. */
function timeline(statements: string): readonly string[] {
  return planOf(checkBody(statements + END))
    .timeline.slice(0, -1)
    .map(shown);
}

describe("timelines", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["at 100ms kill tar",                ["at 100ms: kill"]],
    ["let t = 1s; at t + 500ms kill tar", ["at 1.5s: kill"]],
    ["after 2s kill tar",                ["after 2s: kill"]],
    ["after last kill tar",              ["after operation last.end + 0s: kill"]],
    ["after last.start + 2s kill tar",   ["after operation last.start + 2s: kill"]],
    ["after 2s + last.start kill tar",   ["after operation last.start + 2s: kill"]],
    ["after dma(d1) + 1ms kill tar",     ["after first dma(device d1) + 1ms: kill"]],
    ["after last(dma(d1)) kill tar",     ["after last dma(device d1) + 0s: kill"]],
    ["when quiesced kill tar",           ["when system system.quiet: kill"]],
    ["when (last refused) kill tar",     ["when (operation last.outcome == refused): kill"]],
    ["when d1.state == gone and not panic kill tar", ["when ((device d1.state == gone) and not(panic())): kill"]],
    ["at 1s stop; at 2s run \"x\"",      ["at 1s: stop as run1", "at 2s: run as run2"]],
    ["at 1s stop as run1; at 2s stop; expect run1.ended", ["at 1s: stop as run1", "at 2s: stop as run2"]],
    ["at 1s later stop as back; expect back.ended", ["at 1s: later as back"]],
    ["at 5s kill tar; at 1s stop d1",    ["at 5s: kill", "at 1s: stop as run1"]],
  ];

  test.each(CASES)("%s", (statements, items) => {
    expect(timeline(statements)).toEqual(items);
  });
});

describe("timelines that make no sense are reported", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["at 5 kill tar",                        ["DRS3001 5"]],
    ["after 5 kill tar",                     ["DRS3001 5"]],
    ["at last.end kill tar",                 ["DRS4016 last.end"]],
    ["after quiesced kill tar",              ["DRS4016 quiesced"]],
    ["at -1s kill tar",                      ["DRS3006 -1s"]],
    ["after last.end - 1s kill tar",         ["DRS3006 last.end - 1s"]],
    ["after last.elapsed kill tar",          ["DRS3012 last.elapsed"]],
    ["after last.end + last.elapsed kill tar", ["DRS3012 last.end + last.elapsed"]],
    ["after 5GiB kill tar",                  ["DRS3011 5GiB"]],
    ["when 5s kill tar",                     ["DRS3010 5s"]],
    ["when last kill tar",                   ["DRS3010 last"]],
    ["at 1s kill tar as x",                  ["DRS4015 x"]],
    ["at 1s stop as last",                   ["DRS2002 last"]],
    ["at 1s stop as idle",                   ["DRS2013 idle"]],
    ["at 31d kill tar",                      ["DRS3007 31d"]],
    ["run for 5s",                           ["DRS4021 at 9s stop as last"]],
    ["run for 5s; run for 20s",              ["DRS4019 run for", "DRS4021 at 9s stop as last"]],
    ["run for 0s",                           ["DRS3006 0s"]],
    ["run for 5",                            ["DRS3001 5"]],
    ["order last before quiesced",           ["DRS4017 quiesced"]],
    ["order dma(d1) before nobody",          ["DRS2004 nobody"]],
    ["driver tt",                            []],
    ["takes 5ms",                            ["DRS4008 takes"]],
    ["at 1s driver tt",                      ["DRS4008 driver"]],
    ["kill tar",                             ["DRS4008 kill"]],
    ["at 1s kil tar",                        ["DRS4008 kil"]],
    ["at 1s kill",                           ["DRS4010 kill"]],
    ["at 1s kill tar now",                   ["DRS4009 now"]],
    ["at 1s kill d1",                        ["DRS2001 d1"]],
    ["at 1s kill tar { }",                   ["DRS4011 {"]],
    ["workload w on d1",                     ["DRS4012 d1"]],
    ["limit 5 to 3",                         ["DRS4014 limit 5 to 3"]],
    ["limit 5 to 3..9",                      ["DRS4014 limit 5 to 3..9"]],
    ["limit 5 to one of [9, 3]",             ["DRS4014 limit 5 to one of [9, 3]"]],
    ["interval 5ms; interval 6ms",           ["DRS4013 interval 6ms"]],
    ["workload w on d1 { every 5ms; every 6ms }", ["DRS4013 every 6ms"]],
  ];

  test.each(CASES)("%s", (statements, found) => {
    expect(checkBody(statements + END).found).toEqual(found);
  });

  test("orders keep what they pin", () => {
    const { orders } = planOf(checkBody(`order dma(d1) before last${END}`));
    expect(orders.map(({ first, second }) => [showExpr(first), showExpr(second)])).toEqual([
      ["dma(device d1)", "operation last"],
    ]);
  });
});
