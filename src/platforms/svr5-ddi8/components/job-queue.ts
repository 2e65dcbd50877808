import type { ComponentId, Plain, Ticks } from "../../../model/component.ts";

/** A request that a driver has accepted. */
export interface Job {
  /** Its number within the instance. */
  readonly serial: number;
  /** Whom to answer, and by which number. */
  readonly from: ComponentId;
  readonly request: number;
  readonly takes: Ticks;
  /** What the answer brings back, as it came: when it was issued, or also by whom. */
  readonly issued: Plain;
}

/**
 * Jobs that wait, oldest first, as plain data in chunks: a minute of held I/O is tens of thousands of them, and one more must not
 * copy all of them.
 */
export type JobQueue = readonly (readonly Job[])[];

export const NO_JOBS: JobQueue = [];

const CHUNK = 128;

/** With one more at the end. */
export function append(queue: JobQueue, job: Job): JobQueue {
  const last = queue.at(-1);
  return last === undefined || last.length >= CHUNK
    ? [...queue, [job]]
    : queue.with(-1, [...last, job]);
}

/** With these before all others. */
export const prepend = (jobs: readonly Job[], queue: JobQueue): JobQueue =>
  jobs.length === 0 ? queue : [jobs, ...queue];

/** The oldest job, and the queue without it; nothing when it is empty. */
export function takeFirst(
  queue: JobQueue,
): { readonly job: Job; readonly rest: JobQueue } | undefined {
  const [first = [], ...others] = queue;
  const [job, ...rest] = first;
  if (job === undefined) return undefined;
  return { job, rest: rest.length > 0 ? [rest, ...others] : others };
}

/** Every job, oldest first. */
export const jobsOf = (queue: JobQueue): readonly Job[] => queue.flat();

export const lengthOf = (queue: JobQueue): number =>
  queue.reduce((sum, chunk) => sum + chunk.length, 0);

/** Without the job that is meant; the same queue when it is not there. */
export function without(queue: JobQueue, isMeant: (job: Job) => boolean): JobQueue {
  const at = queue.findIndex((chunk) => chunk.some(isMeant));
  const chunk = queue[at];
  if (chunk === undefined) return queue;
  const left = chunk.filter((job) => !isMeant(job));
  return left.length > 0 ? queue.with(at, left) : queue.toSpliced(at, 1);
}
