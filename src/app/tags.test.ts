import { expect, test } from "vitest";
import { readTagFilter } from "./tags.ts";

// biome-ignore format: a table is read by rows and columns
test.each([
  ["@a",                      ["a"],       true],
  ["@a and not @b",           ["a", "b"],  false],
  ["@a and not (@b or @c)",   ["a"],       true],
  ["@a and not (@b or @c)",   ["a", "c"],  false],
  ["not @a",                  [],          true],
])("%s matches %s: %s", (text, tags, isMatch) => {
  const read = readTagFilter(text);
  expect("filter" in read && read.filter.matches(tags)).toBe(isMatch);
});

test("names every tag once", () => {
  const read = readTagFilter("(@a or @b-1) and not @a");
  expect("filter" in read && read.filter.names).toEqual(["a", "b-1"]);
});

// biome-ignore format: a table is read by rows and columns
test.each([
  ["",         "a tag expression names at least one tag"],
  ["a",        "`a` is no tag: tags begin with `@`"],
  ["@a and",   "`@a and` cannot be read: expected operand"],
  ["(@a",      "`(@a` cannot be read: unmatched ("],
  ["@a @b",    "`@a @b` cannot be read: expected operator"],
])("%s is refused: %s", (text, problem) => {
  expect(readTagFilter(text)).toEqual({ problem });
});
