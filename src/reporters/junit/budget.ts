import { cutEnd, cutStart, utf8Length } from "./clean.ts";

/**
 * One case may have this many bytes of text. Readers cut or refuse more: libxml2 at 10 MB for a node, one
 * GitHub action at 64,000 bytes for a field, Jenkins at 100,000 characters for a failing case.
 */
export const CASE_TEXT_BYTES_MAX = 64 * 1024;

/** What the mark may take, whatever number is in it. */
const MARK_BYTES = 64;

/** Head and tail of a text within `bytesMax` bytes, with a line that says how much was left out between them. */
export function withinBudget(text: string, bytesMax: number = CASE_TEXT_BYTES_MAX): string {
  if (text.length * 3 <= bytesMax) return text;
  const bytes = utf8Length(text);
  if (bytes <= bytesMax) return text;
  const room = Math.max(0, bytesMax - MARK_BYTES);
  const head = headWithin(text, Math.ceil(room / 2));
  const tail = tailWithin(text, Math.floor(room / 2));
  const left = bytes - utf8Length(head) - utf8Length(tail);
  return `${head}\n…[truncated ${left} bytes]…\n${tail}`;
}

function headWithin(text: string, bytesMax: number): string {
  let head = cutEnd(text, bytesMax);
  for (let over = utf8Length(head) - bytesMax; over > 0; over = utf8Length(head) - bytesMax) {
    head = cutEnd(head, head.length - Math.ceil(over / 3));
  }
  return head;
}

function tailWithin(text: string, bytesMax: number): string {
  let tail = cutStart(text, bytesMax);
  for (let over = utf8Length(tail) - bytesMax; over > 0; over = utf8Length(tail) - bytesMax) {
    tail = cutStart(tail, tail.length - Math.ceil(over / 3));
  }
  return tail;
}
