/** Which seeds each scenario is played with. */
export type SeedPlan =
  /** One, made from the scenario's identity. */
  | { readonly kind: "identity" }
  | { readonly kind: "fixed"; readonly seed: number }
  /** Every seed from `from` to `to`, both included. */
  | { readonly kind: "sweep"; readonly from: number; readonly to: number };

/** Everything that decides what is played and how. Plain data: it travels to workers as it is. */
export interface PlaySettings {
  readonly seeds: SeedPlan;
  /** Plays of each scenario and seed; their traces must be identical. */
  readonly repeat: number;
  /** Messages of one run. */
  readonly eventsMax: number;
  /** Virtual time of one run, in ticks. */
  readonly virtualTimeMax: number;
  /** Wall time of one scenario, all its seeds and repetitions together. */
  readonly wallTimeoutMs: number;
  readonly isDryRun: boolean;
  /** Every order is explored, instead of playing one. */
  readonly explore?: ExploreSettings;
  /** An expectation that tested nothing fails its scenario. */
  readonly failsOnVacuous: boolean;
  readonly selection: SelectionSettings;
  /** Other values for `let`s of the files. */
  readonly definitions: readonly { readonly name: string; readonly value: string }[];
  /** Folder of the person who reads the reports, root-relative: commands to repeat a run start there. */
  readonly workingFolder: string;
}

/** How scenarios are explored. */
export interface ExploreSettings {
  /** Every latency may take any value; otherwise the times that a scenario states are honoured. */
  readonly isAnyTiming: boolean;
  /** Orders that make no difference are explored as well. */
  readonly isFull: boolean;
  /** With any timing: components that are alike are told apart. */
  readonly isByName: boolean;
  /** With any timing: states are kept whole instead of by fingerprint. */
  readonly isExact: boolean;
  /** With any timing: states that are more steps away are not visited. */
  readonly depthMax?: number;
  /** So many random runs are played instead. */
  readonly walks?: number;
  /** States of one search. */
  readonly statesMax: number;
  /** Memory of the whole program, in bytes. */
  readonly memoryMax: number;
}

/** Which scenarios are meant. */
export interface SelectionSettings {
  /** Its name, with the example row, matches. */
  readonly name?: RegExp;
  /** A tag expression that was read before. */
  readonly tags?: string;
}

/** One file to play. */
export interface FileJob {
  /** Root-relative, with `/`. */
  readonly file: string;
  readonly classname: string;
  /** 1-based lines: only scenarios that stand there. */
  readonly lines?: readonly number[];
}
