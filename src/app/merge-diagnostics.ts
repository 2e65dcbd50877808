import { DIAGNOSTICS_PER_FILE_MAX } from "../base/limits.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** The parser and this file say with it that there are more diagnostics than are shown. */
const AND_MORE = "DRS1099";

/**
 * The diagnostics of several stages as one list for `file`: its own by position, then those of each imported file, and of
 * none more than anybody reads.
 */
export function mergeDiagnostics(
  file: string,
  stages: readonly (readonly Diagnostic[])[],
): readonly Diagnostic[] {
  const all = stages.flat();
  if (all.length === 0) return all;
  const byFile = new Map<string, Diagnostic[]>([[file, []]]);
  for (const diagnostic of all) {
    const found = byFile.get(diagnostic.span.file);
    if (found === undefined) byFile.set(diagnostic.span.file, [diagnostic]);
    else found.push(diagnostic);
  }
  return [...byFile.values()].flatMap((found) => withoutFlood(found).sort(byPosition));
}

function byPosition(one: Diagnostic, other: Diagnostic): number {
  return one.span.start - other.span.start;
}

/** As many of one file as are shown, errors before warnings, and a last one that counts the rest. */
function withoutFlood(found: readonly Diagnostic[]): Diagnostic[] {
  // The parser was flooded already: what later stages say follows from that.
  const flooded = found.findIndex(({ code }) => code === AND_MORE);
  if (flooded >= 0) return found.slice(0, flooded + 1);
  if (found.length <= DIAGNOSTICS_PER_FILE_MAX) return [...found];
  const errors = found.filter(({ severity }) => severity === "error").sort(byPosition);
  const warnings = found.filter(({ severity }) => severity === "warning").sort(byPosition);
  const kept = [...errors, ...warnings].slice(0, DIAGNOSTICS_PER_FILE_MAX);
  return errors.length <= kept.length
    ? kept
    : [...kept, andMore(errors.length - kept.length, kept)];
}

function andMore(left: number, kept: readonly Diagnostic[]): Diagnostic {
  const { file, end } = kept.at(-1)?.span ?? { file: "", end: 0 };
  return {
    code: AND_MORE,
    severity: "error",
    message: `and ${left} more mistake${left === 1 ? "" : "s"} in this file`,
    span: { file, start: end, end },
    help: ["correct the ones above first; the others may follow from them"],
  };
}
