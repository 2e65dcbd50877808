import type { Complaint } from "../complaint.ts";
import { matchAt, type Unreadable } from "./unreadable.ts";

const OPENERS = "([";
const CLOSERS = ")]";
const SKIPPED = /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"|#[^\r\n]*/y;

/** `(` or `[` without its counterpart. */
export function unclosedParen({ text, start, end }: Unreadable): Complaint | undefined {
  const opener = openParens(text, start, end).at(-1);
  if (opener === undefined) return undefined;
  return {
    start: opener,
    end: opener + 1,
    code: "DRS1033",
    message: `this \`${text[opener]}\` is not closed`,
    label: "opened here",
    help: [`put \`${closerOf(text[opener])}\` where it ends`],
  };
}

/** `)` or `]` that closes nothing, or the wrong thing. */
export function strayParen({ text, start, at, found }: Unreadable): Complaint | undefined {
  if (found === "" || !CLOSERS.includes(found)) return undefined;
  const opener = openParens(text, start, at).at(-1);
  const place = { start: at, end: at + 1, code: "DRS1033" };
  if (opener === undefined) {
    return { ...place, message: `this \`${found}\` closes nothing`, help: ["remove it"] };
  }
  const closer = closerOf(text[opener]);
  if (closer === found) return undefined;
  return {
    ...place,
    message: `\`${text[opener]}\` is not closed by \`${found}\``,
    related: [{ start: opener, end: opener + 1, message: "opened here" }],
    help: [`write \`${closer}\``],
    fix: { start: at, end: at + 1, text: closer, isSafe: false },
  };
}

function closerOf(opener: string | undefined): string {
  return opener === "[" ? "]" : ")";
}

/** Offsets of what is open at a place, the innermost last. */
function openParens(text: string, start: number, end: number): readonly number[] {
  const open: number[] = [];
  for (let at = start; at < end; at++) {
    const character = text[at] ?? "";
    if (OPENERS.includes(character)) open.push(at);
    else if (CLOSERS.includes(character)) open.pop();
    else at += Math.max(matchAt(SKIPPED, text, at).length - 1, 0);
  }
  return open;
}
