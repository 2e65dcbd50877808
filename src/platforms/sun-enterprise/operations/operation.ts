import type { ComponentId } from "../../../model/component.ts";
import type { Conclusion, OperationConfig, OperatorView, Phase } from "../../../model/phase.ts";
import { errorRow } from "../errors.ts";
import { bankPhases } from "./bank.ts";
import { boardPhases } from "./board.ts";
import type { BoardCast, Cast } from "./cast.ts";
import type { Command } from "./command-line.ts";
import type { Options } from "./options.ts";

/** What the monitors may know of an operation beside its phases. */
export interface SunOperation extends OperationConfig {
  readonly verb: Command["verb"] | "modunload";
  readonly slot: ComponentId;
  readonly profileQuiesceOn: Options["quiesce-on"];
  /** Everyone who is owed a SIGTHAW. */
  readonly thawed: readonly ComponentId[];
}

/** An operator at a terminal who answers the prompts, or nobody there. */
export type Answering = "yes" | "no" | "nobody";

/** A command whose attachment point was found in the machine. */
export interface PlacedCommand {
  readonly command: Command;
  readonly board: BoardCast;
}

/** One `cfgadm` run, for one or several attachment points in order; it stops at the first that fails. [LIB] */
export function cfgadmOperation(
  line: string,
  placed: readonly PlacedCommand[],
  answering: Answering,
  cast: Cast,
  options: Options,
): SunOperation {
  const phases = placed.flatMap((one, index) => {
    const own = phasesOf(one, answering, cast, options);
    return placed.length === 1 ? own : own.map((phase) => prefixed(phase, `${index + 1}/`));
  });
  const [first] = placed;
  const verb = first?.command.verb ?? "quiesce-test";
  return {
    title: line,
    phases,
    watchdog: options.watchdog,
    conclude: (conclusion) => view(conclusion, verb, cast, options),
    verb,
    slot: first?.board.slot ?? cast.backplane,
    profileQuiesceOn: options["quiesce-on"],
    thawed: cast.thawed,
  };
}

function phasesOf(
  one: PlacedCommand,
  answering: Answering,
  cast: Cast,
  options: Options,
): readonly Phase[] {
  const { command } = one;
  const answer = command.answer === "none" ? answering : command.answer;
  return command.target.kind === "bank"
    ? bankPhases(one, command.target.bank, options)
    : boardPhases(one, answer, cast, options);
}

const prefixed = (phase: Phase, prefix: string): Phase => ({
  ...phase,
  id: `${prefix}${phase.id}`,
  ...(phase.skipTo === undefined ? {} : { skipTo: `${prefix}${phase.skipTo}` }),
  ...(phase.unwind === undefined ? {} : { unwind: `${prefix}${phase.unwind}` }),
});

/** Words of the front ends that stand alone, without the plug-in's frame. [CMD, LIB] */
const BARE = new Set(["CONDITION", "CANCELLED", "NOT_SUPPORTED", "BUSY_AP"]);
/** The plug-in's own words, without the operation's name. [CFS, CFA] */
const PLUGIN = new Set(["TRANSITION", "DISABLED"]);
/** Where a failure to resume is reported and not fatal, the driver's own texts are used. [NH] */
const REPORTED: Readonly<Record<string, string>> = {
  SUSPEND: "Device failed to suspend",
  RESUME: "Device failed to resume",
  UTHREAD: "Cannot stop user thread",
};

/** What the operator sees: exit status and message, in the command's own form. [CMD, LIB, CFS] */
export function view(
  conclusion: Conclusion,
  verb: SunOperation["verb"],
  cast: Cast,
  options: Options,
): OperatorView {
  const error = conclusion.reason?.error ?? "";
  if (conclusion.outcome === "succeeded") return { exit: 0, message: "", error: "" };
  if (conclusion.outcome === "hung") return { exit: 1, message: "", error };
  if (conclusion.outcome === "panicked")
    return { exit: 1, message: panicText(conclusion, cast), error };
  const row = errorRow(error);
  const detail = [conclusion.reason?.detail ?? "", ...sameError(conclusion)]
    .filter((text) => text !== "")
    .join(", ");
  const words = options["resume-failure"] === "report" ? (REPORTED[error] ?? row?.text) : row?.text;
  const exit = row?.errno === "ENOTSUP" && BARE.has(error) ? 2 : 1;
  return { exit, message: sentence(error, verb, words, row?.strerror ?? "", detail), error };
}

/** Where all offenders are reported, the others follow the first. */
const sameError = (conclusion: Conclusion): readonly string[] =>
  conclusion.notes
    .filter((note) => note.error === conclusion.reason?.error)
    .map((note) => note.detail);

function sentence(
  error: string,
  verb: string,
  words: string | undefined,
  strerror: string,
  detail: string,
): string {
  if (BARE.has(error)) return `cfgadm: ${words ?? strerror}`;
  const frame = "cfgadm: Hardware specific failure: ";
  if (PLUGIN.has(error)) return frame + joined(words ?? strerror, detail);
  if (error.startsWith("MEM_")) return frame + joined(words ?? strerror, detail);
  // The plug-in does not decode the kernel's error for `-x`: the user sees strerror and the offender. [CFS]
  if (verb === "quiesce-test")
    return `${frame}quiesce-test failed: ${joined("Device busy", detail)}`;
  if (verb === "modunload") return joined("can't unload the module", joined(strerror, detail));
  return `${frame}${verb} failed: ${joined(words ?? strerror, detail)}`;
}

const joined = (words: string, detail: string): string =>
  detail === "" ? words.replace(/: $/, "") : `${words.replace(/: $/, "")}: ${detail}`;

function panicText(conclusion: Conclusion, cast: Cast): string {
  if (conclusion.phase?.endsWith("P9") === true) {
    return `sysctrl: cpu ${cast.cpuNumber(conclusion.culprit)} not responding to quiesce command`;
  }
  return `Unable to resume device ${conclusion.reason?.detail ?? ""}`;
}
