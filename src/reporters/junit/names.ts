import { cleanLine, cleanText, cutEnd } from "./clean.ts";

/** Longest name that all readers keep, in UTF-16 units. */
const NAME_LENGTH_MAX = 255;

/** What the case of an invalid file is called. */
export const FILE_CASE = "(file)";

const NOT_IN_CLASSNAME = /[\s/\\\ufffd]/g;

/** A name on one line, not empty, at most 255 units. */
export function safeName(name: string): string {
  return cutEnd(cleanLine(name), NAME_LENGTH_MAX).trimEnd() || "_";
}

/** Dotted parts without blanks, slashes or empty parts: Jenkins takes what follows the last dot for the class. */
export function safeClassname(classname: string): string {
  const parts = cleanLine(classname).split(".");
  return parts.map((part) => part.replace(NOT_IN_CLASSNAME, "_") || "_").join(".");
}

/** A path relative to the root, with `/`, without a leading `./` or `/`. */
export function safePath(path: string): string {
  const slashed = cleanLine(path).replaceAll("\\", "/");
  return slashed.replace(/^(?:\.?\/)+/, "") || "_";
}

/** The path of an attachment, as readers look it up: one line, nothing else changed. */
export function attachmentLine(path: string): string {
  return `[[ATTACHMENT|${cleanText(path).replaceAll("\n", " ")}]]`;
}

/** Gives each name once; a later bearer of the same name gets `_2`, `_3`, … within the length. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  claim(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) {
      const suffix = `_${count}`;
      name = cutEnd(wanted, NAME_LENGTH_MAX - suffix.length) + suffix;
    }
    this.#taken.add(name);
    return name;
  }
}
