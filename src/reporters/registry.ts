import type { ReporterEntry } from "../model/run-event.ts";

// biome-ignore format: a table is read by rows and columns
/** Every reporter by the name that `--reporter` takes. Each is loaded when a report is written, not before. */
export const REPORTERS = {
  console: { output: "stdout", extension: ".txt",    help: "what people read in a terminal or a log",        load: async () => (await import("./console/index.ts")).reporter },
  junit:   { output: "file",   extension: ".xml",    help: "JUnit XML for CI systems",                        load: async () => (await import("./junit/index.ts")).reporter },
  json:    { output: "file",   extension: ".json",   help: "one JSON document: every result, then the totals", load: async () => (await import("./json/index.ts")).reporter },
  ndjson:  { output: "file",   extension: ".ndjson", help: "every event of the run, one line of JSON each",   load: async () => (await import("./ndjson/index.ts")).reporter },
} as const satisfies Readonly<Record<string, ReporterEntry>>;
