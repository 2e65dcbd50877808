import { describe, expect, test } from "vitest";
import { folderOf, isOutside, relativePath, resolvePath } from "./paths.ts";

// biome-ignore format: a table is read by rows and columns
test.each([
  ["",      "lab.drs",          "lab.drs"],
  ["a/b",   "lab.drs",          "a/b/lab.drs"],
  ["a/b",   "./../lab.drs",     "a/lab.drs"],
  ["a",     "../../lab.drs",    "../lab.drs"],
  ["../x",  "../y.drs",         "../y.drs"],
  ["..",    "../y.drs",         "../../y.drs"],
  ["a",     "/etc/x.drs",       "/etc/x.drs"],
  ["a",     "/../x.drs",        "/x.drs"],
  ["a",     "b//c/./d.drs",     "a/b/c/d.drs"],
])("from %s, %s is %s", (folder, path, resolved) => {
  expect(resolvePath(folder, path)).toBe(resolved);
});

test("folders", () => {
  expect([folderOf("x.drs"), folderOf("a/b/x.drs")]).toEqual(["", "a/b"]);
});

test("what lies outside", () => {
  expect(["..", "../x", "/x", "...", "a/x", "..x"].map(isOutside)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

describe("a path as typed elsewhere", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["",      "a/x.drs",    "a/x.drs"],
    ["a",     "a/x.drs",    "x.drs"],
    ["a/b",   "a/x.drs",    "../x.drs"],
    ["a/b",   "c/x.drs",    "../../c/x.drs"],
    ["x.drs", "x.drs",      "../x.drs"],
    ["a",     "../x.drs",   "../../x.drs"],
  ])("in %s, %s is %s", (folder, path, typed) => {
    expect(relativePath(folder, path)).toBe(typed);
  });
});
