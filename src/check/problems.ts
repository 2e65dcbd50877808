import type { Diagnostic, Fix, SourceSpan, Span } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "./source-file.ts";

/** The parts of a diagnostic that not every one has. */
export type Extras = Partial<Pick<Diagnostic, "label" | "related" | "notes" | "help" | "fix">>;

/** Collects the diagnostics of one file: none twice, and none that only follows from another. */
export class Problems {
  readonly #found = new Map<string, Diagnostic>();
  #hasErrors = false;
  readonly #tainted: Set<string>;

  constructor(tainted: Set<string> = new Set()) {
    this.#tainted = tainted;
  }

  /** Takes a diagnostic. With a key, only the first of all with this key is kept. */
  add(diagnostic: Diagnostic, key?: string): void {
    const { code, span, message } = diagnostic;
    const identity = key ?? `${code} ${span.file} ${span.start} ${span.end} ${message}`;
    this.#keep(identity, diagnostic);
  }

  /** Takes over what a trial has found. */
  addAll(other: Problems): void {
    for (const [identity, diagnostic] of other.#found) this.#keep(identity, diagnostic);
  }

  #keep(identity: string, diagnostic: Diagnostic): void {
    if (this.#found.has(identity)) return;
    this.#found.set(identity, diagnostic);
    this.#hasErrors ||= diagnostic.severity === "error";
  }

  /** A name from a statement that could not be read: that it is unknown elsewhere is no news. */
  taint(name: string): void {
    this.#tainted.add(name);
  }

  isTainted(name: string): boolean {
    return this.#tainted.has(name);
  }

  /** A second collector for a trial whose outcome may be thrown away. */
  trial(): Problems {
    return new Problems(this.#tainted);
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /** All of them by position; those of other files, which are imported, after those of `file`. */
  sorted(file: string): readonly Diagnostic[] {
    const all = [...this.#found.values()];
    return all.sort(
      (one, other) =>
        Number(one.span.file !== file) - Number(other.span.file !== file) ||
        compareTexts(one.span.file, other.span.file) ||
        one.span.start - other.span.start ||
        one.span.end - other.span.end ||
        compareTexts(one.code, other.code),
    );
  }
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** A mistake at a place. */
export function errorAt(
  span: SourceSpan,
  code: string,
  message: string,
  extras: Extras = {},
): Diagnostic {
  return { code, severity: "error", message, span, ...extras };
}

/** Something that is allowed and probably not meant. */
export function warningAt(
  span: SourceSpan,
  code: string,
  message: string,
  extras: Extras = {},
): Diagnostic {
  return { code, severity: "warning", message, span, ...extras };
}

/** The offer of other words for a mistyped one; nothing without any. A single `machine` offer may be applied unseen. */
export function didYouMean(
  names: readonly string[],
  span: SourceSpan,
  applicability: Fix["applicability"] = "maybe",
): Extras {
  const [only, ...others] = names;
  if (only === undefined) return {};
  const help = [`did you mean ${listed(names, "or")}?`];
  return others.length > 0 ? { help } : { help, fix: { span, text: only, applicability } };
}

/** Words in backticks, as a list in a sentence: "`a`, `b` or `c`". */
export function listed(words: readonly string[], conjunction: "and" | "or"): string {
  return joined(words.map(ticked), conjunction);
}

/** More names than this are not listed in full. */
const LISTED_MAX = 12;

/** Names as a list that is short enough to be read: "`a`, `b`, … and 30 others". */
export function listedShort(names: readonly string[]): string {
  const others = names.length - LISTED_MAX;
  if (others <= 1) return names.map(ticked).join(", ");
  return `${names.slice(0, LISTED_MAX).map(ticked).join(", ")} and ${others} others`;
}

/** Parts of a sentence as a list: "a, b or c". */
export function joined(parts: readonly string[], conjunction: "and" | "or"): string {
  const last = parts.at(-1) ?? "";
  if (parts.length < 2) return last;
  return `${parts.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** A word as messages quote it. */
export function ticked(word: string): string {
  return `\`${word}\``;
}

const QUOTED_MAX = 40;

/** What an author wrote, quoted for a message: on one line and not longer than a glance. */
export function quotedSource(source: SourceFile, node: Span): string {
  const text = source.onOneLine(node);
  return ticked(text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX - 1)}…` : text);
}

/** A noun with its article: "an operation", "a device". */
export function article(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}
