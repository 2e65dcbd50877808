import { alternatives, type Complaint, quoted } from "../complaint.ts";
import type { StartRule } from "../note.ts";
import { FORMS, SCOPE_WORDS } from "../reserved.ts";
import type { Expected, Unreadable } from "./unreadable.ts";

/** A statement that ends where more of it was expected. */
export function unfinished(here: Unreadable): Complaint | undefined {
  const { text, start, end, at, found } = here;
  const isAtEnd = at >= end || found === "" || /^[{};#\r\n]/.test(found);
  const wanted = wantedWords(here.expected);
  if (!isAtEnd) return undefined;
  const place = start + text.slice(start, Math.min(at, end)).trimEnd().length;
  return {
    start: place,
    end: place,
    code: "DRS1034",
    message:
      wanted.length === 0
        ? "this statement is not finished"
        : `this statement is not finished: ${alternatives(wanted)} is missing`,
    ...formNotes(here),
  };
}

/** Whatever has no better explanation: what was found, and what was expected. */
export function unexpected(here: Unreadable): Complaint {
  const { at, found, start, end, rule, expected } = here;
  const place = Math.min(at, Math.max(end - 1, start));
  const wanted = wantedWords(expected);
  const isFirst = at <= start && STATEMENTS.has(rule);
  return {
    start: place,
    end: Math.max(Math.min(place + found.length, end), place + 1),
    code: "DRS1001",
    message: isFirst
      ? `a statement does not begin with ${quoted(found)}`
      : `${quoted(found)} cannot stand here`,
    ...formNotes(here, isFirst ? ["a statement begins with a word"] : expectation(wanted)),
  };
}

function expectation(wanted: readonly string[]): readonly string[] {
  return wanted.length === 0 ? [] : [`expected ${alternatives(wanted)}`];
}

const STATEMENTS = new Set<StartRule>(["FileStatement", "ScenarioItem", "PhraseStatement"]);

function formNotes(
  { rule, word }: Unreadable,
  notes: readonly string[] = [],
): { readonly notes?: readonly string[] } {
  const isCore = rule === "FileStatement" || rule === "ScenarioItem";
  const form = isCore ? FORMS[word] : undefined;
  const all = form === undefined ? notes : [...notes, `the statement is written ${form}`];
  return all.length === 0 ? {} : { notes: all };
}

/** What goes together under one name. */
const GROUPS: readonly { readonly name: string; readonly members: readonly string[] }[] = [
  { name: "a value", members: ["a name", "a number", "a string", "(", "[", "one", "not", "-"] },
  { name: "an operator", members: ["==", "!=", "<=", ">=", "/", "-", "and", "or"] },
  { name: "a condition such as `while …`", members: SCOPE_WORDS },
  { name: "a word such as `never`", members: ["always", "never", "sometimes", "eventually"] },
];

/** Possible in so many places that it tells nothing, unless nothing else is possible. */
const OBVIOUS = new Set([".", "..", ":", "=", "{", "(", "maybe", "failure"]);

/** What was expected, in words and without repetition. */
function wantedWords(expected: readonly Expected[]): readonly string[] {
  const all = expected.map(nameOf).filter((name) => name !== "" && name !== "a blank");
  const telling = all.filter((name) => !OBVIOUS.has(name) || expected.length === 1);
  const names = new Set(telling.length === 0 ? all : telling);
  const words: string[] = [];
  for (const { name, members } of GROUPS) {
    const present = members.filter((member) => names.has(member));
    if (present.length < 3) continue;
    for (const member of present) names.delete(member);
    words.push(name);
  }
  const single = [...names].map((name) => (/^(?:an?|the) /.test(name) ? name : `\`${name}\``));
  return [...words, ...single];
}

function nameOf(expected: Expected): string {
  if (expected.type === "literal") return expected.text;
  return expected.type === "other" ? expected.description : "";
}
