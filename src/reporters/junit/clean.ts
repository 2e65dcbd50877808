/** A report is read by strict XML parsers and by people; these functions make any text fit for both. */

/** What stands where a character cannot. */
const REPLACEMENT = "\ufffd";

/** Anything beyond plain printable text; without a match nothing has to be cleaned. */
const SUSPECT = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]/;

// Control sequences of terminals (ECMA-48): CSI … final byte, OSC … BEL or ST, and the two-byte ones.
const TERMINAL_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-Z\\^-~]/g;

// XML 1.0 §2.2 has no place for C0 controls, surrogates without partner, U+FFFE and U+FFFF. It allows DEL and
// C1, and discourages them; terminals obey them.
const ILLEGAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Surrogate}/gu;

const LINE_BREAKS = /[\t\n\r\u2028\u2029]+/g;

/** Text of several lines that every XML parser takes: no terminal sequences, `\n` between lines, U+FFFD for what is illegal. */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(TERMINAL_SEQUENCE, "").replace(/\r\n?/g, "\n").replace(ILLEGAL, REPLACEMENT);
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(LINE_BREAKS, " ").trim();
}

/** The first `length` UTF-16 units of a text, one fewer where the cut would part a surrogate pair. */
export function cutEnd(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, isHighSurrogate(text, length - 1) ? length - 1 : length);
}

/** The last `length` UTF-16 units of a text, one fewer where the cut would part a surrogate pair. */
export function cutStart(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.length - length;
  return text.slice(isHighSurrogate(text, start - 1) ? start + 1 : start);
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** How many bytes a well-formed text has in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // Each half of a surrogate pair is two of its four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
