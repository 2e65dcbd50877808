import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePhrase } from "../../syntax/parse.ts";
import type { PhraseTerm } from "./accept.ts";
import { FormIndex } from "./form-index.ts";
import { type Bound, Matcher } from "./match.ts";

const SURROUNDINGS = {
  forms: (context: string) => (context === "doing" ? DOING : undefined),
  isValue: (word: string) => word === "limit",
  isEntity: () => true,
};

const form = (pattern: string) => ({ id: pattern, pattern, doc: "", example: pattern });

const DOING = new FormIndex([form("kill <who:process> [now]"), form("wait <time:duration>")]);

function termsOf(text: string): readonly PhraseTerm[] {
  const { node } = parsePhrase(text, "t.drs");
  if (node === undefined) throw new Error(text);
  return node.terms;
}

/** What the phrase was matched with, as one line: the pattern and what its slots took. */
function matched(patterns: readonly string[], text: string): string {
  const index = new FormIndex(patterns.map(form));
  const terms = termsOf(text);
  const [head] = terms;
  const match = new Matcher(SURROUNDINGS).match(
    index.candidates(head?.kind === "word" ? head.text : undefined),
    terms,
  );
  if (match === undefined) return "nothing";
  const slots = match.pattern.slots.flatMap(({ index: at, name }) => {
    const bound = match.bound[at];
    return bound === undefined ? [] : [`${name}=${shown(bound, text)}`];
  });
  return [match.spec.pattern, ...slots].join(" ; ");
}

function shown(bound: Bound, text: string): string {
  if (bound === true) return "there";
  if (bound.kind !== "match") return text.slice(bound.start, bound.end);
  return `(${bound.bound.flatMap((inner) => (inner === undefined ? [] : [shown(inner, text)])).join(" ")})`;
}

const DEVICE =
  "device <name:new device> [: <class:(tape|disk)>] [using <driver:soft driver>] [spare]";

describe("matching", () => {
  // biome-ignore format: a table is read by rows and columns
  const CASES: readonly (readonly [readonly string[], string, string])[] = [
    [[DEVICE], "device st4 : tape using st spare",   `${DEVICE} ; name=st4 ; class=tape ; driver=st ; spare=there`],
    [[DEVICE], "device st4 using st",                `${DEVICE} ; name=st4 ; driver=st`],
    [[DEVICE], "device 2",                           `${DEVICE} ; name=2`],
    [[DEVICE], "device st4 : drum",                  `${DEVICE} ; name=st4 ; class=drum`],
    [[DEVICE], "device st4 usng st",                 "nothing"],
    [[DEVICE], "device",                             "nothing"],
    [["a <x:duration>", "a <y:size>"], "a 5ms",      "a <x:duration> ; x=5ms"],
    [["a <x:duration>", "a <y:size>"], "a 5GiB",     "a <y:size> ; y=5GiB"],
    [["a <x:duration>", "a <y:size>"], "a 5",        "a <x:duration> ; x=5"],
    [["a <x:duration>", "a <y:name>"], "a limit",    "a <x:duration> ; x=limit"],
    [["a <x:duration>", "a <y:name>"], "a other",    "a <y:name> ; y=other"],
    [["a <x:duration>"], "a one of [1s, 2s]",        "a <x:duration> ; x=one of [1s, 2s]"],
    [["a <x:duration>"], "a 1s..2s",                 "a <x:duration> ; x=1s..2s"],
    [["a <x:duration>"], "a (1s + 2s)",              "a <x:duration> ; x=(1s + 2s)"],
    [["a <x:moment>"], "a any",                      "a <x:moment> ; x=any"],
    [["a <x:range>"], "a 0..7",                      "a <x:range> ; x=0..7"],
    [["a <x:condition>"], "a (b == c)",              "a <x:condition> ; x=(b == c)"],
    [["a ( b | c d ) <x:text>"], 'a c d "t"',        'a ( b | c d ) <x:text> ; x="t"'],
    [["a [<x:integer>] [<y:name>]"], "a b",          "a [<x:integer>] [<y:name>] ; y=b"],
    [["maybe <what:phrase doing> [at <when:moment>]"], "maybe kill tar now at 5s", "maybe <what:phrase doing> [at <when:moment>] ; what=(tar there) ; when=5s"],
    [["maybe <what:phrase doing> [now]"], "maybe kill tar now", "maybe <what:phrase doing> [now] ; what=(tar there)"],
    [["maybe <what:phrase doing> now"], "maybe kill tar now", "maybe <what:phrase doing> now ; what=(tar)"],
    [["maybe <what:phrase doing>"], "maybe stop tar", "nothing"],
    [["<x:name> = <y:integer>"], "a = 5",            "<x:name> = <y:integer> ; x=a ; y=5"],
    [["[very] a"], "very a",                         "[very] a ; very=there"],
    [["[very] a"], "a",                              "[very] a"],
  ];

  test.each(CASES)("%j: %s", (patterns, text, expected) => {
    expect(matched(patterns, text)).toBe(expected);
  });

  test("the shortfall is the furthest any form came, and all that could stand there", () => {
    const index = new FormIndex([form("a b c"), form("a b [d] e"), form("a x")]);
    const { at, attempts } = new Matcher(SURROUNDINGS).shortfall(
      index.candidates("a"),
      termsOf("a b z"),
    );
    const words = attempts.map(({ expected }) =>
      expected.map((node) => ("text" in node ? node.text : node.kind)),
    );
    expect({ at, words }).toEqual({ at: 2, words: [["c"], ["d", "e"]] });
  });

  test("a pattern of words and optional words takes exactly what it says", () => {
    const word = fc.constantFrom("a", "b", "c", "d");
    const parts = fc.array(fc.record({ word, isOptional: fc.boolean(), isThere: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(parts, (all) => {
        const pattern = ["go", ...all.map((one) => (one.isOptional ? `[${one.word}]` : one.word))];
        const text = [
          "go",
          ...all.flatMap((one) => (one.isOptional && !one.isThere ? [] : [one.word])),
        ];
        expect(matched([pattern.join(" ")], text.join(" "))).not.toBe("nothing");
        expect(matched([pattern.join(" ")], [...text, "z"].join(" "))).toBe("nothing");
      }),
    );
  });
});
