import { NESTING_MAX, OPERATORS_MAX } from "../../base/limits.ts";
import { type Complaint, quoted } from "../complaint.ts";
import type { Guess, GuessKind } from "../note.ts";

type Parts = Partial<Complaint> & Pick<Complaint, "code" | "message">;

/** The complaint about something that the parser passed over with a guess. */
export function explainGuess(guess: Guess, text: string): Complaint {
  const { start, end } = guess;
  return { start, end, ...EXPLANATIONS[guess.kind](guess, text) };
}

const EXPLANATIONS: { readonly [K in GuessKind]: (guess: Guess, text: string) => Parts } = {
  unclosed,
  separator: ({ start }) => ({
    code: "DRS1021",
    message: "two statements stand on one line without `;` between them",
    label: "the second begins here",
    help: ["begin a new line here, or put `;` before it"],
    fix: { start, end: start, text: "; ", isSafe: true },
  }),
  "stray-brace": ({ start }) => ({
    code: "DRS1004",
    message: "this `}` closes nothing",
    help: ["remove it, or look for a block above that was closed too early"],
    fix: { start, end: start + 1, text: "", isSafe: false },
  }),
  colon: ({ start, end }) => ({
    code: "DRS1013",
    message: "no `:` stands here",
    help: ["remove it; a block is enclosed in braces"],
    fix: { start, end, text: "", isSafe: true },
  }),
  title,
  "after-title": ({ start, end }, text) => ({
    code: "DRS1011",
    message: `${quoted(text.slice(start, end))} cannot stand between a title and its block`,
    help: ["put tags before `scenario`, and everything else between the braces"],
  }),
  "brace-on-next-line": braceOnNextLine,
  "missing-brace": () => ({
    code: "DRS1023",
    message: "the block of this statement is missing",
    label: "`{` is expected here",
    help: ["put what belongs to it between `{` and `}`"],
  }),
  "no-header": () => ({
    code: "DRS1029",
    message: "this table of examples has no header",
    label: "a row of names is expected here",
    help: ["begin with a row of names, as in `| limit | outcome |`"],
  }),
  deep: () => ({
    code: "DRS1019",
    message: `this is nested more than ${NESTING_MAX} levels deep`,
    help: ["take the inner part apart; no hardware is nested like this"],
  }),
  "long-expression": () => ({
    code: "DRS1027",
    message: `this expression has more than ${OPERATORS_MAX} operators`,
    help: ["write several expectations instead"],
  }),
  chain: ({ start, end }, text) => ({
    code: "DRS1026",
    message: "comparisons cannot follow each other",
    label: "this is compared already",
    help: [
      `say what is meant with \`and\` or parentheses, as in \`(${text.slice(start, end)}) and …\``,
    ],
  }),
  escape: ({ start, end }, text) => ({
    code: "DRS1024",
    message: `${quoted(text.slice(start, end))} stands for no character`,
    help: [
      'the escapes are `\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}` with the number of a character',
    ],
  }),
  infinite: () => ({
    code: "DRS1028",
    message: "this number is too large to be represented",
    help: ["write a smaller one"],
  }),
  "separate-unit": ({ start, end }, text) => {
    const joined = text.slice(start, end).replaceAll(/[ \t]+/g, "");
    return {
      code: "DRS1009",
      message: "a number and its unit are written together",
      help: [`write \`${joined}\``],
      fix: { start, end, text: joined, isSafe: true },
    };
  },
  "reserved-name": ({ start, end }, text) => ({
    code: "DRS1025",
    message: `${quoted(text.slice(start, end))} is a word of the language and names nothing`,
    help: ["choose another name"],
  }),
};

function braceOnNextLine({ start, end }: Guess, text: string): Parts {
  const above = text.slice(0, start).trimEnd().length;
  const hasComment = /#[^\r\n]*$/.test(text.slice(Math.max(0, above - 500), above));
  return {
    code: "DRS1022",
    message: "this block begins on a line of its own",
    label: "belongs to the line above",
    help: ["put `{` at the end of the line above"],
    ...(hasComment ? {} : { fix: { start: above, end, text: " {", isSafe: true } }),
  };
}

function title({ start, end }: Guess, text: string): Parts {
  const words = text.slice(start, end);
  if (words.startsWith('"')) {
    return {
      code: "DRS1002",
      message: "this string is not closed",
      label: "begins here and does not end on this line",
      help: ['put `"` where the title ends'],
      fix: { start: end, end, text: '"', isSafe: true },
    };
  }
  const [, inside = words] = /^[“”„«»'‘](.*)[“”„«»'’]$/.exec(words) ?? [];
  const isQuoted = inside !== words;
  return {
    code: "DRS1011",
    message: isQuoted
      ? "the title of a scenario stands between plain quotation marks"
      : words === ""
        ? "this scenario has no title"
        : "the title of a scenario is a string",
    help: [
      words === ""
        ? 'say what it shows: `scenario "a tape in use refuses" {`'
        : `write \`"${inside}"\``,
    ],
    ...(words === "" || inside.includes('"')
      ? {}
      : { fix: { start, end, text: `"${inside}"`, isSafe: isQuoted } }),
  };
}

function unclosed({ start, end }: Guess, text: string): Parts {
  const head = headBefore(text, start);
  const isEndOfFile = text.slice(end).trim() === "";
  return {
    start,
    end: start + 1,
    code: "DRS1003",
    message:
      head === "" ? "this block is not closed" : `the block of ${quoted(head)} is not closed`,
    label: "opened here",
    ...(isEndOfFile
      ? { help: ["put `}` at the end of the block"] }
      : {
          fix: { start: end, end, text: `}\n${indentBefore(text, end)}`, isSafe: false },
          related: [{ start: end, end: lineEnd(text, end), message: "`}` is missing before this" }],
          help: ["put `}` on a line of its own there"],
        }),
  };
}

/** The statement whose brace stands at `at`, as far as it is on the same line. */
function headBefore(text: string, at: number): string {
  return /[^{};\r\n]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0].trim() ?? "";
}

function indentBefore(text: string, at: number): string {
  return /[ \t]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? "";
}

function lineEnd(text: string, at: number): number {
  const end = text.slice(at).search(/[\r\n]/);
  return end < 0 ? text.length : at + end;
}
