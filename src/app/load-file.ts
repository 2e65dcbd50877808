import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { SourceText } from "../model/run-event.ts";
import type { File } from "../syntax/ast.ts";
import type { Check } from "./checker.ts";
import type { Unread } from "./file-problems.ts";
import { unreadDiagnostic } from "./file-problems.ts";
import type { Files } from "./host.ts";
import { ImportLibrary, importsOf, parseText } from "./import-walk.ts";
import { mergeDiagnostics } from "./merge-diagnostics.ts";

/** A file that was read, parsed with all it imports, and checked. */
export interface LoadedFile {
  readonly source: SourceText;
  /** The file and everything it imports. */
  readonly sources: readonly SourceText[];
  readonly tree: File;
  /** Empty when the file is invalid. */
  readonly scenarios: readonly OpenScenario[];
  readonly diagnostics: readonly Diagnostic[];
  /** There is no error, though there may be warnings. */
  readonly isValid: boolean;
}

/** Loads files one by one; what several of them import is read once. */
export class FileLoader {
  readonly #files: Files;
  readonly library: ImportLibrary;
  readonly check: Check;

  constructor(files: Files, check: Check) {
    this.#files = files;
    this.library = new ImportLibrary(files);
    this.check = check;
  }

  load(path: string): LoadedFile {
    const reading = this.#files.read(path);
    if (reading.kind !== "text") return unread(reading, path);
    const main = parseText(path, reading.text);
    const imports = importsOf(main, this.library);
    const checked = this.check(main, imports.files);
    const fromOthers = [...imports.diagnostics, ...checked.diagnostics];
    const diagnostics = mergeDiagnostics(main, imports.files, fromOthers);
    const isValid = !diagnostics.some(({ severity }) => severity === "error");
    return {
      source: main.source,
      sources: [main.source, ...imports.files.map(({ source }) => source)],
      tree: main.tree,
      scenarios: isValid ? checked.scenarios : [],
      diagnostics,
      isValid,
    };
  }
}

/** A valid file with what its platform turned out to have against its scenarios. */
export function withProblems(loaded: LoadedFile, problems: readonly Diagnostic[]): LoadedFile {
  const { source, diagnostics } = loaded;
  const all = mergeDiagnostics(
    { source, diagnostics: [] },
    [],
    [...diagnostics, ...distinct(problems)],
  );
  return { ...loaded, scenarios: [], diagnostics: all, isValid: false };
}

/** What is wrong with a declaration is wrong in every scenario that shares it. */
function distinct(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(
    problems.map((problem) => {
      const { code, span, message } = problem;
      return [`${code} ${span.start} ${span.end} ${span.file} ${message}`, problem];
    }),
  );
  return [...seen.values()];
}

function unread(reading: Unread, path: string): LoadedFile {
  const span = { file: path, start: 0, end: 0 };
  return { ...emptyFile(path), diagnostics: [unreadDiagnostic(reading, path, span)] };
}

/** A file of which nothing could be read. */
export function emptyFile(path: string): LoadedFile {
  const source = { file: path, text: "" };
  return {
    source,
    sources: [source],
    tree: { kind: "file", start: 0, end: 0, body: [] },
    scenarios: [],
    diagnostics: [],
    isValid: false,
  };
}
