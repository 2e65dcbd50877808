import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VIRTUAL_TIME_MAX } from "../base/limits.ts";
import {
  amountOf,
  describeType,
  formatDuration,
  formatPercent,
  formatRate,
  formatSize,
  formatValue,
  UNITS,
  unitNamed,
} from "./value.ts";

/** Reads what a formatter wrote. */
function read(text: string): number {
  const [, number = "", unit = ""] = /^([\d.]+)(.*)$/.exec(text) ?? [];
  const known = unitNamed(unit);
  return known === undefined ? Number.NaN : amountOf(Number(number), known);
}

describe("amounts", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES = [
    [1.5,  "s",    1_500_000_000],
    [1.1,  "us",   1_100],
    [0.1,  "ns",   0.1],
    [4.35, "ms",   4_350_000],
    [30,   "d",    VIRTUAL_TIME_MAX],
    [2,    "GiB",  2_147_483_648],
    [1.5,  "KB",   1_500],
    [200,  "/s",   200],
    [2,    "/ms",  2_000],
    [30,   "/min", 0.5],
    [10,   "%",    0.1],
    [7,    "%",    0.07],
  ] as const;

  test.each(CASES)("%d%s is %d in base units", (value, name, amount) => {
    const unit = unitNamed(name);
    expect(unit && amountOf(value, unit)).toBe(amount);
  });

  test("every unit has one meaning", () => {
    expect(new Set(UNITS.map(({ unit }) => unit)).size).toBe(UNITS.length);
    expect(unitNamed("sec")).toBeUndefined();
  });
});

describe("texts", () => {
  // biome-ignore format: a table is read by rows and columns
  const DURATIONS = [
    [0,                  "0s"],
    [1,                  "1ns"],
    [1_500,              "1.5us"],
    [2_113_000,          "2.113ms"],
    [2_113_001,          "2.113001ms"],
    [1_500_000_000,      "1.5s"],
    [90_000_000_000,     "90s"],
    [600_000_000_000,    "10min"],
    [36 * 3_600_000_000_000, "36h"],
    [VIRTUAL_TIME_MAX,   "30d"],
    [-5_000_000,         "-5ms"],
  ] as const;

  test.each(DURATIONS)("%d ticks are %s", (ticks, text) => {
    expect(formatDuration(ticks)).toBe(text);
  });

  test("a written duration means the same ticks again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: VIRTUAL_TIME_MAX }), (ticks) => {
        expect(read(formatDuration(ticks))).toBe(ticks);
      }),
    );
  });

  test("a written size means the same bytes again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (bytes) => {
        expect(read(formatSize(bytes))).toBe(bytes);
      }),
    );
  });

  test("sizes, rates and percentages read as they would be written", () => {
    expect([formatSize(2 ** 31), formatSize(1_500), formatSize(1_000_000)]).toEqual([
      "2GiB",
      "1500B",
      "1MB",
    ]);
    expect([formatRate(200), formatRate(0.5), formatRate(1 / 3600)]).toEqual([
      "200/s",
      "30/min",
      "1/h",
    ]);
    expect([formatPercent(0.1), formatPercent(0.07), formatPercent(0.125)]).toEqual([
      "10%",
      "7%",
      "12.5%",
    ]);
  });

  test("values show their type", () => {
    expect(formatValue('a {b}\t\u0007"', "text")).toBe('"a {{b}\\t\\u{7}\\""');
    expect(formatValue("open", { enum: ["open"] })).toBe("open");
    expect(formatValue(true, "boolean")).toBe("true");
    expect(formatValue(5_000_000, "moment")).toBe("5ms");
    expect(formatValue(7, "number")).toBe("7");
  });

  test("types have words", () => {
    expect(describeType("duration")).toBe("a duration such as `200ms`");
    expect(describeType({ enum: ["on", "off"] })).toBe("one of `on`, `off`");
    expect(describeType({ entity: ["device", "cpu"] })).toBe("a device or cpu");
  });
});
