import { describe, expect, test } from "vitest";
import { Positions } from "./positions.ts";

describe("lines and columns", () => {
  const text = "\uFEFFab\tc\r\n😀é\u0301x\rlast\n";
  const positions = new Positions(text);

  test.each([
    ["behind a byte order mark", 1, 1, 1],
    ["a tab is one column", 4, 1, 4],
    ["a pair of surrogates is one column", text.indexOf("é"), 2, 2],
    ["a combining mark is a column", text.indexOf("x"), 2, 4],
    ["a lone CR ends a line", text.indexOf("last"), 3, 1],
    ["the end of the text is on the line after the last", text.length, 4, 1],
  ])("%s", (_, offset, line, column) => {
    expect(positions.at(offset)).toEqual({ line, column });
  });

  test("an offset outside gives the nearest place", () => {
    expect(positions.at(-5)).toEqual({ line: 1, column: 1 });
    expect(positions.at(1000)).toEqual({ line: 4, column: 1 });
  });

  test("a line comes without its end, and knows where it starts", () => {
    expect(positions.line(1)).toEqual({ number: 1, start: 1, text: "ab\tc" });
    expect(positions.line(2)).toEqual({ number: 2, start: text.indexOf("😀"), text: "😀é\u0301x" });
    expect(positions.line(99).number).toBe(4);
  });

  test("an empty text has one line", () => {
    expect(new Positions("").at(0)).toEqual({ line: 1, column: 1 });
  });
});
