// Characters that editors, word processors and keyboards put where a plain one was meant.

const SIGNS: Readonly<Record<string, string>> = {
  "–": "-",
  "—": "-",
  "−": "-",
  "‐": "-",
  "‑": "-",
  "×": "*",
  "÷": "/",
  "⁄": "/",
  "∕": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "…": "..",
  "‥": "..",
  "¬": "not ",
  "∧": "and",
  "∨": "or",
  µ: "u",
  μ: "u",
  "′": "'",
  "″": '"',
  "｜": "|",
  "¦": "|",
  "；": ";",
  "，": ",",
  "：": ":",
};

/** Letters of other alphabets that look like Latin ones, in the same order as the Latin ones. */
const FOREIGN = "АВСЕНІЈКМОРЅТХУаесіјорѕхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
const LATIN = "ABCEHIJKMOPSTXYaecijopsxyABEZHIKMNOPTYXo";

const BLANKS = /^[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$/;
const INVISIBLE = /^[\u00AD\u200B-\u200F\u2060\uFEFF]$/;

/** What a character looks like in plain ASCII; "" for an invisible one, and nothing if it looks like no other. */
export function plainForm(character: string): string | undefined {
  if (BLANKS.test(character)) return " ";
  if (INVISIBLE.test(character)) return "";
  const code = character.codePointAt(0) ?? 0;
  // The full-width forms of ASCII stand in the same order as ASCII itself.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
  const letter = FOREIGN.indexOf(character);
  return letter >= 0 ? LATIN[letter] : SIGNS[character];
}

/** `–` (U+2013), or U+200B alone for what cannot be seen. */
export function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const isVisible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character);
  return isVisible ? `\`${character}\` (U+${code})` : `the character U+${code}`;
}
