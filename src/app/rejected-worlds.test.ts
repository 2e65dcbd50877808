import { describe, expect, test } from "vitest";
import { goldenOf, rejectedFiles } from "../../grammar/rejected/corpus.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { checkTexts } from "./check-texts.ts";

// What only a platform can see, while it builds the world of a scenario: DRS4100 and above.

describe.each(rejectedFiles(/^DRS41/))("$file", (rejected) => {
  const reading = { kind: "text", text: rejected.text } as const;
  const files = { read: () => reading, readImport: () => reading };
  const [loaded] = [...checkTexts([rejected.file], files, PLATFORMS)];
  const diagnostics = loaded?.diagnostics ?? [];

  test("is rejected for the reason in its name, and no other", () => {
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual([rejected.code]);
  });

  test("is explained as before", () => {
    const shown = renderDiagnostics(diagnostics, { form: "pretty", textOf: () => rejected.text });
    expect(shown).toBe(goldenOf(rejected, shown));
  });
});
