import type { Options } from "../knobs.ts";
import type { ResmgrConfig } from "../resmgr/resmgr-state.ts";
import { RESMGR } from "../world/roster.ts";

/** The platform's options of a run, by way of the resource manager, which every world has. */
export const optionsOf = (seen: { config(id: number): unknown }): Options =>
  (seen.config(RESMGR) as ResmgrConfig).options;
