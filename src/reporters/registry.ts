import type { ReporterEntry } from "../model/run-event.ts";

// biome-ignore format: a table is read by rows and columns
/** Every reporter by the name that `--reporter` takes. Each is loaded when a report is written, not before. */
export const REPORTERS = {
  junit:  { help: "JUnit XML for CI systems",                        output: "file", extension: ".xml",    load: async () => (await import("./junit/index.ts")).reporter },
  json:   { help: "one JSON document: every result, then the totals", output: "file", extension: ".json",   load: async () => (await import("./json/index.ts")).reporter },
  ndjson: { help: "every event of the run, one line of JSON each",    output: "file", extension: ".ndjson", load: async () => (await import("./ndjson/index.ts")).reporter },
} as const satisfies Readonly<Record<string, ReporterEntry>>;

/** What `--reporter` may name. */
export type ReporterName = keyof typeof REPORTERS;
