import { expect, test } from "vitest";
import { nearestName, nearestNames } from "./nearest.ts";

// biome-ignore format: a table is read by rows and columns
const CASES = [
  // mistyped       known                               meant
  ["devise",        ["device", "driver"],               "device"],
  ["dirver",        ["device", "driver"],               "driver"],
  ["e1000v2",       ["e1000", "e1000_v2"],              "e1000_v2"],
  ["SD0",           ["sd0", "st0"],                     "sd0"],
  ["sd9",           ["sd0"],                            "sd0"],
  ["tar",           ["init", "cron"],                   undefined],
  ["quiesce-test",  ["quiesced", "quiescetest"],        "quiescetest"],
  ["SUN-SS-2",      ["SUN-SS-12", "SUN-SS-02"],          "SUN-SS-02"],
  ["x",             [],                                 undefined],
] as const;

test.each(CASES)("%s, with %j known, was meant to be %s", (mistyped, known, meant) => {
  expect(nearestName(mistyped, known)).toBe(meant);
});

test("offers at most three names, the nearest first, and none twice", () => {
  expect(nearestNames("sd", ["sd4", "sd3", "st", "sd2", "sd2"])).toEqual(["sd2", "sd3", "sd4"]);
});
