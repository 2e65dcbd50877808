import { EVENTS_MAX, VIRTUAL_TIME_MAX } from "../../base/limits.ts";
import type { PlaySettings } from "../play-settings.ts";

/** Everything as usual: each scenario once, with its own seed. */
export const PLAIN_SETTINGS: PlaySettings = {
  seeds: { kind: "identity" },
  repeat: 1,
  eventsMax: EVENTS_MAX,
  virtualTimeMax: VIRTUAL_TIME_MAX,
  wallTimeoutMs: 60_000,
  isDryRun: false,
  failsOnVacuous: false,
  selection: {},
  definitions: [],
  workingFolder: "",
};
