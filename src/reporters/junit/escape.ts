/** Text as XML has it. What comes in is clean already: `clean.ts` has taken out what XML cannot hold. */

/** The value of an attribute in double quotes; blanks that a parser would turn into spaces become references. */
export function escapeAttribute(text: string): string {
  if (!/[&<"\t\n\r]/.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#x9;")
    .replaceAll("\n", "&#xA;")
    .replaceAll("\r", "&#xD;");
}

/** Text between tags: `>` too, so that no `]]>` can appear, and `\r`, which a parser would turn into `\n`. */
export function escapeContent(text: string): string {
  if (!/[&<>\r]/.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");
}
