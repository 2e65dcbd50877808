import { describe, expect, test } from "vitest";
import { checkText, planOf } from "../testing/check-text.ts";

const START = "machine { device d1 }\nprocess tar { opens d1 }\nlet five = 5ms\nlet target = d1\n";

/** The arguments that a `sample` of every slot type has got. */
function argsOf(sample: string): unknown {
  const checked = checkText(`${START}sample ${sample}\n${USES}`);
  const facts = planOf(checked).declarations.filter(({ form }) => form === "sample");
  return facts[0]?.args;
}

const USES = `
note "{five} {target}"
scenario "s" { expect init.state == alive }
`;

/** What is wrong with a `sample`. */
function wrongWith(sample: string): readonly string[] {
  return checkText(`${START}sample ${sample}\n${USES}`).found;
}

describe("arguments are in base units", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, object])[] = [
    ["duration 1.5s",                    { duration: 1_500_000_000 }],
    ["duration five",                    { duration: 5_000_000 }],
    ["duration (five + 2 * 1ms)",        { duration: 7_000_000 }],
    ["duration (1s / 4)",                { duration: 250_000_000 }],
    ["duration (50% * 1s)",              { duration: 500_000_000 }],
    ["size 2GiB",                        { size: 2_147_483_648 }],
    ["rate 30/min",                      { rate: 0.5 }],
    ["number 1.5 integer 0x10",          { number: 1.5, integer: 16 }],
    ["integer (10ms / five)",            { integer: 2 }],
    ["number (-3)",                      { number: -3 }],
    ["percent 12.5%",                    { percent: 0.125 }],
    ['text "plain"',                     { text: "plain" }],
    ['text "in {five}, {{not}"',         { text: "in 5ms, {not}" }],
    ['text "at {target}"',               { text: "at d1" }],
    ["boolean true",                     { boolean: true }],
    ["moment 10ms",                      { moment: 10_000_000 }],
    ["range 0..7",                       { range: { from: 0, to: 7 } }],
    ["range 3",                          { range: { from: 3, to: 3 } }],
    ["name in-use",                      { name: "in-use" }],
    ["name target",                      { name: "d1" }],
    ["name 7",                           { name: "7" }],
    ["word red",                         { word: "red" }],
    ["entity tar",                       { entity: "tar" }],
    ["entity target",                    { entity: "d1" }],
  ];

  test.each(CASES)("%s", (sample, args) => {
    expect(argsOf(sample)).toEqual(args);
  });
});

describe("arguments of the wrong type are reported", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["duration 5",            ["DRS3001 5"]],
    ["moment 5",              ["DRS3001 5"]],
    ["size 5",                ["DRS3001 5"]],
    ["rate 5",                ["DRS3001 5"]],
    ["percent 5",             ["DRS3001 5"]],
    ["duration 5GiB",         ["DRS3002 5GiB"]],
    ["size 5ms",              ["DRS3002 5ms"]],
    ["number 5ms",            ["DRS3011 5ms"]],
    ["duration 5sec",         ["DRS3003 5sec"]],
    ["duration 0.5ns",        ["DRS3004 0.5ns"]],
    ["size 0.3B",             ["DRS3004 0.3B"]],
    ["duration 5ms..1ms",     ["DRS3005 5ms..1ms"]],
    ["duration 0..5ms",       ["DRS3001 0"]],
    ["duration 1ms..5GiB",    ["DRS3005 1ms..5GiB"]],
    ["range 0..9999",         ["DRS3005 0..9999"]],
    ["range 0..1.5",          ["DRS3016 0..1.5"]],
    ["percent 1%..5%",        ["DRS3016 1%..5%"]],
    ["duration (-5ms)",       ["DRS3006 (-5ms)"]],
    ["moment (five - 1s)",    ["DRS3006 (five - 1s)"]],
    ["duration 31d",          ["DRS3007 31d"]],
    ["duration 9999h",        ["DRS3007 9999h"]],
    ["duration (5ms + 2GiB)", ["DRS3008 5ms + 2GiB"]],
    ["duration (5ms * 5ms)",  ["DRS3008 5ms * 5ms"]],
    ["duration (5ms / 0)",    ["DRS3014 0"]],
    ["integer 1.5",           ["DRS3015 1.5"]],
    ["duration \"5ms\"",      ["DRS3011 \"5ms\""]],
    ["text hello",            ["DRS2004 hello"]],
    ["text 5ms",              ["DRS3011 5ms"]],
    ["text \"{nine}\"",       ["DRS2010 \"{nine}\""]],
    ["text \"{\"",            ["DRS2010 \"{\""]],
    ["boolean 1",             ["DRS3010 1"]],
    ["duration (quiesced)",   ["DRS3011 quiesced"]],
    ["duration one of []",    ["DRS3016 []"]],
    ["duration one of [5ms, 3GiB]", ["DRS3002 3GiB"]],
    ["word blue",             ["DRS2007 blue"]],
    ["entity nobody",         ["DRS2001 nobody"]],
    ["entity system",         ["DRS2001 system"]],
    ["duration d1.memory",    ["DRS3002 d1.memory"]],
    ["moment (first(panic))", ["DRS3012 (first(panic))"]],
  ];

  test.each(CASES)("%s", (sample, found) => {
    expect(wrongWith(sample)).toEqual(found);
  });
});
