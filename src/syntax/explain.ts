import type { File, FileItem, Phrase, ScenarioItem } from "./ast.ts";
import type { Complaint } from "./complaint.ts";
import { unexpected, unfinished } from "./mistakes/expected.ts";
import { assignment, brokenRange, gluedOperator, secondScope } from "./mistakes/expressions.ts";
import { explainGuess } from "./mistakes/guesses.ts";
import { findLexicalMistake } from "./mistakes/lexical.ts";
import { strayParen, unclosedParen } from "./mistakes/parentheses.ts";
import { callInPhrase, gluedTerms, operatorInPhrase, unquotedString } from "./mistakes/phrases.ts";
import {
  coreWordNear,
  earlyMaybe,
  loneBlock,
  misplacedStatement,
  misspeltStatement,
  misspeltWord,
  strayTag,
} from "./mistakes/statements.ts";
import { examine, type Retry, type Unreadable } from "./mistakes/unreadable.ts";
import type { Bad, Note } from "./note.ts";

/** A text that has been read, with what the parser noted. */
export interface Noted {
  readonly text: string;
  readonly tree: File;
  readonly notes: readonly Note[];
  readonly retry: Retry;
}

/** Explains one note; nothing where another note has said it. */
export function explain(note: Note, noted: Noted): Complaint {
  const complaint =
    note.kind === "bad"
      ? (misspeltAround(note, noted) ?? explainUnreadable(note, noted))
      : explainGuess(note, noted.text);
  return isOutside(complaint, note) ? withEarlyEnd(complaint, noted) : complaint;
}

/** Whether something stands in the file that should stand in a block. */
function isOutside({ code }: Complaint, note: Note): boolean {
  if (code === "DRS1004") return true;
  return code === "DRS1015" && note.kind === "bad" && note.rule === "FileStatement";
}

/** Points at the brace that closed the block before, if there is one. */
function withEarlyEnd(complaint: Complaint, { tree, text }: Noted): Complaint {
  const before = tree.body
    .filter(({ kind, end }) => kind !== "error" && end <= complaint.start)
    .at(-1);
  if (before === undefined || text[before.end - 1] !== "}") return complaint;
  const related = { start: before.end - 1, end: before.end, message: "the block before ends here" };
  return { ...complaint, related: [related] };
}

type Reason = (here: Unreadable) => Complaint | undefined;

/** The mistakes that are known, the most telling first. */
const REASONS: readonly Reason[] = [
  misplacedStatement,
  strayTag,
  loneBlock,
  earlyMaybe,
  misspeltStatement,
  lexicalMistake,
  unquotedString,
  secondScope,
  assignment,
  unclosedParen,
  strayParen,
  brokenRange,
  gluedOperator,
  operatorInPhrase,
  callInPhrase,
  gluedTerms,
  unfinished,
];

function explainUnreadable(bad: Bad, { text, retry }: Noted): Complaint {
  const here = examine(bad, text, retry);
  for (const reason of REASONS) {
    const complaint = reason(here);
    if (complaint !== undefined) return complaint;
  }
  return unexpected(here);
}

/** A mistake in a word or sign, unless the grammar was stopped by something before it. */
function lexicalMistake({ text, start, end, at, found }: Unreadable): Complaint | undefined {
  const mistake = findLexicalMistake(text, start, end);
  const isReached = mistake !== undefined && mistake.start <= at + Math.max(found.length, 1);
  return isReached ? mistake : undefined;
}

/** A block with statements that cannot be read, behind a word that is nearly a core word, is that word's mistake. */
function misspeltAround(bad: Bad, { tree }: Noted): Complaint | undefined {
  if (bad.rule !== "PhraseStatement") return undefined;
  const holds = (item: FileItem | ScenarioItem) => item.start < bad.start && bad.start < item.end;
  const outer = tree.body.find(holds);
  if (outer?.kind === "phrase") return misspeltPhrase(outer, "FileStatement");
  const inner = outer?.kind === "scenario" ? outer.body.body.find(holds) : undefined;
  return inner?.kind === "phrase" ? misspeltPhrase(inner, "ScenarioItem") : undefined;
}

function misspeltPhrase(
  { terms: [first], start, end }: Phrase,
  rule: "FileStatement" | "ScenarioItem",
): Complaint | undefined {
  if (first?.kind !== "word") return undefined;
  const keyword = coreWordNear(first.text, rule);
  return keyword === undefined ? undefined : misspeltWord(start, first.text, keyword, end);
}
