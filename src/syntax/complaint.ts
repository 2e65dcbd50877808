import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";

/** A diagnostic of one text in the making: its places are offsets still. */
export interface Complaint extends Span {
  readonly code: string;
  readonly message: string;
  readonly label?: string;
  readonly related?: readonly (Span & { readonly message: string })[];
  readonly notes?: readonly string[];
  readonly help?: readonly string[];
  readonly fix?: Span & { readonly text: string; readonly isSafe: boolean };
  /** A stretch in which further complaints would only follow from this one. */
  readonly covers?: Span;
}

/** Gives a complaint the name of its file. */
export function toDiagnostic(complaint: Complaint, file: string): Diagnostic {
  const { code, message, label, related, notes, help, fix } = complaint;
  const inFile = ({ start, end }: Span) => ({ file, start, end });
  return {
    code,
    severity: "error",
    message,
    span: inFile(complaint),
    ...(label === undefined ? {} : { label }),
    ...(related === undefined
      ? {}
      : { related: related.map((one) => ({ span: inFile(one), message: one.message })) }),
    ...(notes === undefined ? {} : { notes }),
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            span: inFile(fix),
            text: fix.text,
            applicability: fix.isSafe ? "machine" : "maybe",
          },
        }),
  };
}

/** The user's own words as a message quotes them: one line, not too long. */
export function quoted(words: string): string {
  const line = words.replaceAll(/\s+/g, " ").trim();
  return line.length <= 40 ? `\`${line}\`` : `\`${line.slice(0, 39).trimEnd()}…\``;
}

/** "a", "a or b", "a, b or c". */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
