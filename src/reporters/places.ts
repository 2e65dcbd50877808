import type { SourceSpan } from "../diagnostics/diagnostic.ts";
import { type Position, Positions } from "../diagnostics/positions.ts";
import type { SourceText } from "../model/run-event.ts";

/** A place as people and tools name it. */
export interface Place extends Position {
  readonly file: string;
}

const BEGINNING: Position = { line: 1, column: 1 };

/** Finds lines and columns in texts that come back event after event: each is searched for its lines once. */
export class Places {
  readonly #known = new Map<string, { readonly text: string; readonly positions: Positions }>();

  /** Where a span begins. A file whose text is not at hand gives its beginning. */
  find(span: SourceSpan, sources: readonly SourceText[]): Place {
    const position = this.positions(span.file, sources)?.of(span) ?? BEGINNING;
    return { file: span.file, ...position };
  }

  /** The lines of a file, if its text is at hand. */
  positions(file: string, sources: readonly SourceText[]): Positions | undefined {
    const text = sources.find((source) => source.file === file)?.text;
    if (text === undefined) return undefined;
    const known = this.#known.get(file);
    if (known !== undefined && known.text === text) return known.positions;
    const positions = new Positions(text);
    this.#known.set(file, { text, positions });
    return positions;
  }

  /** Forgets every text; call it between files. */
  clear(): void {
    this.#known.clear();
  }
}

/** `path:line:column`, which terminals and editors make clickable. */
export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
