import { describe, expect, test } from "vitest";
import type { CodeEntry } from "../diagnostics/code-entry.ts";
import { SYNTAX_CODES } from "../diagnostics/codes/syntax.ts";
import { parse } from "./parse.ts";

const codesOf = (text: string) => [
  ...new Set(parse(text, "a.drs").diagnostics.map(({ code }) => code)),
];

describe.each(Object.entries<CodeEntry>(SYNTAX_CODES))("%s", (code, entry) => {
  test("is given for the wrong example, and nothing else is", () => {
    const found = codesOf(entry.grow?.(entry.wrong) ?? entry.wrong);
    // The last code counts what is left of the others.
    expect(code === "DRS1099" ? found.slice(-1) : found).toEqual([code]);
  });

  test("is not given for the right example, nor is any other", () => {
    expect(codesOf(entry.right)).toEqual([]);
  });

  test("is explained in whole sentences under a short title", () => {
    expect(entry.title).toMatch(/^[^.]{5,60}$/);
    expect(entry.explanation).toMatch(/^[A-Z`].{20,}\.$/);
  });
});
