import { CODES } from "../diagnostics/codes.ts";
import type { Diagnostic, SourceSpan } from "../diagnostics/diagnostic.ts";
import { Positions } from "../diagnostics/positions.ts";

/** Finds the text of a file, if it is at hand. */
export type TextOf = (file: string) => string | undefined;

/** A span as tools want it: 1-based lines and columns, and the offsets themselves. */
interface Region {
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Turns spans into regions; the lines of a file are found once. */
export class Regions {
  readonly #textOf: TextOf;
  readonly #known = new Map<string, Positions>();

  constructor(textOf: TextOf) {
    this.#textOf = textOf;
  }

  of({ file, start, end }: SourceSpan): Region {
    const positions = this.#positionsOf(file);
    const [from, to] = [positions.at(start), positions.at(end)];
    return {
      file,
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
      startOffset: start,
      endOffset: end,
    };
  }

  #positionsOf(file: string): Positions {
    const known = this.#known.get(file) ?? new Positions(this.#textOf(file) ?? "");
    this.#known.set(file, known);
    return known;
  }
}

/** One JSON document: every diagnostic with lines, columns and offsets (UTF-16). */
export function diagnosticsAsJson(diagnostics: readonly Diagnostic[], textOf: TextOf): string {
  const regions = new Regions(textOf);
  const rows = diagnostics.map(({ span, related = [], fix, ...rest }) => ({
    ...rest,
    at: regions.of(span),
    related: related.map((other) => ({ at: regions.of(other.span), message: other.message })),
    ...(fix === undefined
      ? {}
      : { fix: { at: regions.of(fix.span), text: fix.text, applicability: fix.applicability } }),
  }));
  return `${JSON.stringify({ version: 1, diagnostics: rows }, undefined, 2)}\n`;
}

/** Commands by which a GitHub workflow marks the lines of a change, one a line. */
export function diagnosticsAsGithub(diagnostics: readonly Diagnostic[], textOf: TextOf): string {
  const regions = new Regions(textOf);
  return diagnostics
    .map(({ code, severity, message, span, help = [] }) => {
      const at = regions.of(span);
      const place = `file=${property(at.file)},line=${at.startLine},col=${at.startColumn},endLine=${at.endLine}`;
      const text = [message, ...help.map((line) => `help: ${line}`)].join("\n");
      return `::${severity} ${place},title=${property(`${code}: ${titleOf(code)}`)}::${data(text)}\n`;
    })
    .join("");
}

/** The title of a code; the code itself where the table has none. */
export function titleOf(code: string): string {
  return Object.hasOwn(CODES, code) ? (CODES[code as keyof typeof CODES]?.title ?? code) : code;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
