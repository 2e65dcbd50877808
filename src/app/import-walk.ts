import { IMPORT_DEPTH_MAX, IMPORT_FILES_MAX } from "../base/limits.ts";
import type { Diagnostic, SourceSpan } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../model/run-event.ts";
import type { File, ImportStatement } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import type { Unread } from "./file-problems.ts";
import { unreadDiagnostic } from "./file-problems.ts";
import type { Files } from "./host.ts";
import { folderOf, isOutside, resolvePath } from "./paths.ts";

/** A text and the tree that was read from it. */
export interface ParsedFile {
  readonly source: SourceText;
  readonly tree: File;
  /** What the parser had to say. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a file brings in. */
export interface Imports {
  /** Each once; what a file imports comes before it. */
  readonly files: readonly ParsedFile[];
  /** Of the import statements. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The characters of imported texts that are kept, trees included, for the next file that imports them. */
const KEPT_CHARACTERS_MAX = 8 * 1024 * 1024;

/** Imported files, read and parsed once for all files of a run that import them. */
export class ImportLibrary {
  readonly #files: Files;
  readonly #known = new Map<string, ParsedFile | Unread>();
  #characters = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  get(path: string): ParsedFile | Unread {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const reading = this.#files.readImport(path);
    const entry = reading.kind === "text" ? parseText(path, reading.text) : reading;
    this.#keep(path, entry);
    return entry;
  }

  #keep(path: string, entry: ParsedFile | Unread): void {
    this.#characters += "source" in entry ? entry.source.text.length : 0;
    if (this.#characters > KEPT_CHARACTERS_MAX) {
      this.#known.clear();
      this.#characters = 0;
    }
    this.#known.set(path, entry);
  }
}

/** Parses the text of a file. */
export function parseText(file: string, text: string): ParsedFile {
  const { tree, diagnostics } = parse(text, file);
  return { source: { file, text }, tree, diagnostics };
}

/** Everything that a file imports, directly and indirectly. */
export function importsOf(main: ParsedFile, library: ImportLibrary): Imports {
  if (!main.tree.body.some(({ kind }) => kind === "import")) return NO_IMPORTS;
  const walk = new ImportWalk(library);
  walk.enter(main);
  return { files: walk.files, diagnostics: walk.diagnostics };
}

const NO_IMPORTS: Imports = { files: [], diagnostics: [] };

class ImportWalk {
  readonly files: ParsedFile[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #library: ImportLibrary;
  /** The files that led here, outermost first. */
  readonly #way: string[] = [];
  readonly #done = new Set<string>();

  constructor(library: ImportLibrary) {
    this.#library = library;
  }

  enter(file: ParsedFile): void {
    this.#way.push(file.source.file);
    for (const statement of file.tree.body) {
      if (statement.kind === "import") this.#follow(statement, file.source.file);
    }
    this.#way.pop();
    this.#done.add(file.source.file);
    if (this.#way.length > 0) this.files.push(file);
  }

  #follow(statement: ImportStatement, from: string): void {
    const path = resolvePath(folderOf(from), statement.path.value);
    const span = { file: from, start: statement.path.start, end: statement.path.end };
    if (this.#done.has(path)) return;
    const problem = this.#problemOf(path, span);
    if (problem !== undefined) {
      this.diagnostics.push(problem);
      return;
    }
    const found = this.#library.get(path);
    if ("source" in found) this.enter(found);
    else this.diagnostics.push(unreadDiagnostic(found, path, span));
  }

  #problemOf(path: string, span: SourceSpan): Diagnostic | undefined {
    if (path === folderOf(span.file)) return namesNothing(span);
    if (isOutside(path)) return unreadDiagnostic({ kind: "outside" }, path, span);
    if (this.#way.includes(path)) return circle(this.#way.slice(this.#way.indexOf(path)), span);
    if (this.#way.length > IMPORT_DEPTH_MAX) return tooDeep(span);
    return this.#done.size + this.#way.length > IMPORT_FILES_MAX ? tooMany(span) : undefined;
  }
}

function namesNothing(span: SourceSpan): Diagnostic {
  return {
    code: "DRS9001",
    severity: "error",
    message: "this import names no file",
    span,
    label: "empty",
    help: ["write the path of the file, relative to this one"],
  };
}

function circle(way: readonly string[], span: SourceSpan): Diagnostic {
  const [first = "", ...others] = way;
  const by =
    others.length === 0 ? "" : ` by way of ${others.map((file) => `\`${file}\``).join(", ")}`;
  return {
    code: "DRS9003",
    severity: "error",
    message: `\`${first}\` imports itself${by}`,
    span,
    label: "closes the circle",
    help: ["put what both need into a third file and import that"],
  };
}

function tooDeep(span: SourceSpan): Diagnostic {
  return {
    code: "DRS9004",
    severity: "error",
    message: `imports are nested more than ${IMPORT_DEPTH_MAX} deep`,
    span,
    label: "one too deep",
  };
}

function tooMany(span: SourceSpan): Diagnostic {
  return {
    code: "DRS9005",
    severity: "error",
    message: `more than ${IMPORT_FILES_MAX} files are imported`,
    span,
    label: "one too many",
  };
}
