import { type Complaint, quoted } from "../complaint.ts";
import { isExpression, matchAt, type Unreadable } from "./unreadable.ts";

const OPERATORS = new Set(["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/"]);

/** `takes 2ms + 1ms` without parentheses. */
export function operatorInPhrase(here: Unreadable): Complaint | undefined {
  const { at, found } = here;
  if (!OPERATORS.has(found) || isExpression(here)) return undefined;
  return {
    start: at,
    end: at + found.length,
    code: "DRS1031",
    message: `\`${found}\` needs parentheses here`,
    help: ["put the whole expression in parentheses, as in `takes (2ms + 1ms)`"],
  };
}

/** `kill dma(sd0)`: in a phrase a call needs parentheses round it. */
export function callInPhrase(here: Unreadable): Complaint | undefined {
  const { text, at, found } = here;
  if (found !== "(" || !/\w/.test(text[at - 1] ?? "") || isExpression(here)) return undefined;
  return {
    start: at,
    end: at + 1,
    code: "DRS1032",
    message: "something like `dma(sd0)` stands in expressions only",
    help: ["put parentheses round the whole, as in `(dma(sd0))`, or a blank before `(`"],
  };
}

/** `run"cfgadm"`: two terms without a blank between them. */
export function gluedTerms({ text, start, at, found }: Unreadable): Complaint | undefined {
  if (at <= start || !/^["\w([]/.test(found) || !/[\w)\]"]/.test(text[at - 1] ?? ""))
    return undefined;
  return {
    start: at,
    end: at + found.length,
    code: "DRS1038",
    message: `a blank is missing before ${quoted(found)}`,
    help: ["put a blank between the two"],
    fix: { start: at, end: at, text: " ", isSafe: true },
  };
}

/** `import lab.drs`, `expect failure not yet`: a string without its quotation marks. */
export function unquotedString(here: Unreadable): Complaint | undefined {
  const { text, start, end, expected } = here;
  const reason = matchAt(/expect[ \t]+failure[ \t]+(?=[A-Za-z])/y, text, start);
  const at = reason === "" ? here.at : start + reason.length;
  const names = expected.filter(({ type }) => type === "other" || type === "literal");
  const isOnlyString = names.every((one) => one.type === "other" && one.description === "a string");
  const words = /^[^"{};#\r\n]*/.exec(text.slice(at, end))?.[0].trim() ?? "";
  if (reason === "" && (names.length === 0 || !isOnlyString)) return undefined;
  if (words === "") return undefined;
  return {
    start: at,
    end: at + words.length,
    code: "DRS1041",
    message: `${quoted(words)} has no quotation marks`,
    help: [`write \`"${words}"\``],
    fix: { start: at, end: at + words.length, text: `"${words}"`, isSafe: false },
  };
}
