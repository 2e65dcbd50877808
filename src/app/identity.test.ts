import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classnamesOf, FileIdentities, NAME_LENGTH_MAX } from "./identity.ts";

const head = (name: string) => ({ name, line: 1, tags: [] });

describe("classnames", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["scenarios/sun/tape.drs",       "scenarios.sun.tape"],
    ["tape.drs",                     "tape"],
    ["a.b/c.d.drs",                  "a_b.c_d"],
    ["../elsewhere/x.drs",           "_.elsewhere.x"],
    ["a b/ü-1_2.drs",                "a_b.ü-1_2"],
    ["a/no-extension",               "a.no-extension"],
    ["a/$(rm).drs",                  "a.__rm_"],
  ])("of %s", (file, classname) => {
    expect(classnamesOf([file])).toEqual([classname]);
  });

  test("that would be equal are told apart in path order", () => {
    expect(classnamesOf(["a b.drs", "a.b.drs", "a_b.drs"])).toEqual(["a_b", "a_b_2", "a_b_3"]);
  });
});

describe("names", () => {
  test("repeated in a file are told apart", () => {
    const names = new FileIdentities("f.drs", "f");
    expect([head("x"), head("x"), head("x_2")].map((it) => names.of(it).name)).toEqual([
      "x",
      "x_2",
      "x_2_2",
    ]);
  });

  test("are one line of well-formed text", () => {
    const { name } = new FileIdentities("f.drs", "f").of(head("a\n\tb\u0000\ud800c\u2028d"));
    expect(name).toBe("a b \ufffdc d");
  });

  test("never part a surrogate pair when cut", () => {
    const { name } = new FileIdentities("f.drs", "f").of(
      head(`${"x".repeat(NAME_LENGTH_MAX - 1)}😀`),
    );
    expect(name).toBe("x".repeat(NAME_LENGTH_MAX - 1));
  });

  test("are unique and short enough, whatever they were", () => {
    const anyName = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constant("y".repeat(400)),
    );
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 30 }), (titles) => {
        const names = new FileIdentities("f.drs", "f");
        const given = titles.map((title) => names.of(head(title)).name);
        expect(new Set(given).size).toBe(given.length);
        expect(given.every((name) => name.length <= NAME_LENGTH_MAX)).toBe(true);
      }),
    );
  });
});
