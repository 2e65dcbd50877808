import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { helpExploring } from "../app/exploring/help.ts";
import type { Host } from "../app/host.ts";
import { FilePlayer } from "../app/play-file.ts";
import type { FileJob } from "../app/play-settings.ts";
import type { RunEvent } from "../model/run-event.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { elapsedMs } from "./clock.ts";
import { openFiles } from "./files.ts";
import { memoryBytes } from "./memory.ts";
import type { Chunk, ChunkResult, HelperStart, WorkerStart } from "./worker-messages.ts";

/** Plays chunks of files, or helps to explore a scenario, as the main thread wants. */
export function serve(): void {
  const start = workerData as WorkerStart | HelperStart;
  if ("place" in start) helpWith(start);
  else playChunks(start);
}

function helpWith({ root, settings, place, seat, line }: HelperStart): void {
  helpExploring(place, settings, openFiles(root), PLATFORMS, seat, {
    send: (message) => line.postMessage(message),
    receive: () => receiveMessageOnPort(line)?.message,
  });
  line.close();
}

/** Plays the chunks of files that the main thread sends, one after the other. */
function playChunks({ root, settings, stop }: WorkerStart): void {
  const flag = new Int32Array(stop);
  const isStopping = (): boolean => Atomics.load(flag, 0) !== 0;
  const host: Host = { ...openFiles(root), elapsedMs, memoryBytes, isStopping };
  const player = new FilePlayer(settings, host, PLATFORMS);
  parentPort?.on("message", (chunk: Chunk) => {
    parentPort?.postMessage(play(chunk, player));
  });
}

function play({ index, jobs }: Chunk, player: FilePlayer): ChunkResult {
  try {
    return { kind: "played", index, files: jobs.map((job) => eventsOf(job, player)) };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: "broken", index, message };
  }
}

function eventsOf(job: FileJob, player: FilePlayer): readonly RunEvent[] {
  const events: RunEvent[] = [];
  for (const event of player.play(job)) if (event !== undefined) events.push(event);
  return events;
}
