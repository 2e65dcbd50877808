import type { Asker } from "../../../kit/answers.ts";
import type { ComponentId, Handler } from "../../../model/component.ts";
import type { Options } from "../knobs.ts";
import type { Open, Waiting } from "./locks.ts";
import type { Database } from "./records.ts";
import type { ProgramStep } from "./steps.ts";

/** The resource manager: records, transactions, and who waits for whom. */
export interface ResmgrState {
  readonly records: Database;
  readonly open: readonly Open[];
  readonly waiting: readonly Waiting[];
  /** Begins that wait in vain and of which that was told. */
  readonly told: readonly ComponentId[];
  readonly signals: readonly number[];
  readonly awaiting: readonly { readonly signal: number; readonly asker: Asker }[];
  /** What each reading holds, by its id: kept here too, so that programs can calculate with it. */
  readonly readings: Readonly<Record<string, number>>;
  /** Whose processors stand still. */
  readonly stalled: readonly ComponentId[];
  /** Params that a transaction has emptied and nobody has filled again: `key param`. */
  readonly emptied: readonly string[];
}

export interface ResmgrConfig {
  readonly options: Options;
  readonly steps: readonly ProgramStep[];
  readonly names: readonly string[];
  /** Names of all components, for what is told of deadlocks. */
  readonly people: readonly string[];
}

export type On = Handler<ResmgrState, ResmgrConfig>;

/** The resource manager when the scenario begins. */
export const resmgrWith = (records: Database): ResmgrState => ({
  records,
  open: [],
  waiting: [],
  told: [],
  signals: [],
  awaiting: [],
  readings: {},
  stalled: [],
  emptied: [],
});
