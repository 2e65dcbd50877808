import type { SourceSpan } from "./diagnostic.ts";
import { displayLine, displayText, displayWidth } from "./display.ts";
import type { Line, Positions } from "./positions.ts";
import type { Glyphs, Theme } from "./theme.ts";

/** A stretch of source to be pointed at, and what to say beside it. */
export interface Mark {
  readonly span: SourceSpan;
  readonly label?: string;
  /** Underlined with `^` and not with `-`. The first primary one gives the place in the heading. */
  readonly isPrimary: boolean;
}

/** What is needed to show source text. */
export interface ExcerptOptions {
  /** The lines of a file, if its text is at hand. */
  readonly positionsOf: (file: string) => Positions | undefined;
  readonly glyphs: Glyphs;
  readonly theme: Theme;
  /** Source lines longer than this are cut to a window round what is marked. */
  readonly columnsMax: number;
}

/** Lines of a frame, and the width of its gutter for whoever appends to it. */
export interface Excerpt {
  readonly lines: readonly string[];
  readonly gutter: number;
}

interface PlacedMark extends Mark {
  readonly line: Line;
}

/** Shows the marked places, file by file, in the order of the lines. The files of primary marks come first. */
export function excerpt(marks: readonly Mark[], options: ExcerptOptions): Excerpt {
  const files = [...new Set(inOrder(marks).map(({ span }) => span.file))];
  const placed = files.map((file) => placeMarks(file, marks, options));
  const numbers = placed.flatMap(({ marks: list }) => list.map(({ line }) => line.number));
  const gutter = String(Math.max(0, ...numbers)).length;
  const lines = placed.flatMap(({ file, marks: list, positions }, index) => [
    ...(index === 0 ? [] : [edge(gutter, options)]),
    heading(file, list, positions, gutter, options),
    ...body(list, gutter, options),
  ]);
  return { lines, gutter };
}

/** An empty line of the frame. */
export function edge(gutter: number, { glyphs, theme }: ExcerptOptions): string {
  return `${" ".repeat(gutter)} ${theme.frame(glyphs.side)}`;
}

function inOrder(marks: readonly Mark[]): readonly Mark[] {
  return [...marks.filter((mark) => mark.isPrimary), ...marks.filter((mark) => !mark.isPrimary)];
}

function placeMarks(file: string, marks: readonly Mark[], { positionsOf }: ExcerptOptions) {
  const positions = positionsOf(file);
  const list = inOrder(marks).filter(({ span }) => span.file === file);
  const placed: readonly PlacedMark[] =
    positions === undefined
      ? []
      : list
          .map((mark) => ({ ...mark, line: positions.lineAt(mark.span.start) }))
          .sort((one, other) => one.span.start - other.span.start);
  return { file, marks: placed, positions };
}

function heading(
  file: string,
  marks: readonly PlacedMark[],
  positions: Positions | undefined,
  gutter: number,
  { glyphs, theme }: ExcerptOptions,
): string {
  const first = marks.find(({ isPrimary }) => isPrimary) ?? marks[0];
  const at = first && positions?.of(first.span);
  const place = at === undefined ? file : `${file}:${at.line}:${at.column}`;
  const shown = displayText(place, glyphs.substitute);
  return `${" ".repeat(gutter)} ${theme.frame(glyphs.corner)} ${theme.place(shown)}`;
}

function body(
  marks: readonly PlacedMark[],
  gutter: number,
  options: ExcerptOptions,
): readonly string[] {
  if (marks.length === 0) return [];
  const lines = [edge(gutter, options)];
  let last: number | undefined;
  for (const number of new Set(marks.map(({ line }) => line.number))) {
    if (last !== undefined && number > last + 1) {
      lines.push(`${" ".repeat(gutter)} ${options.theme.frame(options.glyphs.gap)}`);
    }
    const here = marks.filter(({ line }) => line.number === number);
    lines.push(...markedLine(here, gutter, options));
    last = number;
  }
  return lines;
}

/** A source line and one line for each of its marks. */
function markedLine(
  marks: readonly PlacedMark[],
  gutter: number,
  options: ExcerptOptions,
): readonly string[] {
  const { glyphs, theme } = options;
  const line = marks[0]?.line;
  if (line === undefined) return [];
  const { text, columns } = displayLine(line.text, glyphs.substitute);
  const stretches = marks.map((mark) => stretchOf(mark, columns));
  const window = windowRound(stretches, text, options);
  const side = theme.frame(glyphs.side);
  const number = theme.frame(String(line.number).padStart(gutter));
  return [
    `${number} ${side} ${window.text}`.trimEnd(),
    ...marks.map((mark, index) => {
      const { from = 0, to = 1 } = stretches[index] ?? {};
      const begin = Math.max(0, from - window.shift);
      const length = Math.max(1, Math.min(to - window.shift, window.width) - begin);
      const underline = (mark.isPrimary ? "^" : "-").repeat(length);
      const label =
        mark.label === undefined ? "" : ` ${displayText(mark.label, glyphs.substitute)}`;
      const colour = mark.isPrimary ? theme.primary : theme.secondary;
      return `${" ".repeat(gutter)} ${side} ${" ".repeat(begin)}${colour(underline + label)}`;
    }),
  ];
}

/** The columns of a mark within its first line. */
function stretchOf({ span, line }: PlacedMark, columns: readonly number[]) {
  const from = columns[span.start - line.start] ?? columns.at(-1) ?? 0;
  const to = columns[span.end - line.start] ?? columns.at(-1) ?? 0;
  return { from, to: Math.max(to, from + 1) };
}

/** The part of a long line that shows the first mark, with how many columns it leaves out on the left. */
function windowRound(
  stretches: readonly { readonly from: number }[],
  text: string,
  { columnsMax, glyphs }: ExcerptOptions,
): { readonly text: string; readonly shift: number; readonly width: number } {
  const width = displayWidth(text);
  if (width <= columnsMax) return { text, shift: 0, width: Number.POSITIVE_INFINITY };
  const first = Math.min(...stretches.map(({ from }) => from));
  const begin = Math.max(0, Math.min(first - Math.floor(columnsMax / 3), width - columnsMax));
  const dots = displayWidth(glyphs.ellipsis);
  const left = begin > 0 ? glyphs.ellipsis : "";
  const right = begin + columnsMax < width ? glyphs.ellipsis : "";
  const from = begin + (left === "" ? 0 : dots);
  const to = begin + columnsMax - (right === "" ? 0 : dots);
  return { text: left + cut(text, from, to) + right, shift: begin, width: columnsMax };
}

/** The characters that lie wholly between two columns; blanks stand for halves of wide ones. */
function cut(text: string, from: number, to: number): string {
  let column = 0;
  let kept = "";
  for (const character of text) {
    const width = displayWidth(character);
    if (column >= from && column + width <= to) kept += character;
    else if (column + width > from && column < to) kept += " ";
    column += width;
  }
  return kept;
}
