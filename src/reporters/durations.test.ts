import { expect, test } from "vitest";
import { roundTime, wallTime } from "./durations.ts";

// biome-ignore format: a table is read by rows and columns
const VIRTUAL = [
  [0,                         "0ms"],
  [1,                         "1ns"],
  [330_000_000,               "330ms"],
  [1_830_000_000,             "1.83s"],
  [42_500_000_000,            "42.5s"],
  [723_000_000_000,           "12m 03s"],
  [59_990_000_000,            "1m 00s"],
  [7_500_000_000_000,         "2h 05m"],
  [30 * 86_400_000_000_000,   "720h 00m"],
] as const;

test.each(VIRTUAL)("%d ns of virtual time are %s", (ticks, text) => {
  expect(roundTime(ticks)).toBe(text);
});

// biome-ignore format: a table is read by rows and columns
const WALL = [
  [0,       "0ms"],
  [1.6,     "2ms"],
  [99.4,    "99ms"],
  [210,     "0.21s"],
  [9_999,   "10.00s"],
  [12_340,  "12.3s"],
  [65_000,  "1m 05s"],
] as const;

test.each(WALL)("%d ms of wall time are %s", (ms, text) => {
  expect(wallTime(ms)).toBe(text);
});
