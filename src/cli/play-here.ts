import type { Host } from "../app/host.ts";
import type { RunRequest } from "../app/run-texts.ts";
import { runTexts } from "../app/run-texts.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { breathe, elapsedMs } from "./clock.ts";
import { openFiles } from "./files.ts";
import { helpers } from "./helpers.ts";
import { memoryBytes } from "./memory.ts";
import type { RunTools } from "./run-tools.ts";

/** Signals get their turn this often. */
const BREATH_MS = 50;

/** Plays all files in this thread; so many in all may explore one scenario together. */
export async function playHere(
  request: RunRequest,
  root: string,
  { tally, reports, signals }: RunTools,
  threads: number,
): Promise<void> {
  const isStopping = (): boolean => signals.received !== undefined;
  const tell = (line: string): void => reports.tell(line);
  const alone: Host = { ...openFiles(root), elapsedMs, memoryBytes, isStopping, tell };
  const host =
    threads > 1 ? { ...alone, threads: helpers(root, request.settings, threads - 1) } : alone;
  let breathedMs = elapsedMs();
  for (const event of runTexts(request, host, PLATFORMS, tally)) {
    if (event === undefined) reports.idle();
    else reports.accept(event);
    if (elapsedMs() - breathedMs < BREATH_MS) continue;
    await breathe();
    breathedMs = elapsedMs();
  }
}
