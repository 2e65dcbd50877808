import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { CodeEntry } from "../diagnostics/code-entry.ts";
import { CODES } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { checkTexts } from "./check-texts.ts";
import { isPlayable } from "./testing/is-playable.ts";
import { rejectedHost } from "./testing/rejected-host.ts";

// What `drs explain` shows must be as it says: the wrong example is rejected for its code, the right one is not.

const FILE = "example.drs";

function check(text: string): readonly Diagnostic[] {
  const [loaded] = checkTexts([FILE], rejectedHost([{ file: FILE, text }]), PLATFORMS);
  return loaded?.diagnostics ?? [];
}

const ROWS = Object.entries<CodeEntry>(CODES)
  .map(([code, entry]) => ({ code, entry }))
  .filter(({ entry }) => isPlayable(entry.right));

describe.each(ROWS)("$code", ({ code, entry: { wrong, right, grow } }) => {
  test("is what the wrong example gives", () => {
    const codes = check(grow === undefined ? wrong : grow(wrong)).map((found) => found.code);
    expect(codes).toContain(code);
  });

  test("is put right in the right example", () => {
    // Examples of how to write something need not make a sensible scenario.
    const isAboutForm = code.startsWith("DRS1");
    const found = check(right).map((diagnostic) => diagnostic.code);
    expect(isAboutForm ? found.filter((other) => other.startsWith("DRS1")) : found).toEqual([]);
  });
});

test("every code that the program gives is in the table, and nothing else is", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter(
      (path) => path.endsWith(".ts") && !path.includes(".test.") && !path.includes("testing/"),
    )
    .filter((path) => !path.startsWith("diagnostics/codes"));
  const given = sources.flatMap(
    (path) => readFileSync(root + path, "utf8").match(/"DRS\d{4}"/g) ?? [],
  );
  const codes = new Set(given.map((quoted) => quoted.slice(1, -1)));
  expect([...codes].sort()).toEqual(Object.keys(CODES).sort());
});
