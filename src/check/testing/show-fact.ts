import type { Fact } from "../../model/vocabulary.ts";

/** A fact on one line: its form, its arguments, its block. */
export function showFact({ form, args, body }: Fact): string {
  const values = Object.entries(args).map(
    ([name, value]) =>
      ` ${name}=${JSON.stringify(value, (key, part) => (key === "span" ? undefined : part))}`,
  );
  const block = body.length === 0 ? "" : ` { ${body.map(showFact).join("; ")} }`;
  return `${form}${values.join("")}${block}`.replaceAll('"', "");
}
