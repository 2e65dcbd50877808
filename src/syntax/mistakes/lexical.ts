import type { Complaint } from "../complaint.ts";
import { characterName, plainForm } from "./look-alikes.ts";

type Explain = (
  match: RegExpExecArray,
  start: number,
) => Omit<Complaint, "start" | "end"> | undefined;

/** What is well written and has no part in a mistake. Numbers come with their units. */
const FINE = new RegExp(
  [
    /[ \t\r\n]+/,
    /#[^\r\n]*/,
    /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"/,
    /[A-Za-z_]\w*(?:-[A-Za-z0-9_]+)*/,
    /0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![\w.])/,
    /(?!0[xX])\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:%?[A-Za-z]*(?:\/[A-Za-z]+)?)(?![\w]|\.(?!\.))/,
    /\.\.|[=!<>]=|[()[\]{},;:=<>+*|@-]|\.(?!\d)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "y",
);

/** Mistakes in single words and signs, in the order in which they are looked for at each place. */
const MISTAKES: readonly {
  readonly pattern: RegExp;
  readonly explain: Explain;
  /** It may begin with a word or sign that would be fine by itself. */
  readonly goesOn?: true;
}[] = [
  { pattern: /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*\\?(?=[\r\n]|$)/y, explain: unclosedString },
  { pattern: /[“”„‟«»]([^“”„‟«»"\r\n]*)[“”„‟«»"]?/y, explain: smartQuotes },
  { pattern: /‘([^‘’'\r\n]*)[’']|'([^'\r\n]*)'/y, explain: singleQuotes },
  { pattern: /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/y, explain: foreignComment },
  { pattern: /&&?|\|\||!(?!=)/y, explain: signForWord, goesOn: true },
  { pattern: /===|!==|<>|=<|=>/y, explain: foreignComparison, goesOn: true },
  { pattern: /(?<![\w.])\.\d[\w.]*|\d[\w.]*/y, explain: malformedNumber },
  { pattern: /%/y, explain: strayPercent },
  {
    pattern:
      /(?<![\w-])[\w-]*(?![\p{Z}\p{C}])[^\0-\x7F](?:(?![\p{Z}\p{C}])[^\0-\x20"#(){}[\];:,=<>|])*/uy,
    explain: foreignCharacter,
    goesOn: true,
  },
  { pattern: /[\p{Z}\p{C}]/uy, explain: foreignCharacter },
];

/** The first mistake in a single word or sign between two offsets. */
export function findLexicalMistake(
  text: string,
  start: number,
  end: number,
): Complaint | undefined {
  for (let at = start; at < end; ) {
    const found = mistakeAt(text, at);
    if (found !== undefined) return found;
    FINE.lastIndex = at;
    at = FINE.test(text) ? FINE.lastIndex : at + 1;
  }
  return undefined;
}

function mistakeAt(text: string, at: number): Complaint | undefined {
  FINE.lastIndex = at;
  const isFine = FINE.test(text);
  for (const { pattern, explain, goesOn = false } of MISTAKES) {
    if (isFine && !goesOn) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || (isFine && pattern.lastIndex <= FINE.lastIndex)) continue;
    const parts = explain(match, at);
    if (parts !== undefined) return { start: at, end: at + match[0].length, ...parts };
  }
  return undefined;
}

function unclosedString(): ReturnType<Explain> {
  return {
    code: "DRS1002",
    message: "this string is not closed",
    label: "begins here and does not end on this line",
    help: ['put `"` where it ends; a line end inside a string is written `\\n`'],
  };
}

function smartQuotes(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [all, inside = ""] = match;
  const isPair = all.length > inside.length + 1;
  return {
    code: "DRS1006",
    message: `${characterName([...all][0] ?? "")} does not begin a string`,
    label: "a typographic quotation mark",
    help: ['write strings between plain `"` marks'],
    ...(isPair
      ? { fix: { start, end: start + all.length, text: `"${inside}"`, isSafe: true } }
      : {}),
  };
}

function singleQuotes(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [all, one, other] = match;
  const inside = one ?? other ?? "";
  return {
    code: "DRS1037",
    message: "strings stand between double quotation marks",
    help: [`write \`"${inside}"\``],
    ...(inside.includes('"')
      ? {}
      : { fix: { start, end: start + all.length, text: `"${inside}"`, isSafe: true } }),
  };
}

function foreignComment(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [all] = match;
  const end = start + all.length;
  const isLine = all.startsWith("//");
  return {
    code: "DRS1008",
    message: `${isLine ? "`//`" : "`/*`"} does not begin a comment`,
    help: ["begin each line of a comment with `#`"],
    ...(isLine ? { fix: { start, end: start + 2, text: "#", isSafe: true } } : {}),
    covers: { start, end },
  };
}

const SIGN_WORDS: Readonly<Record<string, string>> = {
  "&&": "and",
  "&": "and",
  "||": "or",
  "!": "not",
};

function signForWord(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [sign] = match;
  const word = SIGN_WORDS[sign] ?? "";
  const before = /\S$/.test(match.input.slice(0, start)) && sign !== "!" ? " " : "";
  const after = /^\S/.test(match.input.slice(start + sign.length)) ? " " : "";
  return {
    code: "DRS1012",
    message: `\`${sign}\` is no operator here`,
    help: [`write \`${word}\``],
    fix: { start, end: start + sign.length, text: before + word + after, isSafe: true },
  };
}

const COMPARISONS: Readonly<Record<string, string>> = {
  "===": "==",
  "!==": "!=",
  "<>": "!=",
  "=<": "<=",
  "=>": ">=",
};

function foreignComparison(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [sign] = match;
  const plain = COMPARISONS[sign] ?? "";
  return {
    code: "DRS1039",
    message: `\`${sign}\` is not a comparison`,
    help: [`write \`${plain}\``],
    fix: { start, end: start + sign.length, text: plain, isSafe: false },
  };
}

function malformedNumber(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [all] = match;
  const words = all.replace(/\.+$/, ".");
  return {
    code: "DRS1010",
    message: `\`${words}\` is not a number`,
    ...numberAdvice(words, start),
  };
}

function numberAdvice(words: string, start: number): Pick<Complaint, "help" | "fix"> {
  const replace = (text: string, help: string) => ({
    help: [help],
    fix: { start, end: start + words.length, text, isSafe: false },
  });
  if (words.startsWith(".")) return replace(`0${words}`, `write \`0${words}\``);
  const [, whole, unit = ""] = /^(\d+)\.([A-Za-z]*)$/.exec(words) ?? [];
  if (whole !== undefined) {
    const help = `write \`${whole + unit}\` or \`${whole}.0${unit}\`; a decimal point is followed by a digit`;
    return replace(whole + unit, help);
  }
  if (/^0[xX]/.test(words))
    return { help: ["write hexadecimal numbers as in `0xc000`, without a unit"] };
  if (words.includes("_"))
    return { help: ["put single `_` marks between digits only, as in `1_000_000`"] };
  if (/^\d+[eE]\d/.test(words))
    return { help: ["write the number out; there is no notation with exponents"] };
  return {
    help: ["write a number with its unit, as in `5ms`; a name does not begin with a digit"],
  };
}

function strayPercent(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const blanks = /(\d)([ \t]+)$/.exec(match.input.slice(0, start));
  if (blanks === null) return undefined;
  const from = start - (blanks[2]?.length ?? 0);
  return {
    code: "DRS1009",
    message: "a number and its unit are written together",
    help: ["remove the blank before `%`"],
    fix: { start: from, end: start, text: "", isSafe: true },
  };
}

function foreignCharacter(match: RegExpExecArray, start: number): ReturnType<Explain> {
  const [words] = match;
  const characters = [...words];
  const foreign = characters.find((character) => character > "\x7F") ?? "";
  const plain = characters.map((character) =>
    character > "\x7F" ? plainForm(character) : character,
  );
  const isMeant = plain.every((character) => character !== undefined);
  if (!isMeant) {
    return {
      code: "DRS1007",
      message: `${characterName(foreign)} is not a character of the language`,
      help: [
        "write names with the letters A to Z, digits, `_` and `-`; anything may stand in strings and comments",
      ],
    };
  }
  const text = plain.join("");
  return {
    code: "DRS1007",
    message: `${characterName(foreign)} only looks like ${nameOfPlain(plainForm(foreign) ?? "")}`,
    help: [text.trim() === "" ? "replace it by a plain blank" : `write \`${text}\``],
    fix: { start, end: start + words.length, text, isSafe: false },
  };
}

function nameOfPlain(plain: string): string {
  if (plain === "") return "nothing";
  return plain === " " ? "a blank" : `\`${plain.trim()}\``;
}
