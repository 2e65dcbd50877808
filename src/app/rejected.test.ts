import { describe, expect, test } from "vitest";
import { CODES_WITHOUT_FILE, goldenOf, rejectedFiles } from "../../grammar/rejected/corpus.ts";
import { CODES } from "../diagnostics/codes.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import type { Catalogue } from "../model/platform.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { checkTexts } from "./check-texts.ts";
import { textsOf } from "./findings.ts";
import { isPlayable } from "./testing/is-playable.ts";
import { rejectedHost } from "./testing/rejected-host.ts";

const FILES = rejectedFiles(/./);

/** The platforms that a file names, and the toy: what is said of a file depends on no other. */
function catalogueOf(text: string): Catalogue {
  const isNamed = (name: string): boolean => name === "toy" || text.includes(`platform ${name}`);
  return Object.fromEntries(Object.entries(PLATFORMS).filter(([name]) => isNamed(name)));
}

describe.each(FILES.filter(({ text }) => isPlayable(text)))("$file", (rejected) => {
  const [loaded] = checkTexts([rejected.file], rejectedHost(FILES), catalogueOf(rejected.text));
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
