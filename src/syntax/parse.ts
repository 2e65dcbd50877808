import { NESTING_MAX, OPERATORS_MAX } from "../base/limits.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Expectation, Expression, File, Phrase } from "./ast.ts";
import { parse as generated } from "./generated/drs-parser.js";
import type { Note, StartRule } from "./note.ts";

/** A tree, always, and everything that is wrong with the text. */
export interface Parsed {
  readonly tree: File;
  readonly diagnostics: readonly Diagnostic[];
}

/** A fragment, if it could be read. */
export interface ParsedFragment<T> {
  readonly node?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a scenario file. Never throws. `file` is the path that diagnostics name. */
export function parse(text: string, file: string): Parsed {
  const notes: Note[] = [];
  const options = {
    startRule: "File" as StartRule,
    peg$silentFails: 1,
    notes,
    nestingMax: NESTING_MAX,
    operatorsMax: OPERATORS_MAX,
  };
  const tree: File = generated(text, options);
  return { tree, diagnostics: notes.map((note) => complain(note, file)) };
}

/** Reads one expression, as in `let x = …`. */
export function parseExpression(text: string, file: string): ParsedFragment<Expression> {
  return fragment("Expression", text, file);
}

/** Reads one phrase, without what may follow it. */
export function parsePhrase(text: string, file: string): ParsedFragment<Phrase> {
  return fragment("Phrase", text, file);
}

/** Reads one expectation, as in `expect …`. */
export function parseExpectation(text: string, file: string): ParsedFragment<Expectation> {
  return fragment("Expectation", text, file);
}

function fragment<T>(startRule: StartRule, text: string, file: string): ParsedFragment<T> {
  const notes: Note[] = [];
  const options = {
    startRule,
    peg$silentFails: 1,
    peg$library: true,
    notes,
    nestingMax: NESTING_MAX,
    operatorsMax: OPERATORS_MAX,
  };
  const result: { peg$success: boolean; peg$result: T } = generated(text, options);
  if (!result.peg$success) notes.push({ kind: "bad", start: 0, end: text.length, rule: startRule });
  const diagnostics = notes.map((note) => complain(note, file));
  return result.peg$success ? { node: result.peg$result, diagnostics } : { diagnostics };
}

function complain(note: Note, file: string): Diagnostic {
  return {
    code: "DRS1001",
    severity: "error",
    message: "this cannot be read",
    span: { file, start: note.start, end: note.end },
  };
}
