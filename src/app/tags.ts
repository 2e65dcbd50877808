import { parse } from "@cucumber/tag-expressions";

/** A tag expression such as `@tape and not (@slow or @flaky)`, ready to be asked. */
export interface TagFilter {
  /** The tags it names, without `@`, in order of appearance. */
  readonly names: readonly string[];
  /** Whether a scenario with these tags (without `@`) is meant. */
  matches(tags: readonly string[]): boolean;
}

const OPERATORS: ReadonlySet<string> = new Set(["and", "or", "not", ""]);

/** Reads a tag expression, or gives the reason why it cannot be read. */
export function readTagFilter(
  text: string,
): { readonly filter: TagFilter } | { readonly problem: string } {
  const words = text.split(/[\s()]+/).filter((word) => !OPERATORS.has(word));
  const bare = words.find((word) => !/^@[^@]/.test(word));
  if (bare !== undefined) return { problem: `\`${bare}\` is no tag: tags begin with \`@\`` };
  if (words.length === 0) return { problem: "a tag expression names at least one tag" };
  try {
    const expression = parse(text);
    return {
      filter: {
        names: [...new Set(words.map((word) => word.slice(1)))],
        matches: (tags) => expression.evaluate(tags.map((tag) => `@${tag}`)),
      },
    };
  } catch (error) {
    return { problem: `\`${text}\` cannot be read: ${explained(error)}` };
  }
}

/** What the library found, without the expression, which the message shows anyway. */
function explained(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^Tag expression .* because of (syntax )?error: /s, "")
    .replace(/\.\s*$/, "")
    .toLowerCase();
}
