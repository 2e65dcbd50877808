import { Chalk } from "chalk";
import { colourTheme } from "../../diagnostics/colour-theme.ts";
import { displayText } from "../../diagnostics/display.ts";
import type { Glyphs, Theme } from "../../diagnostics/theme.ts";
import { ASCII_GLYPHS, UNICODE_GLYPHS } from "../../diagnostics/theme.ts";
import type { ReporterOptions } from "../../model/run-event.ts";
import type { Verdict } from "../../model/verdict.ts";

/** What a piece of text is to the reader; colours follow from it, and nothing is said by colour alone. */
export type Tone = "good" | "bad" | "doubt" | "faint" | "strong";

// biome-ignore format: a table is read by rows and columns
const VERDICTS = {
  passed:       { unicode: "✓", ascii: "+", tone: "good" },
  failed:       { unicode: "✗", ascii: "x", tone: "bad" },
  inconclusive: { unicode: "?", ascii: "?", tone: "doubt" },
  skipped:      { unicode: "○", ascii: "-", tone: "faint" },
  invalid:      { unicode: "!", ascii: "!", tone: "bad" },
} as const satisfies Record<Verdict, { readonly unicode: string; readonly ascii: string; readonly tone: Tone }>;

// biome-ignore format: a table is read by rows and columns
const SIGNS = {
  unicode: { dash: "—", dot: "·", times: "×", rule: "─" },
  ascii:   { dash: "-", dot: "-", times: "x", rule: "-" },
} as const;

/** Everything about looks, decided once for a report. */
export interface Style {
  readonly theme: Theme;
  readonly glyphs: Glyphs;
  readonly signs: { readonly [S in keyof (typeof SIGNS)["unicode"]]: string };
  readonly columns: number;
  /** More than ASCII may be drawn. */
  readonly isUnicode: boolean;
  paint(tone: Tone, text: string): string;
  /** The coloured mark of a verdict, one column wide. */
  mark(verdict: Verdict): string;
  /** Prose from outside as it may be shown: on one line, without anything that commands a terminal. */
  plain(text: string): string;
}

/** The looks that these options ask for. */
export function styleOf({ colour, unicode, columns }: ReporterOptions): Style {
  const level = colour ? 1 : 0;
  const chalk = new Chalk({ level });
  const tones = {
    good: chalk.green,
    bad: chalk.red,
    doubt: chalk.yellow,
    faint: chalk.dim,
    strong: chalk.bold,
  } as const satisfies Record<Tone, (text: string) => string>;
  const glyphs = unicode ? UNICODE_GLYPHS : ASCII_GLYPHS;
  const form = unicode ? "unicode" : "ascii";
  return {
    theme: colourTheme(level),
    glyphs,
    signs: SIGNS[form],
    columns,
    isUnicode: unicode,
    paint: (tone, text) => tones[tone](text),
    mark: (verdict) => tones[VERDICTS[verdict].tone](VERDICTS[verdict][form]),
    plain: (text) => displayText(text, glyphs.substitute),
  };
}

/** The tone in which a verdict is spoken of. */
export function toneOf(verdict: Verdict): Tone {
  return VERDICTS[verdict].tone;
}
