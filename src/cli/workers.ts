import { Worker } from "node:worker_threads";
import type { RunRequest } from "../app/run-texts.ts";
import { runFinished } from "../app/run-texts.ts";
import { InvariantViolation } from "../base/invariant-violation.ts";
import { elapsedMs } from "./clock.ts";
import type { RunTools } from "./run-tools.ts";
import { workerFile } from "./worker-file.ts";
import type { Chunk, ChunkResult, WorkerStart } from "./worker-messages.ts";

/** Chunks per worker: enough for them to finish together, few enough to cost nothing. */
const CHUNKS_EACH = 16;

/** Files in one chunk at most, so that what waits for its turn stays small. */
const CHUNK_FILES_MAX = 50;

/** Chunks that may be ahead of the one whose turn it is, per worker. */
const AHEAD_EACH_MAX = 4;

/** What waits to be shown is looked at this often. */
const IDLE_MS = 100;

/** Plays the files in several threads. What comes of them is passed on in path order, as if one had played. */
export async function playInWorkers(
  request: RunRequest,
  root: string,
  tools: RunTools,
  count: number,
): Promise<void> {
  const startedMs = elapsedMs();
  const { tally, reports, signals } = tools;
  const stop = new SharedArrayBuffer(4);
  const isStopping = (): boolean => signals.received !== undefined;
  reports.accept({ kind: "run-started", ...request.heading, files: request.jobs.length });
  const crew = new Crew({ root, settings: request.settings, stop }, count);
  signals.onStop(() => crew.stop());
  const ticking = setInterval(() => reports.idle(), IDLE_MS);
  try {
    for await (const result of crew.play(chunksOf(request, count))) {
      passOn(result, tools);
      if (tally.isFull) break;
    }
  } finally {
    clearInterval(ticking);
    await crew.dismiss();
  }
  reports.accept(runFinished(tally, { elapsedMs, isStopping }, startedMs));
}

function passOn(result: ChunkResult, { tally, reports }: RunTools): void {
  if (result.kind === "broken") throw new InvariantViolation(`in a worker: ${result.message}`);
  for (const events of result.files) {
    if (tally.isFull) return;
    for (const event of events) if (tally.admits(event)) reports.accept(event);
  }
}

function chunksOf({ jobs }: RunRequest, workers: number): readonly Chunk[] {
  const even = Math.ceil(jobs.length / (workers * CHUNKS_EACH));
  const size = Math.max(1, Math.min(CHUNK_FILES_MAX, even));
  return Array.from({ length: Math.ceil(jobs.length / size) }, (_, index) => ({
    index,
    jobs: jobs.slice(index * size, (index + 1) * size),
  }));
}

/** Some workers. Gives them chunks as they get free, and their results in the order of the chunks. */
class Crew {
  readonly #workers: readonly Worker[];
  readonly #stop: SharedArrayBuffer;
  readonly #results = new Map<number, ChunkResult>();
  #chunks: readonly Chunk[] = [];
  #next = 0;
  #turn = 0;
  #idle: Worker[] = [];
  #fault: unknown;
  #wake: () => void = () => undefined;

  constructor(start: WorkerStart, count: number) {
    const file = workerFile();
    this.#stop = start.stop;
    this.#workers = Array.from({ length: count }, () => new Worker(file, { workerData: start }));
    for (const worker of this.#workers) {
      worker.on("message", (result: ChunkResult) => this.#take(result, worker));
      worker.on("error", (error) => {
        this.#fault = error;
        this.#wake();
      });
    }
  }

  async *play(chunks: readonly Chunk[]): AsyncGenerator<ChunkResult, void> {
    this.#chunks = chunks;
    this.#idle = [...this.#workers];
    for (this.#turn = 0; this.#turn < this.#chunks.length; this.#turn++) {
      this.#employ();
      yield await this.#resultOf(this.#turn);
    }
  }

  /** Begins nothing new and cuts short what was begun. What is finished is still given. */
  stop(): void {
    this.#chunks = this.#chunks.slice(0, this.#next);
    Atomics.store(new Int32Array(this.#stop), 0, 1);
  }

  async dismiss(): Promise<void> {
    this.stop();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  async #resultOf(index: number): Promise<ChunkResult> {
    for (;;) {
      const result = this.#results.get(index);
      if (result !== undefined) {
        this.#results.delete(index);
        return result;
      }
      if (this.#fault !== undefined) throw this.#fault;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(result: ChunkResult, worker: Worker): void {
    this.#results.set(result.index, result);
    this.#idle.push(worker);
    this.#employ();
    this.#wake();
  }

  #employ(): void {
    const aheadMax = this.#turn + this.#workers.length * AHEAD_EACH_MAX;
    while (this.#next < Math.min(this.#chunks.length, aheadMax)) {
      const worker = this.#idle.pop();
      if (worker === undefined) return;
      worker.postMessage(this.#chunks[this.#next]);
      this.#next++;
    }
  }
}
