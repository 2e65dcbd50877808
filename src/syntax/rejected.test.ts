import { describe, expect, test } from "vitest";
import { CODES_WITHOUT_FILE, goldenOf, rejectedFiles } from "../../grammar/rejected/corpus.ts";
import { SYNTAX_CODES } from "../diagnostics/codes/syntax.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { parse } from "./parse.ts";

const FILES = rejectedFiles(/^DRS1/);

describe.each(FILES)("$file", (rejected) => {
  const { diagnostics } = parse(rejected.text, rejected.file);

  test("is rejected for the reason in its name", () => {
    expect(diagnostics.map(({ code }) => code)).toContain(rejected.code);
  });

  test("is explained as before", () => {
    const shown = renderDiagnostics(diagnostics, { form: "pretty", textOf: () => rejected.text });
    expect(shown).toBe(goldenOf(rejected, shown));
  });
});

test.each(Object.keys(SYNTAX_CODES).filter((code) => !CODES_WITHOUT_FILE.includes(code)))(
  "%s has a rejected file",
  (code) => {
    expect(FILES.map((rejected) => rejected.code)).toContain(code);
  },
);
