/** What a piece of a rendered diagnostic is, so that a theme can colour it. */
export type Role =
  | "error"
  | "warning"
  | "message"
  | "place"
  | "frame"
  | "primary"
  | "secondary"
  | "note"
  | "help";

/** Colours as functions, one for each role. Whoever shows text chooses; messages hold no colour. */
export type Theme = { readonly [R in Role]: (text: string) => string };

const same = (text: string): string => text;

/** No colour at all. */
export const PLAIN_THEME: Theme = {
  error: same,
  warning: same,
  message: same,
  place: same,
  frame: same,
  primary: same,
  secondary: same,
  note: same,
  help: same,
};

/** The characters of which a frame is drawn. */
export interface Glyphs {
  readonly corner: string;
  readonly side: string;
  readonly gap: string;
  readonly ellipsis: string;
  /** Shown for what cannot be shown. */
  readonly substitute: string;
}

/** Frames of box-drawing characters. */
export const UNICODE_GLYPHS: Glyphs = {
  corner: "┌─",
  side: "│",
  gap: "·",
  ellipsis: "…",
  substitute: "\uFFFD",
};

/** Frames for terminals and readers that know ASCII only. Source lines are shown as they are. */
export const ASCII_GLYPHS: Glyphs = {
  corner: "-->",
  side: "|",
  gap: ":",
  ellipsis: "...",
  substitute: "?",
};
