import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";

/** A text after its certain corrections. */
export interface Fixed {
  readonly text: string;
  /** How many were applied. */
  readonly count: number;
}

/**
 * Applies the corrections that are certain to one file's text. Of two that touch, the first is applied;
 * checking again brings the other back.
 */
export function applyFixes(file: string, text: string, diagnostics: readonly Diagnostic[]): Fixed {
  const fixes = diagnostics
    .flatMap(({ fix }) => (fix?.applicability === "machine" && fix.span.file === file ? [fix] : []))
    .sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
  const parts: string[] = [];
  let done = 0;
  let count = 0;
  let last: Fix | undefined;
  for (const fix of fixes) {
    if (last !== undefined && fix.span.start <= last.span.end) continue;
    parts.push(text.slice(done, fix.span.start), fix.text);
    done = fix.span.end;
    count++;
    last = fix;
  }
  return { text: parts.join("") + text.slice(done), count };
}
