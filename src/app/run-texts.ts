import type { Catalogue } from "../model/platform.ts";
import type { RunEvent } from "../model/run-event.ts";
import type { Host } from "./host.ts";
import { FilePlayer } from "./play-file.ts";
import type { FileJob, PlaySettings } from "./play-settings.ts";
import { Tally } from "./tally.ts";

/** What the first event of a run says. */
export type RunHeading = Omit<Extract<RunEvent, { kind: "run-started" }>, "kind" | "files">;

/** A run: which files, how, and when to give up. */
export interface RunRequest {
  readonly heading: RunHeading;
  /** In path order. */
  readonly jobs: readonly FileJob[];
  readonly settings: PlaySettings;
  /** Stop after so many failed scenarios and invalid files; 0 for never. */
  readonly failuresMax: number;
}

/**
 * Plays files one after the other, in this thread, and gives everything that happens, in order, with `undefined` now
 * and then when something takes long. What it came to is in `tally` afterwards. Stops in order, with its last event,
 * when the host says so.
 */
export function* runTexts(
  { heading, jobs, settings, failuresMax }: RunRequest,
  host: Host,
  catalogue: Catalogue,
  tally: Tally = new Tally(failuresMax),
): Generator<RunEvent | undefined, void> {
  const startedMs = host.elapsedMs();
  const isOver = (): boolean => host.isStopping() || tally.isFull;
  const player = new FilePlayer(settings, stoppedBy(isOver, host), catalogue);
  yield { kind: "run-started", ...heading, files: jobs.length };
  for (const job of jobs) {
    if (isOver()) break;
    for (const event of player.play(job)) {
      if (event === undefined || tally.admits(event)) yield event;
    }
  }
  yield runFinished(tally, host, startedMs);
}

/** The last event of a run. */
export function runFinished(
  tally: Tally,
  host: Pick<Host, "elapsedMs" | "isStopping">,
  startedMs: number,
): RunEvent {
  const wallMs = host.elapsedMs() - startedMs;
  return { kind: "run-finished", totals: tally.totals(wallMs), interrupted: host.isStopping() };
}

function stoppedBy(isStopping: () => boolean, host: Host): Host {
  const { threads } = host;
  return {
    read: (path) => host.read(path),
    readImport: (path) => host.readImport(path),
    elapsedMs: () => host.elapsedMs(),
    memoryBytes: () => host.memoryBytes(),
    isStopping,
    ...(threads === undefined ? {} : { threads }),
    ...(host.tell === undefined ? {} : { tell: (line) => host.tell?.(line) }),
  };
}
