import { describe, expect, test } from "vitest";
import { CODES_WITHOUT_FILE, goldenOf, rejectedFiles } from "../../grammar/rejected/corpus.ts";
import { CODES } from "../diagnostics/codes.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { checkTexts } from "./check-texts.ts";
import { textsOf } from "./findings.ts";
import { rejectedHost } from "./testing/rejected-host.ts";

const FILES = rejectedFiles(/./);

describe.each(FILES)("$file", (rejected) => {
  const [loaded] = checkTexts([rejected.file], rejectedHost(FILES), PLATFORMS);
  const { diagnostics, sources } = loaded ?? { diagnostics: [], sources: [] };

  test("is rejected for the reason in its name", () => {
    expect(diagnostics.map(({ code }) => code)).toContain(rejected.code);
  });

  test("is explained as before", () => {
    const shown = renderDiagnostics(diagnostics, { form: "pretty", textOf: textsOf(sources) });
    expect(shown).toBe(goldenOf(rejected, shown));
  });
});

test.each(Object.keys(CODES).filter((code) => !CODES_WITHOUT_FILE.includes(code)))(
  "%s has a rejected file",
  (code) => {
    expect(FILES.map((rejected) => rejected.code)).toContain(code);
  },
);
