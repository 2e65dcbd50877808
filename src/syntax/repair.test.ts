import { expect, test } from "vitest";
import { missingCloses } from "./repair.ts";

/** The text with a `}` wherever one is found to be missing. */
function repaired(text: string): string {
  const places = missingCloses(text);
  return places
    .toReversed()
    .reduce((whole, at) => `${whole.slice(0, at)}} ${whole.slice(at)}`, text);
}

test.each([
  ["a {\n  b\nc {\n}", "a {\n  b\n} c {\n}"],
  ["a {\n  b {\n    c\n}", "a {\n  b {\n    c\n} }"],
  ["a {\n  b {\n    c\nd", "a {\n  b {\n    c\n} } d"],
  ['a { # {\n  b "{"\nc', 'a { # {\n  b "{"\n} c'],
  ["a {\r\n\tb\r\nc", "a {\r\n\tb\r\n} c"],
  ["a {\n  b\n\n# c\nd", "a {\n  b\n\n# c\n} d"],
])("a brace is missing before what is not indented: %j", (text, result) => {
  expect(repaired(text)).toBe(result);
});

test.each([
  ["all is well", "a {\n  b { c }\n}\n"],
  ["it is missing at the end", "a {\n  b\n"],
  ["the indentation is misleading", "a {\nb {\nc }\n}\n}"],
])("nothing is known where %s", (_, text) => {
  expect(missingCloses(text)).toEqual([]);
});
