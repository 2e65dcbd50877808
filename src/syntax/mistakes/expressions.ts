import type { Complaint } from "../complaint.ts";
import { SCOPE_WORDS } from "../reserved.ts";
import { isExpression, matchAt, type Unreadable } from "./unreadable.ts";

/** `=` where `==` was meant. */
export function assignment(here: Unreadable): Complaint | undefined {
  const { at, found, rule, word } = here;
  if (found !== "=" || word === "let") return undefined;
  if (!isExpression(here) && rule !== "ScenarioItem") return undefined;
  return {
    start: at,
    end: at + 1,
    code: "DRS1005",
    message: "`=` does not compare",
    help: ["write `==`"],
    fix: { start: at, end: at + 1, text: "==", isSafe: true },
  };
}

/** `a -b`, `3-2`, `200 /s`. */
export function gluedOperator(here: Unreadable): Complaint | undefined {
  const { text, at, found } = here;
  if (found !== "-" && found !== "/") return undefined;
  if (!isExpression(here) && here.rule !== "ScenarioItem") return undefined;
  const before = isBlank(text[at - 1]) ? "" : " ";
  const after = isBlank(text[at + 1]) ? "" : " ";
  if (before === "" && after === "") return undefined;
  const [thing, example] = found === "-" ? ["a name", "`query-power`"] : ["a unit", "`200/s`"];
  return {
    start: at,
    end: at + 1,
    code: "DRS1030",
    message: `\`${found}\` needs a blank on both sides`,
    notes: [`without blanks \`${found}\` is part of ${thing}, as in ${example}`],
    help: [`write \` ${found} \``],
    fix: { start: at, end: at + 1, text: before + found + after, isSafe: false },
  };
}

/** `never a while b until c`. */
export function secondScope({
  text,
  start,
  at,
  found,
  rule,
  word,
}: Unreadable): Complaint | undefined {
  const isExpectation = rule.startsWith("Expectation") || word === "expect";
  if (!isExpectation || !SCOPE_WORDS.some((one) => one === found)) return undefined;
  const first = new RegExp(`\\s(${SCOPE_WORDS.join("|")})\\s`).exec(text.slice(start, at));
  if (first === null) return undefined;
  const from = start + first.index + 1;
  return {
    start: at,
    end: at + found.length,
    code: "DRS1036",
    message: "an expectation has one condition of this kind at most",
    label: "the second",
    related: [{ start: from, end: from + (first[1]?.length ?? 1), message: "the first" }],
    help: ["write two expectations, or join the conditions with `and`"],
  };
}

/** `0 .. 5`, `a..b`. */
export function brokenRange({ text, at, found }: Unreadable): Complaint | undefined {
  // The first of the two points may already have been tried as a member's.
  const from = found === ".." ? at : at - 1;
  if (matchAt(/\.\./y, text, from) === "") return undefined;
  return {
    start: from,
    end: from + 2,
    code: "DRS1035",
    message: "a range is written between two numbers, without blanks",
    help: ["write it as in `0ms..5ms`; both ends carry the unit"],
  };
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}
