import { describe, expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.ts";
import { renderDiagnostic, renderDiagnostics } from "./render.ts";
import { PLAIN_THEME, type Theme } from "./theme.ts";

const TEXT =
  "driver e1000_v2 { version 2 }\n\n\nscenario s {\n\tat 5s replace 磁 with e1000v2\n}\n";
const at = (words: string, file = "a.drs") => {
  const start = TEXT.indexOf(words);
  return { file, start, end: start + words.length };
};
const COMPLAINT: Diagnostic = {
  code: "DRS2042",
  severity: "error",
  message: "driver `e1000v2` is not declared",
  span: at("e1000v2"),
  label: "unknown driver",
  related: [{ span: at("e1000_v2"), message: "a similar one is here" }],
  notes: ["drivers in scope: e1000_v2"],
  help: ["did you mean `e1000_v2`?"],
  fix: { span: at("e1000v2"), text: "e1000_v2", applicability: "machine" },
};
const textOf = (file: string) => (file === "a.drs" ? TEXT : undefined);

describe("pretty", () => {
  test("shows lines, carets and remarks; tabs and wide characters keep carets in place", () => {
    expect(renderDiagnostic(COMPLAINT, { form: "pretty", textOf }).join("\n")).toBe(
      `error[DRS2042]: driver \`e1000v2\` is not declared
  ┌─ a.drs:5:23
  │
1 │ driver e1000_v2 { version 2 }
  │        -------- a similar one is here
  ·
5 │     at 5s replace 磁 with e1000v2
  │                           ^^^^^^^ unknown driver
  │
  = note: drivers in scope: e1000_v2
  = help: did you mean \`e1000_v2\`? (fix available: drs check --fix)
  = see: drs explain DRS2042`,
    );
  });

  test("draws its frame in ASCII if asked", () => {
    const lines = renderDiagnostic(COMPLAINT, { form: "pretty", textOf, unicode: false });
    expect(lines.slice(0, 4)).toEqual([
      "error[DRS2042]: driver `e1000v2` is not declared",
      "  --> a.drs:5:23",
      "  |",
      "1 | driver e1000_v2 { version 2 }",
    ]);
  });

  test("windows long lines round the mark", () => {
    const long = `${"x".repeat(300)} here ${"y".repeat(300)}`;
    const span = { file: "b.drs", start: 301, end: 305 };
    const [, , , line = "", caret = ""] = renderDiagnostic(
      { code: "DRS1001", severity: "warning", message: "m", span },
      { form: "pretty", textOf: () => long, columnsMax: 40 },
    );
    expect(line).toMatch(/^1 │ …x+ here y+…$/);
    expect(line.length).toBe(44);
    expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe("here");
  });

  test("shows places in other files, and files without a text by name", () => {
    const related = [{ span: { file: "b.drs", start: 3, end: 5 }, message: "first defined here" }];
    const lines = renderDiagnostic({ ...COMPLAINT, related }, { form: "pretty", textOf });
    expect(lines).toContain("  ┌─ b.drs");
    expect(lines).toContain("  ┌─ a.drs:5:23");
  });

  test("lets no control character reach the terminal", () => {
    const text = "let \u001b[2Jx = 1\n";
    const lines = renderDiagnostic(
      {
        code: "DRS1007",
        severity: "error",
        message: "a \u001b b\nc",
        span: { file: "\u0007.drs", start: 4, end: 5 },
      },
      { form: "pretty", textOf: () => text },
    );
    expect(lines.join("\n")).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test("takes colours from the theme", () => {
    const theme: Theme = {
      ...PLAIN_THEME,
      error: (text) => `<${text}>`,
      primary: (text) => `{${text}}`,
    };
    const text = renderDiagnostic(COMPLAINT, { form: "pretty", textOf, theme }).join("\n");
    expect(text).toContain("<error[DRS2042]>: driver");
    expect(text).toContain("{^^^^^^^ unknown driver}");
  });
});

test("short is one line each", () => {
  expect(renderDiagnostics([COMPLAINT, COMPLAINT], { form: "short", textOf })).toBe(
    "a.drs:5:23: error[DRS2042]: driver `e1000v2` is not declared\n".repeat(2),
  );
});

test("nothing is shown of nothing", () => {
  expect(renderDiagnostics([], { form: "pretty", textOf })).toBe("");
});
