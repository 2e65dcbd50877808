import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanLine, cleanText, cutEnd, cutStart, utf8Length } from "./clean.ts";

// biome-ignore format: a table is read by rows and columns
const TEXTS = [
  // what                      text                                     clean
  ["plain text",               "st4 refused: open\n\tsecond line",      "st4 refused: open\n\tsecond line"],
  ["letters and signs",        "größer × 10³ … 日本",                     "größer × 10³ … 日本"],
  ["a pair of surrogates",     "\u{1f600}",                             "\u{1f600}"],
  ["a lone high surrogate",    "a\ud83db",                              "a\ufffdb"],
  ["a lone low surrogate",     "a\ude00b",                              "a\ufffdb"],
  ["surrogates back to front", "\ude00\ud83d",                          "\ufffd\ufffd"],
  ["NUL, BEL and DEL",         "a\u0000b\u0007c\u007fd",                "a\ufffdb\ufffdc\ufffdd"],
  ["U+FFFE and U+FFFF",        "\ufffe\uffff",                          "\ufffd\ufffd"],
  ["C1 controls",              "a\u0085b\u0090c",                       "a\ufffdb\ufffdc"],
  ["colours",                  "\u001b[1;31mred\u001b[0m",              "red"],
  ["CSI in one character",     "\u009b31mred",                          "red"],
  ["a hyperlink",              "\u001b]8;;http://x\u0007y\u001b]8;;\u001b\\", "y"],
  ["an unfinished sequence",   "a\u001b[31",                            "a\ufffd[31"],
  ["line ends of Windows",     "one\r\ntwo\rthree",                     "one\ntwo\nthree"],
] as const;

describe("cleaning", () => {
  test.each(TEXTS)("%s", (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test("leaves nothing that XML refuses, and is done at once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const clean = cleanText(text);
        expect(clean).toMatch(/^[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  test("puts text on one line", () => {
    expect(cleanLine("  first\r\n\tsecond\u2028third\n")).toBe("first second third");
  });
});

describe("cutting", () => {
  test("never parts a pair of surrogates", () => {
    expect(cutEnd("ab\u{1f600}", 3)).toBe("ab");
    expect(cutStart("\u{1f600}ab", 3)).toBe("ab");
    expect(cutEnd("abc", 3)).toBe("abc");
    expect(cutStart("abc", 3)).toBe("abc");
  });

  test("knows how long a text is in UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});
