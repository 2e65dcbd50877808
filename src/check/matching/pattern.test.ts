import { describe, expect, test } from "vitest";
import { compilePattern, readablePattern, slotTypeOf } from "./pattern.ts";

describe("patterns", () => {
  test("know their slots, flags among them", () => {
    const { slots } = compilePattern("device <name:new device> [: <class:(tape|disk)>] [at once]");
    expect(slots).toEqual([
      { index: 0, name: "name", type: { kind: "new", of: "device" } },
      { index: 1, name: "class", type: { kind: "word", words: ["tape", "disk"] } },
      { index: 2, name: "at-once", type: { kind: "flag" } },
    ]);
  });

  test("are shown without their types", () => {
    expect(readablePattern("device <name:new device> [: <class:(tape|disk)>]")).toBe(
      "device <name> [: (tape|disk)]",
    );
  });

  // biome-ignore format: a table is read by rows and columns
  const TYPES = [
    ["duration",      { kind: "value", type: "duration" }],
    ["range",         { kind: "range" }],
    ["new slot",      { kind: "new", of: "slot" }],
    ["device",        { kind: "entity", kinds: ["device"], soft: false }],
    ["device/cpu",    { kind: "entity", kinds: ["device", "cpu"], soft: false }],
    ["soft driver",   { kind: "entity", kinds: ["driver"], soft: true }],
    ["(a|b)",         { kind: "word", words: ["a", "b"] }],
    ["condition",     { kind: "condition" }],
    ["phrase action", { kind: "phrase", context: "action" }],
    ["two words",     undefined],
  ] as const;

  test.each(TYPES)("`%s` is a slot type", (text, type) => {
    expect(slotTypeOf(text)).toEqual(type);
  });

  test.each(["a [b", "a ]", "a <b>", "( )", "a | b", "<a:two words>", "a {"])(
    "`%s` is no pattern",
    (text) => {
      expect(() => compilePattern(text)).toThrow(/pattern/);
    },
  );
});
