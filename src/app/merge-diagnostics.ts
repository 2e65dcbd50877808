import { DIAGNOSTICS_PER_FILE_MAX } from "../base/limits.ts";
import type { Diagnostic, SourceSpan } from "../diagnostics/diagnostic.ts";
import { Positions } from "../diagnostics/positions.ts";
import type { SourceText } from "../model/run-event.ts";

/** The parser and this file say with it that there are more diagnostics than are shown. */
const AND_MORE = "DRS1099";

/** What the parser has to say about a text. */
interface Parsed {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the parser and later stages have to say, as one list for `main`: its own by position, then that of each imported
 * file, and of none more than anybody reads.
 */
export function mergeDiagnostics(
  main: Parsed,
  imports: readonly Parsed[],
  fromOthers: readonly Diagnostic[],
): readonly Diagnostic[] {
  const texts = [main, ...imports];
  const unread = texts.filter(({ diagnostics }) => diagnostics.length > 0);
  if (unread.length === 0 && fromOthers.length === 0) return fromOthers;
  const isNews = newsBeside(unread);
  const byFile = new Map<string, Diagnostic[]>(
    texts.map(({ source, diagnostics }) => [source.file, [...diagnostics]]),
  );
  for (const diagnostic of fromOthers) {
    if (!isNews(diagnostic)) continue;
    const found = byFile.get(diagnostic.span.file);
    if (found === undefined) byFile.set(diagnostic.span.file, [diagnostic]);
    else found.push(diagnostic);
  }
  return [...byFile.values()].flatMap((found) => withoutFlood(found).sort(byPosition));
}

/**
 * Tells what does not merely follow from what could not be read: in such a file no warning, and no mistake that has to do
 * with a line on which the parser has found one.
 */
function newsBeside(unread: readonly Parsed[]): (diagnostic: Diagnostic) => boolean {
  const files = new Map(
    unread.map(({ source, diagnostics }) => {
      const positions = new Positions(source.text);
      const lines = new Set(diagnostics.flatMap(({ span }) => linesOf(span, positions)));
      return [source.file, { positions, lines }];
    }),
  );
  const isSpoilt = (span: SourceSpan): boolean => {
    const file = files.get(span.file);
    return file !== undefined && linesOf(span, file.positions).some((line) => file.lines.has(line));
  };
  return ({ severity, span, related = [] }) => {
    if (!files.has(span.file)) return true;
    return severity === "error" && ![span, ...related.map((other) => other.span)].some(isSpoilt);
  };
}

/** The first and the last line that a stretch touches; those between matter to nobody. */
function linesOf({ start, end }: SourceSpan, positions: Positions): readonly number[] {
  return [positions.at(start).line, positions.at(end).line];
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
