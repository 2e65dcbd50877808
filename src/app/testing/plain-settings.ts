import type { PlaySettings } from "../play-settings.ts";

/** Everything as usual: each scenario once, with its own seed. */
export const PLAIN_SETTINGS: PlaySettings = {
  seeds: { kind: "identity" },
  repeat: 1,
  eventsMax: 10_000_000,
  virtualTimeMax: 30 * 24 * 3600e9,
  wallTimeoutMs: 60_000,
  isDryRun: false,
  failsOnVacuous: false,
  selection: {},
  definitions: [],
  workingFolder: "",
};
