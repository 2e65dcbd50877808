import { FILE_BYTES_MAX } from "../base/limits.ts";
import type { Diagnostic, SourceSpan } from "../diagnostics/diagnostic.ts";
import type { Reading } from "./host.ts";

/** A reading that gave no text. */
export type Unread = Exclude<Reading, { readonly kind: "text" }>;

const MEBIBYTE = 1024 * 1024;

/**
 * Says why a file could not be read.
 * `path` is the file, root-relative; `span` where it was asked for: an import, or the file's own beginning.
 */
export function unreadDiagnostic(reading: Unread, path: string, span: SourceSpan): Diagnostic {
  return { severity: "error", span, ...wordsFor(reading, path) };
}

function wordsFor(
  reading: Unread,
  path: string,
): Pick<Diagnostic, "code" | "message" | "label" | "help"> {
  switch (reading.kind) {
    case "missing":
      return {
        code: "DRS9001",
        message: `there is no file \`${path}\``,
        label: "no such file",
        ...(reading.near === undefined ? {} : { help: [`did you mean \`${reading.near}\`?`] }),
      };
    case "outside":
      return {
        code: "DRS9002",
        message: `\`${path}\` lies outside the project`,
        label: "leads out of the root",
        help: ["copy the file into the project and import it there"],
      };
    case "too-large":
      return {
        code: "DRS9006",
        message: `\`${path}\` has ${inMebibytes(reading.bytes)}, and a scenario file may have ${inMebibytes(FILE_BYTES_MAX)}`,
        label: "too large",
        help: ["divide it into several files"],
      };
    case "not-text":
      return {
        code: "DRS9007",
        message: `\`${path}\` is not UTF-8 text but ${reading.what}`,
        label: "not UTF-8",
        help: ["save the file as UTF-8"],
      };
    case "no-file":
      return {
        code: "DRS9008",
        message: `\`${path}\` is ${reading.what}, not a file`,
        label: "not a file",
      };
    case "unreadable":
      return {
        code: "DRS9009",
        message: `\`${path}\` cannot be read: ${reading.reason}`,
        label: "cannot be read",
      };
  }
}

function inMebibytes(bytes: number): string {
  const tenths = Math.ceil((bytes / MEBIBYTE) * 10) / 10;
  return `${tenths} MiB`;
}
