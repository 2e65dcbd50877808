// How text looks in a terminal: how wide it is, and what is shown for characters that would disturb it.

/** Columns between tab stops, where source lines are shown. */
const TAB_COLUMNS = 4;

/** First and last code points of the stretches that East Asian terminals show two columns wide. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const NARROWEST = /^(?:\p{Mn}|\p{Me}|[\u200B-\u200D])$/u;
const UNSHOWABLE = /\p{Cc}|\p{Cs}|\u2028|\u2029|[\u202A-\u202E]|[\u2066-\u2069]|\uFEFF/u;
const UNSHOWABLES = new RegExp(UNSHOWABLE, "gu");

/** Columns that a text takes. Tabs and control characters are expected to be gone. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/**
 * A line of source as it may be shown: tabs as blanks up to the next stop, and `?` or `�` for control
 * characters, which could otherwise command the terminal. `columns` gives the column of each UTF-16 offset, and of the end.
 */
export function displayLine(
  text: string,
  substitute: string,
): { readonly text: string; readonly columns: readonly number[] } {
  const columns: number[] = [];
  let shown = "";
  let column = 0;
  for (const character of text) {
    columns.push(column);
    if (character.length === 2) columns.push(column);
    const visible = visibleForm(character, column, substitute);
    shown += visible;
    column += displayWidth(visible);
  }
  columns.push(column);
  return { text: shown, columns };
}

/** One line of prose without anything that would disturb a terminal or a report. */
export function displayText(text: string, substitute: string): string {
  return text.replaceAll(UNSHOWABLES, (character) => (character === "\n" ? " " : substitute));
}

function visibleForm(character: string, column: number, substitute: string): string {
  if (character === "\t") return " ".repeat(TAB_COLUMNS - (column % TAB_COLUMNS));
  return UNSHOWABLE.test(character) ? substitute : character;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (NARROWEST.test(character)) return 0;
  return WIDE.some(([first, last]) => first <= code && code <= last) ? 2 : 1;
}
