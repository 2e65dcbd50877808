import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../model/run-event.ts";
import type { LoadedFile } from "./load-file.ts";

/** What checking many files came to. */
export interface Findings {
  /** Each once, also where several files import the one it is about. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that they are about. */
  readonly sources: readonly SourceText[];
  readonly files: number;
  readonly invalidFiles: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Puts together what checking each file gave. Texts without a diagnostic are let go. */
export function gather(loaded: Iterable<LoadedFile>): Findings {
  const diagnostics = new Map<string, Diagnostic>();
  const sources = new Map<string, SourceText>();
  let files = 0;
  let invalidFiles = 0;
  for (const file of loaded) {
    files++;
    if (!file.isValid) invalidFiles++;
    for (const diagnostic of file.diagnostics) diagnostics.set(identityOf(diagnostic), diagnostic);
    if (file.diagnostics.length === 0) continue;
    for (const source of file.sources) sources.set(source.file, source);
  }
  const all = [...diagnostics.values()];
  const errors = all.filter(({ severity }) => severity === "error").length;
  return {
    diagnostics: all,
    sources: [...sources.values()],
    files,
    invalidFiles,
    errors,
    warnings: all.length - errors,
  };
}

function identityOf({ code, span: { file, start, end }, message }: Diagnostic): string {
  return `${code} ${start} ${end} ${file} ${message}`;
}

/** Finds the text of a file among these, by its name. */
export function textsOf(sources: readonly SourceText[]): (file: string) => string | undefined {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  return (file) => texts.get(file);
}
