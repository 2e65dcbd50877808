import type { Diagnostic } from "./diagnostic.ts";
import { displayText } from "./display.ts";
import { type ExcerptOptions, edge, excerpt, type Mark } from "./excerpt.ts";
import { Positions } from "./positions.ts";
import { ASCII_GLYPHS, PLAIN_THEME, type Theme, UNICODE_GLYPHS } from "./theme.ts";

/** How diagnostics are shown. */
export interface RenderOptions {
  /** `pretty`: source lines with carets. `short`: one line each, `file:line:column: error[CODE]: message`. */
  readonly form: "pretty" | "short";
  /** The text of a file, if it is at hand. */
  readonly textOf: (file: string) => string | undefined;
  /** Box-drawing characters; default true. */
  readonly unicode?: boolean;
  /** Default: no colour. */
  readonly theme?: Theme;
  /** Source lines longer than this are windowed; default 120. */
  readonly columnsMax?: number;
}

const COLUMNS_MAX = 120;

/** One diagnostic as lines of text, without an empty line round it. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  options: RenderOptions,
): readonly string[] {
  return render(diagnostic, options.form, excerptOptions(options));
}

/** Several diagnostics as one text; pretty ones have an empty line between them. Ends with a line end unless empty. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: RenderOptions,
): string {
  const settings = excerptOptions(options);
  const separator = options.form === "short" ? "\n" : "\n\n";
  const texts = diagnostics.map((each) => render(each, options.form, settings).join("\n"));
  return texts.length === 0 ? "" : `${texts.join(separator)}\n`;
}

/** What excerpts need, with the defaults filled in. Lines of a file are found once. */
export function excerptOptions({
  textOf,
  unicode = true,
  theme = PLAIN_THEME,
  columnsMax = COLUMNS_MAX,
}: Omit<RenderOptions, "form">): ExcerptOptions {
  const known = new Map<string, Positions>();
  const positionsOf = (file: string): Positions | undefined => {
    const text = known.has(file) ? undefined : textOf(file);
    if (text !== undefined) known.set(file, new Positions(text));
    return known.get(file);
  };
  const glyphs = unicode ? UNICODE_GLYPHS : ASCII_GLYPHS;
  return { positionsOf, glyphs, theme, columnsMax };
}

function render(
  diagnostic: Diagnostic,
  form: RenderOptions["form"],
  settings: ExcerptOptions,
): readonly string[] {
  return form === "short"
    ? [renderShort(diagnostic, settings)]
    : renderPretty(diagnostic, settings);
}

function renderShort(diagnostic: Diagnostic, settings: ExcerptOptions): string {
  const { positionsOf, glyphs, theme } = settings;
  const { span, severity, code, message } = diagnostic;
  const at = positionsOf(span.file)?.of(span);
  const place = at === undefined ? span.file : `${span.file}:${at.line}:${at.column}`;
  const level = theme[severity](`${severity}[${code}]`);
  const shownPlace = theme.place(displayText(place, glyphs.substitute));
  return `${shownPlace}: ${level}: ${theme.message(displayText(message, glyphs.substitute))}`;
}

function renderPretty(diagnostic: Diagnostic, settings: ExcerptOptions): readonly string[] {
  const { severity, code, message } = diagnostic;
  const { theme, glyphs } = settings;
  const { lines, gutter } = excerpt(marksOf(diagnostic), settings);
  const head = `${theme[severity](`${severity}[${code}]`)}: ${theme.message(displayText(message, glyphs.substitute))}`;
  const remarks = remarksOf(diagnostic).map(
    ({ role, word, text }) =>
      `${" ".repeat(gutter)} ${theme.frame("=")} ${theme[role](`${word}:`)} ${displayText(text, glyphs.substitute)}`,
  );
  return [head, ...lines, edge(gutter, settings), ...remarks];
}

function marksOf({ span, label, related = [] }: Diagnostic): readonly Mark[] {
  return [
    { span, isPrimary: true, ...(label === undefined ? {} : { label }) },
    ...related.map((other) => ({ span: other.span, label: other.message, isPrimary: false })),
  ];
}

function remarksOf({ notes = [], help = [], fix, code }: Diagnostic) {
  const isFixable = fix?.applicability === "machine";
  return [
    ...notes.map((text) => ({ role: "note", word: "note", text }) as const),
    ...help.map((text, index) => {
      const addition = isFixable && index === 0 ? " (fix available: drs check --fix)" : "";
      return { role: "help", word: "help", text: text + addition } as const;
    }),
    { role: "note", word: "see", text: `drs explain ${code}` } as const,
  ];
}
