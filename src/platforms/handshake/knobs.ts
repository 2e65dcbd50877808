import type { Knob } from "../../model/platform.ts";

const MICROSECOND = 1_000;

// biome-ignore format: a table is read by rows and columns
/** Options of this platform. */
export const KNOBS = [
  { name: "max-io",  type: "number",   default: 2,                 source: "[made up]", doc: "how many requests the users of a device have under way at most" },
  { name: "faults",  type: "number",   default: 1,                 source: "[made up]", doc: "how many devices may say no" },
  { name: "latency", type: "duration", default: 50 * MICROSECOND,  source: "[made up]", doc: "how long a message takes" },
  { name: "period",  type: "duration", default: 300 * MICROSECOND, source: "[made up]", doc: "how long the users of a device wait before their next request" },
  { name: "service", type: "duration", default: 200 * MICROSECOND, source: "[made up]", doc: "how long a request takes" },
  { name: "tells",   type: { enum: ["in-turn", "together"] }, default: "in-turn", source: "[made up]", doc: "whether the coordinator tells one device after the other or all at once" },
] as const satisfies readonly Knob[];
