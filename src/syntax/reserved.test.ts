import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { FILE_WORDS, FORMS, RESERVED_WORDS, SCENARIO_WORDS } from "./reserved.ts";

const codesOf = (text: string) => parse(text, "a.drs").diagnostics.map(({ code }) => code);

// The grammar has its own list, because the generated parser imports nothing.
test.each(RESERVED_WORDS)("%s names nothing", (word) => {
  expect(codesOf(`let ${word} = 5s\n`)).toEqual(["DRS1025"]);
  expect(codesOf(`scenario "s" { at 1s kill tar as ${word} }`)).toEqual(["DRS1025"]);
  expect(codesOf(`scenario "s" {\nexamples {\n| ${word} |\n| 1 |\n}\n}`)).toEqual(["DRS1025"]);
});

test.each(["while-away", "Before", "atom", "expected", "for", "failure"])(
  "%s may be a name",
  (word) => {
    expect(codesOf(`let ${word} = 5s\n`)).toEqual([]);
  },
);

test.each([...FILE_WORDS, ...SCENARIO_WORDS])("%s has a form to be shown", (word) => {
  expect(FORMS[word]).toContain(word);
});

test.each(SCENARIO_WORDS)("%s begins no phrase in a scenario, but may in a block", (word) => {
  expect(codesOf(`scenario "s" { ${word} }`)).not.toEqual([]);
  expect(codesOf(`process p { ${word} }`)).toEqual([]);
});
