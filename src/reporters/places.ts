import type { Span } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../model/run-event.ts";

/** A place as people and tools name it. Line and column count from 1, the column in code points. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Finds lines and columns, and remembers where the lines of the current texts begin. */
export class Places {
  readonly #known = new Map<
    string,
    { readonly text: string; readonly starts: readonly number[] }
  >();

  /** Where a span begins. A file without text, or an offset outside, gives the nearest place there is. */
  find(span: Span & { readonly file: string }, sources: readonly SourceText[]): Place {
    const text = sources.find(({ file }) => file === span.file)?.text;
    if (text === undefined) return { file: span.file, line: 1, column: 1 };
    const offset = Math.min(Math.max(0, span.start), text.length);
    const starts = this.#starts(span.file, text);
    const line = lineAt(starts, offset);
    const before = text.slice(starts[line - 1] ?? 0, offset);
    return { file: span.file, line, column: [...before].length + 1 };
  }

  /** Forgets every text; call it between files. */
  clear(): void {
    this.#known.clear();
  }

  #starts(file: string, text: string): readonly number[] {
    const known = this.#known.get(file);
    if (known !== undefined && known.text === text) return known.starts;
    const starts = lineStarts(text);
    this.#known.set(file, { text, starts });
    return starts;
  }
}

/** `path:line:column`, which terminals and editors make clickable. */
export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The 1-based line that holds an offset: the last one that begins at or before it. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
