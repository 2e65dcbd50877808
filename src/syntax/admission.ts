import { FILE_BYTES_MAX } from "../base/limits.ts";
import type { Complaint } from "./complaint.ts";

/** Why a text is not read at all; nothing if it is. One complaint, however often the reason occurs. */
export function refusal(text: string): Complaint | undefined {
  return tooLarge(text) ?? notText(text) ?? brokenCharacter(text);
}

function tooLarge(text: string): Complaint | undefined {
  // A UTF-16 unit takes one to three bytes in UTF-8, so most texts need no counting.
  if (text.length * 3 <= FILE_BYTES_MAX || utf8Length(text) <= FILE_BYTES_MAX) return undefined;
  return {
    start: 0,
    end: 0,
    code: "DRS1020",
    message: `this file is larger than ${FILE_BYTES_MAX / 1024 / 1024} MiB`,
    help: ["split it into several files"],
  };
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate pair takes four bytes, which is two for each half.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

function notText(text: string): Complaint | undefined {
  const start = text.indexOf("\0");
  if (start < 0) return undefined;
  return {
    start,
    end: start + 1,
    code: "DRS1017",
    message: "this is not a text file: it has a character NUL",
    help: ["save scenario files as UTF-8 text"],
  };
}

// The first pattern costs nothing in texts of one-byte characters; the second knows which surrogates are pairs.
const SURROGATE = /[\uD800-\uDFFF]/;
const LONE_SURROGATE = /\p{Cs}/u;

function brokenCharacter(text: string): Complaint | undefined {
  const start = SURROGATE.test(text) ? text.search(LONE_SURROGATE) : -1;
  if (start < 0) return undefined;
  return {
    start,
    end: start + 1,
    code: "DRS1018",
    message: "this text has half a character, which is no Unicode",
    help: ["save scenario files as UTF-8 text"],
  };
}
