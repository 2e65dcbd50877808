import type { MessagePort } from "node:worker_threads";
import type { ScenarioPlace, Seat } from "../app/host.ts";
import type { FileJob, PlaySettings } from "../app/play-settings.ts";
import type { RunEvent } from "../model/run-event.ts";

/** What a thread that helps to explore one scenario is started with. */
export interface HelperStart {
  readonly root: string;
  readonly settings: PlaySettings;
  readonly place: ScenarioPlace;
  readonly seat: Seat;
  /** Its end of the line to the thread that began. */
  readonly line: MessagePort;
}

/** What a worker is started with. */
export interface WorkerStart {
  readonly root: string;
  readonly settings: PlaySettings;
  /** One number; anything but 0 asks for an end. */
  readonly stop: SharedArrayBuffer;
}

/** A stretch of the files of a run, for one worker. */
export interface Chunk {
  /** Its place among all. */
  readonly index: number;
  readonly jobs: readonly FileJob[];
}

/** What a worker has done with a chunk. */
export type ChunkResult =
  /** One list of events for each file. */
  | {
      readonly kind: "played";
      readonly index: number;
      readonly files: readonly (readonly RunEvent[])[];
    }
  /** It broke on a fault of the program. */
  | { readonly kind: "broken"; readonly index: number; readonly message: string };
