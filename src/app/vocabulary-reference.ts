import type { ValueType } from "../model/component.ts";
import type { Platform } from "../model/platform.ts";
import type { Form } from "../model/vocabulary.ts";
import { table, ticked } from "./markdown.ts";

/** The words of a platform as Markdown: statements by context, then what expectations can name. */
export function vocabularyReference(platform: Platform): Readonly<Record<string, string>> {
  const { name, vocabulary } = platform;
  return {
    [`statements-${name}`]: statements(vocabulary.contexts),
    [`fields-${name}`]: fields(platform),
    [`events-${name}`]: events(platform),
    [`predicates-${name}`]: predicates(platform),
    [`sources-${name}`]: table(
      ["key", "source"],
      Object.entries(platform.sources).map(([key, text]) => [key, text]),
    ),
  };
}

/** Titles of the contexts that every platform has. Others are named after the statement whose block they are. */
const TITLES: Readonly<Record<string, string>> = {
  declaration: "Declarations (of the file or of a scenario)",
  action: "Actions (after `at`, `after` or `when`)",
};

function statements(contexts: Readonly<Record<string, readonly Form[]>>): string {
  const seen = new Map<readonly Form[], string[]>();
  for (const [context, forms] of Object.entries(contexts)) {
    seen.set(forms, [...(seen.get(forms) ?? []), context]);
  }
  return [...seen].map(([forms, names]) => `${heading(names)}\n\n${formTable(forms)}`).join("\n\n");
}

function heading(contexts: readonly string[]): string {
  const [only = ""] = contexts;
  const title = TITLES[only] ?? `In the block of ${contexts.map(ticked).join(" and ")}`;
  return `### ${title}`;
}

function formTable(forms: readonly Form[]): string {
  const rows = forms.map(({ pattern, doc, example, breaks, block }) => [
    ticked(block === undefined ? pattern : `${pattern} { … }`),
    breaks === undefined ? doc : `${doc} (breaks ${breaks})`,
    ticked(example.replaceAll(/\s+/g, " ")),
  ]);
  return table(["statement", "means", "for example"], rows);
}

function fields({ vocabulary }: Platform): string {
  return vocabulary.kinds
    .map(({ kind, accessor, doc, fields: all }) => {
      const also = accessor === undefined ? "" : `; also as ${ticked(`${accessor}(name)`)}`;
      const rows = Object.entries(all).map(([name, field]) => [
        ticked(`.${name}`),
        typeName(field.type),
        field.doc,
      ]);
      return `### ${kind}\n\n${doc}${also}\n\n${table(["field", "type", "reads"], rows)}`;
    })
    .join("\n\n");
}

/** Longer lists of words have a table of their own. */
const WORDS_SHOWN_MAX = 24;

/** A type as the tables show it: its name, or the words that it has. */
export function typeName(type: ValueType): string {
  if (typeof type === "string") return type;
  if ("entity" in type) return `a ${type.entity.join(" or ")}`;
  const words = type.enum.map(ticked);
  if (words.length <= WORDS_SHOWN_MAX) return words.join(", ");
  return `${words[0] ?? ""}, or one of ${words.length - 1} words with a table of their own`;
}

function events({ vocabulary }: Platform): string {
  const rows = vocabulary.events.map(({ name, of, doc }) => [
    ticked(of === undefined ? name : `${name}(${of.join("/")})`),
    doc,
  ]);
  const globals = vocabulary.globals.map(({ name, doc }) => [
    ticked(name),
    `${doc} (a state, not an event)`,
  ]);
  return table(["name", "happens when"], [...rows, ...globals]);
}

function predicates({ vocabulary }: Platform): string {
  const rows = vocabulary.predicates.map(({ pattern, means, doc, example }) => [
    ticked(pattern),
    doc,
    ticked(means),
    ticked(example),
  ]);
  return table(["phrase", "says", "the same in fields", "for example"], rows);
}
