import { hostname } from "node:os";
import type { Outcome } from "../app/exit-codes.ts";
import { exitCodeOf } from "../app/exit-codes.ts";
import type { RunHeading, RunRequest } from "../app/run-texts.ts";
import { runFinished } from "../app/run-texts.ts";
import { Tally } from "../app/tally.ts";
import { InvariantViolation } from "../base/invariant-violation.ts";
import { elapsedMs, utcNow } from "./clock.ts";
import { complain } from "./complain.ts";
import { openFiles } from "./files.ts";
import type { Invocation } from "./invocation.ts";
import { threadsFor, workersFor } from "./jobs.ts";
import { playHere } from "./play-here.ts";
import { openReports } from "./reports.ts";
import { playSettingsOf } from "./run-settings.ts";
import type { RunTools } from "./run-tools.ts";
import { watchSignals } from "./signals.ts";
import { findJobs, nothingSelected, refuseUnknown } from "./targets.ts";
import { UsageError } from "./usage-error.ts";
import { programVersion } from "./version.ts";

const STOPPED = { SIGINT: "interrupted", SIGTERM: "terminated" } as const;

/** `drs run`: plays scenarios, writes every report, and gives the exit code. */
export async function runCommand(it: Invocation): Promise<number> {
  const reports = await openReports(it, elapsedMs);
  const tools = { reports, tally: new Tally(it.settings.bail ?? 0), signals: watchSignals() };
  const thrown = await attempt(it, tools);
  const happened = new Set<Outcome>(tools.tally.outcomes());
  const { problems, faults } = reports.close();
  const { fault } = tools.tally;
  const met = fault === undefined ? [] : [new InvariantViolation(fault)];
  const unwritten = problems.map((text) => new UsageError(text));
  for (const error of [...thrown, ...met, ...faults, ...unwritten]) {
    happened.add(complain(error, it.terminal));
  }
  const { received } = tools.signals;
  if (received !== undefined) happened.add(STOPPED[received]);
  return exitCodeOf(happened);
}

/** Runs, and sees to it that the reports come to their end whatever happens. Gives what was thrown. */
async function attempt(it: Invocation, tools: RunTools): Promise<readonly unknown[]> {
  const { reports, tally } = tools;
  const heading = headingOf(it);
  try {
    const request = await requestOf(it, heading);
    await (await playerFor(it, request.jobs.length))(request, it.root, tools);
    const { scenarios, invalid } = tally.totals(0);
    const isEmpty = scenarios === 0 && invalid === 0 && tools.signals.received === undefined;
    if (!isEmpty || it.settings["pass-with-no-scenarios"] === true) return [];
    return [nothingSelected(request.jobs, request.settings.selection)];
  } catch (error) {
    if (error instanceof UsageError) {
      reports.hush();
      reports.accept({ kind: "run-started", ...heading, files: 0 });
    }
    reports.accept(runFinished(tally, { elapsedMs, isStopping: () => true }, 0));
    return [error];
  }
}

/** @throws UsageError when there is nothing to run, or something unknown was asked for. */
async function requestOf(it: Invocation, heading: RunHeading): Promise<RunRequest> {
  const jobs = await findJobs(it);
  const settings = playSettingsOf(it);
  refuseUnknown(jobs, settings, openFiles(it.root));
  return { heading, jobs, settings, failuresMax: it.settings.bail ?? 0 };
}

type PlayAll = (request: RunRequest, root: string, tools: RunTools) => Promise<void>;

async function playerFor({ settings }: Invocation, fileCount: number): Promise<PlayAll> {
  const workers = workersFor(settings.jobs, fileCount);
  if (workers < 2)
    return (request, root, tools) => playHere(request, root, tools, threadsFor(settings.jobs));
  const { playInWorkers } = await import("./workers.ts");
  return (request, root, tools) => playInWorkers(request, root, tools, workers);
}

function headingOf({ settings }: Invocation): RunHeading {
  return {
    version: programVersion(),
    startedAt: utcNow(),
    hostname: hostname(),
    deterministic: settings.deterministic === true,
  };
}
