import { availableParallelism } from "node:os";
import type { Jobs } from "./values.ts";

/** Below this many files, starting workers takes longer than they save. */
const FILES_MIN = 2000;

/** So many files at least for each worker. */
const FILES_EACH_MIN = 1;

/** How many workers play; 1 means this thread alone. Results never depend on it. */
export function workersFor(asked: Jobs | undefined, fileCount: number): number {
  const processors = availableParallelism();
  const wanted = asked === undefined ? usual(fileCount, processors) : countOf(asked, processors);
  return Math.max(1, Math.min(wanted, Math.floor(fileCount / FILES_EACH_MIN)));
}

/** How many threads may explore one scenario together. */
export function threadsFor(asked: Jobs | undefined): number {
  const processors = availableParallelism();
  return asked === undefined ? processors : countOf(asked, processors);
}

function usual(fileCount: number, processors: number): number {
  return fileCount < FILES_MIN ? 1 : processors;
}

function countOf(jobs: Jobs, processors: number): number {
  return jobs.kind === "count" ? jobs.count : Math.max(1, Math.floor(processors * jobs.share));
}
