import { describe, expect, test } from "vitest";
import {
  definition,
  duration,
  jobs,
  oneOf,
  readSwitch,
  regex,
  reporter,
  seed,
  seeds,
  text,
  whole,
} from "./values.ts";

describe("what is understood", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    [whole(0),              "0",             0],
    [whole(1),              "1_000_000",     1_000_000],
    [duration,              "500ms",         500e6],
    [duration,              "1.5s",          1.5e9],
    [duration,              "30d",           30 * 86_400e9],
    [jobs,                  "4",             { kind: "count", count: 4 }],
    [jobs,                  "50%",           { kind: "share", share: 0.5 }],
    [seed,                  "random",        "random"],
    [seed,                  "4294967295",    4_294_967_295],
    [seeds,                 "1..100",        { from: 1, to: 100 }],
    [reporter,              "json",          { name: "json" }],
    [reporter,              "json=a=b.json", { name: "json", file: "a=b.json" }],
    [definition,            "limit=5s",      { name: "limit", value: "5s" }],
    [oneOf(["ci", "strict"]), "ci",          "ci"],
    [text("<file>"),        "x",             "x"],
  ] as const)("%o reads %s", (type, given, value) => {
    expect(type.read(given)).toEqual({ value });
  });

  test("regular expressions", () => {
    const read = regex.read("^a+$");
    expect("value" in read && read.value.test("aaa")).toBe(true);
  });
});

describe("what is refused", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    [whole(1),    "0",          "needs a whole number from 1, not `0`"],
    [whole(0, 9), "10",         "needs a whole number up to 9, not `10`"],
    [whole(0),    "-1",         "needs a whole number, not `-1`"],
    [whole(0),    "1e3",        "needs a whole number, not `1e3`"],
    [whole(0),    "",           "needs a whole number, not ``"],
    [duration,    "5",          "needs a unit: `5s` or `5ms`"],
    [duration,    "5 s",        "needs a duration such as `30s`, not `5 s`"],
    [duration,    "5w",         "needs a duration such as `30s`, not `5w`"],
    [duration,    "0s",         "needs a duration between 1ns and 104d, not `0s`"],
    [duration,    "105d",       "needs a duration between 1ns and 104d, not `105d`"],
    [jobs,        "0",          "needs a number of workers or a percentage, not `0`"],
    [seed,        "4294967296", "needs a whole number up to 4294967295, not `4294967296`"],
    [seeds,       "5",          "needs a range of seeds such as `1..100`, not `5`"],
    [seeds,       "5..1",       "needs the smaller seed first, not `5..1`"],
    [seeds,       "0..1000000", "needs at most 1000000 seeds, not `0..1000000`"],
    [reporter,    "=x",         "needs a reporter such as `json=out.json`, not `=x`"],
    [definition,  "limit",      "needs `name=value`, not `limit`"],
    [oneOf(["a", "b"]), "c",    "needs one of a, b, not `c`"],
    [text("<x>"), "",           "needs a value"],
  ] as const)("%o refuses %s", (type, given, problem) => {
    expect(type.read(given)).toEqual({ problem });
  });

  test("a broken regular expression, with the reason", () => {
    expect(regex.read("(")).toEqual({
      problem: "needs a regular expression, not `(`: Unterminated group",
    });
  });
});

test("switches in the environment", () => {
  expect(["1", "TRUE", "yes", "on"].map(readSwitch)).toEqual(Array(4).fill({ value: true }));
  expect(["0", "false", "No", "off", ""].map(readSwitch)).toEqual(Array(5).fill({ value: false }));
  expect(readSwitch("maybe")).toEqual({ problem: "needs true or false, not `maybe`" });
});
