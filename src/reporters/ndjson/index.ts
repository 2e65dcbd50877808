import type { Piece, Report, Reporter, RunEvent, SourceText } from "../../model/run-event.ts";
import { clockless } from "../clockless.ts";

/** Version of the lines' shape. It changes when a field goes away or means something else. */
const SCHEMA_VERSION = 1;

/**
 * Every event of the run as one line of JSON, in order. A text is written once in a file: later events only name
 * it.
 */
export const reporter: Reporter = { open: () => new NdjsonReport() };

class NdjsonReport implements Report {
  /** File → its text, as far as lines of the current file have it. */
  readonly #written = new Map<string, string>();
  #isDeterministic = false;

  accept(event: RunEvent): readonly Piece[] {
    if (event.kind === "run-started") this.#isDeterministic = event.deterministic;
    const lean = this.#lean(this.#isDeterministic ? clockless(event) : event);
    const line = JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...lean });
    return [{ document: 1, place: "end", text: `${line}\n` }];
  }

  close(): readonly Piece[] {
    return [];
  }

  #lean(event: RunEvent): object {
    switch (event.kind) {
      case "file-started":
        this.#written.clear();
        return { ...event, source: this.#leanSource(event.source) };
      case "diagnostics":
      case "scenario-finished":
        return { ...event, sources: event.sources.map((source) => this.#leanSource(source)) };
      default:
        return event;
    }
  }

  #leanSource({ file, text }: SourceText): Partial<SourceText> {
    if (this.#written.get(file) === text) return { file };
    this.#written.set(file, text);
    return { file, text };
  }
}
