import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachmentLine, safeClassname, safeName, safePath, UniqueNames } from "./names.ts";

describe("names", () => {
  test("are one line of at most 255 characters, and never empty", () => {
    expect(safeName("two\nlines")).toBe("two lines");
    expect(safeName("x".repeat(300))).toHaveLength(255);
    expect(safeName(" \n ")).toBe("_");
    expect(safeName("\u001b[31mred\u001b[0m")).toBe("red");
  });

  test("keep a classname's parts apart by dots, and have no other", () => {
    expect(safeClassname("scenarios.sun.tape")).toBe("scenarios.sun.tape");
    expect(safeClassname("..a b/c\\d.")).toBe("_._.a_b_c_d._");
  });

  test("make paths relative", () => {
    expect(safePath("./scenarios\\tape.drs")).toBe("scenarios/tape.drs");
    expect(safePath("/scenarios/tape.drs")).toBe("scenarios/tape.drs");
    expect(safePath("../lab/tape.drs")).toBe("../lab/tape.drs");
    expect(safePath("")).toBe("_");
  });

  test("put an attachment on a line of its own", () => {
    expect(attachmentLine("reports/a\nb.svg")).toBe("[[ATTACHMENT|reports/a b.svg]]");
  });
});

test("a name that is taken gets a number, within the length", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "a_2", "b", "x".repeat(255))), (wanted) => {
      const names = new UniqueNames();
      const given = wanted.map((name) => names.claim(name));
      expect(new Set(given).size).toBe(given.length);
      expect(given.every((name) => name.length <= 255)).toBe(true);
    }),
  );
  const names = new UniqueNames();
  expect(["a", "a", "a_2", "a"].map((name) => names.claim(name))).toEqual([
    "a",
    "a_2",
    "a_2_2",
    "a_3",
  ]);
});
