import { DIAGNOSTICS_PER_FILE_MAX, NESTING_MAX, OPERATORS_MAX } from "../base/limits.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { refusal } from "./admission.ts";
import type { Expectation, Expression, File, Phrase } from "./ast.ts";
import { type Complaint, toDiagnostic } from "./complaint.ts";
import { complaintsOf } from "./complaints.ts";
import { parse as generated } from "./generated/drs-parser.js";
import type { Expected, Retrial } from "./mistakes/unreadable.ts";
import type { Note, StartRule } from "./note.ts";
import { missingCloses } from "./repair.ts";

/** A tree, always, and everything that is wrong with the text. */
export interface Parsed {
  /** What could be read. Where something could not, it has error nodes. */
  readonly tree: File;
  /** By position. Empty when the tree is complete. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A fragment, if it could be read. */
export interface ParsedFragment<T> {
  readonly node?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a scenario file. Never throws. `file` is the path that diagnostics name. */
export function parse(text: string, file: string): Parsed {
  const refused = refusal(text);
  if (refused !== undefined) {
    const tree: File = { kind: "file", start: 0, end: text.length, body: [] };
    return { tree, diagnostics: [toDiagnostic(refused, file)] };
  }
  const notes: Note[] = [];
  const tree = readFile(text, notes, []);
  return notes.length === 0 ? { tree, diagnostics: [] } : parseAgain(text, file, tree, notes);
}

/** Reads one expression, as in `let x = …`. */
export function parseExpression(text: string, file: string): ParsedFragment<Expression> {
  return parseFragment("Expression", text, file);
}

/** Reads one phrase, with its block and its label. */
export function parsePhrase(text: string, file: string): ParsedFragment<Phrase> {
  return parseFragment("Phrase", text, file);
}

/** Reads one expectation, as in `expect …`. */
export function parseExpectation(text: string, file: string): ParsedFragment<Expectation> {
  return parseFragment("Expectation", text, file);
}

/** What the grammar's own code needs to know; see the state of one parse there. */
function optionsFor(startRule: StartRule, notes: Note[], closes: readonly number[]) {
  return { startRule, notes, closes, nestingMax: NESTING_MAX, operatorsMax: OPERATORS_MAX };
}

function readFile(text: string, notes: Note[], closes: readonly number[]): File {
  // Nobody asks what was expected while all is well; that makes the first reading a good deal faster.
  return generated(text, { peg$silentFails: 1, ...optionsFor("File", notes, closes) });
}

/** Something was noted: if a brace is missing, the text is read once more as if it were there. */
function parseAgain(text: string, file: string, first: File, firstNotes: readonly Note[]): Parsed {
  const isUnclosed = firstNotes.some(({ kind }) => kind === "unclosed");
  const closes = isUnclosed ? missingCloses(text) : [];
  const notes: Note[] = closes.length === 0 ? [...firstNotes] : [];
  const tree = closes.length === 0 ? first : readFile(text, notes, closes);
  const noted = { text, tree, notes, retry };
  const { first: complaints, left } = complaintsOf(noted, DIAGNOSTICS_PER_FILE_MAX);
  const last = left === 0 ? [] : [andMore(left, text)];
  const diagnostics = [...complaints, ...last].map((complaint) => toDiagnostic(complaint, file));
  return { tree, diagnostics };
}

/** Reads one statement again, this time with its expectations. */
function retry(rule: StartRule, start: number, text: string): Retrial {
  const result = readFragment(rule, text, start, []);
  return {
    isRead: result.peg$result !== result.peg$FAILED,
    at: result.peg$maxFailPos,
    expected: result.peg$maxFailExpected,
  };
}

/** What the generated parser gives in its library mode, in which it throws nothing. */
interface LibraryResult {
  readonly peg$result: unknown;
  readonly peg$FAILED: unknown;
  readonly peg$success: boolean;
  readonly peg$maxFailPos: number;
  readonly peg$maxFailExpected: readonly Expected[];
}

function readFragment(rule: StartRule, text: string, at: number, notes: Note[]): LibraryResult {
  return generated(text, { peg$currPos: at, peg$library: true, ...optionsFor(rule, notes, []) });
}

function parseFragment<T>(rule: StartRule, text: string, file: string): ParsedFragment<T> {
  const refused = refusal(text);
  if (refused !== undefined) return { diagnostics: [toDiagnostic(refused, file)] };
  const notes: Note[] = [];
  const { peg$success: isRead, peg$result: node } = readFragment(rule, text, 0, notes);
  if (!isRead) notes.push({ kind: "bad", start: 0, end: text.length, rule, until: text.length });
  const tree: File = { kind: "file", start: 0, end: text.length, body: [] };
  const { first } = complaintsOf({ text, tree, notes, retry }, DIAGNOSTICS_PER_FILE_MAX);
  const diagnostics = first.map((complaint) => toDiagnostic(complaint, file));
  return isRead ? { node: node as T, diagnostics } : { diagnostics };
}

function andMore(left: number, text: string): Complaint {
  return {
    start: text.length,
    end: text.length,
    code: "DRS1099",
    message: `and ${left} more mistake${left === 1 ? "" : "s"} in this file`,
    help: ["correct the ones above first; the others may follow from them"],
  };
}
