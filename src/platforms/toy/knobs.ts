import type { Knob } from "../../model/platform.ts";

const MILLISECOND = 1_000_000;
const MINUTE = 60_000 * MILLISECOND;

// biome-ignore format: a table is read by rows and columns
/** Options of this platform. */
export const KNOBS = [
  { name: "hold-time", type: "duration", default: 100 * MILLISECOND, source: "[made up]", doc: "how long the machine stays quiet" },
  { name: "watchdog",  type: "duration", default: 10 * MINUTE,       source: "[made up]", doc: "how long an operation waits for an answer before it has hung" },
] as const satisfies readonly Knob[];
