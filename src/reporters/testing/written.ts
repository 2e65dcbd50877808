import type { Piece, Report, RunEvent } from "../../model/run-event.ts";

/** What a report of these events writes, document by document, put together as a caller would. */
export function writtenBy(report: Report, events: readonly RunEvent[]): readonly string[] {
  const documents: string[] = [];
  for (const event of events) write(documents, report.accept(event));
  write(documents, report.close());
  return documents;
}

function write(documents: string[], pieces: readonly Piece[]): void {
  for (const { document, place, text } of pieces) {
    if (document < documents.length) throw new Error(`document ${document} is complete already`);
    const before = documents[document - 1] ?? "";
    documents[document - 1] = place === "end" ? before + text : text + before.slice(text.length);
  }
}
