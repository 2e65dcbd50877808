import type { ComponentId } from "../../../model/component.ts";
import type { Conclusion, OperationConfig, OperatorView, Phase } from "../../../model/phase.ts";
import { errorRow } from "../errors.ts";
import { bankPhases } from "./bank.ts";
import { boardPhases } from "./board.ts";
import type { Cast } from "./cast.ts";
import type { Command } from "./command-line.ts";
import type { Setting } from "./gates.ts";
import type { Options } from "./options.ts";
import type { Operator, PlacedCommand } from "./placed-command.ts";

/** What the monitors may know of an operation beside its phases. */
export interface SunOperation extends OperationConfig {
  readonly verb: Command["verb"] | "modunload" | "psradm";
  /** The slots that it changes, in the order of its attachment points. */
  readonly slots: readonly ComponentId[];
  readonly profileQuiesceOn: Options["quiesce-on"];
  /** Everyone who is owed a SIGTHAW. */
  readonly thawed: readonly ComponentId[];
}

/** One `cfgadm` run, for one or several attachment points in order; it stops at the first that fails. [LIB] */
export function cfgadmOperation(
  line: string,
  placed: readonly PlacedCommand[],
  operator: Operator,
  cast: Cast,
  options: Options,
): SunOperation {
  const phases = placed.flatMap((one, index) => {
    const setting: Setting = { operator, cast, options, ...one };
    const { target } = one.command;
    const own = target.kind === "bank" ? bankPhases(setting, target.bank) : boardPhases(setting);
    return index === 0 ? own : own.map((phase) => numbered(phase, index + 1));
  });
  const [first] = placed;
  const verb = first?.command.verb ?? "list";
  const isBank = first?.command.target.kind === "bank";
  return {
    title: line,
    phases,
    watchdog: options.watchdog,
    conclude: (conclusion) => view(conclusion, { verb, isBank, cast, options }),
    verb,
    slots: verb === "quiesce-test" ? [] : placed.map(({ board }) => board.slot),
    profileQuiesceOn: options["quiesce-on"],
    thawed: cast.thawed,
  };
}

/** Phases of the second and further attachment points carry their number: `P5-2`, and are still called P5. */
const numbered = (phase: Phase, number: number): Phase => ({
  ...phase,
  id: `${phase.id}-${number}`,
  name: phase.id,
  ...(phase.skipTo === undefined ? {} : { skipTo: `${phase.skipTo}-${number}` }),
  ...(phase.unwind === undefined ? {} : { unwind: `${phase.unwind}-${number}` }),
});

/** What the operator's words are made from, beside the conclusion. */
export interface Speaker {
  readonly verb: SunOperation["verb"];
  readonly isBank: boolean;
  readonly cast: Cast;
  readonly options: Options;
}

/** Words of the front ends that stand alone, without the plug-in's frame. [CMD, LIB] */
const BARE = new Set(["CONDITION", "CANCELLED", "NOT_SUPPORTED", "STATUS_BUSY"]);
/** The plug-in's own words, without the operation's name. [CFS, CFA] */
const PLUGIN = new Set(["TRANSITION", "DISABLED", "MEM_TRANSITION", "MEM_DISABLED"]);
/** Where a failure to resume is reported and not fatal, the driver's own texts are used. [NH] */
const REPORTED: Readonly<Record<string, string>> = {
  SUSPEND: "Device failed to suspend",
  RESUME: "Device failed to resume",
  UTHREAD: "Cannot stop user thread",
};

/** What the operator sees: exit status and message, in the command's own form. [CMD, LIB, CFS] */
export function view(conclusion: Conclusion, speaker: Speaker): OperatorView {
  const { cast, options } = speaker;
  const error = conclusion.reason?.error ?? "";
  if (conclusion.outcome === "succeeded") return { exit: 0, message: "", error: "" };
  if (conclusion.outcome === "hung") return { exit: 1, message: "", error };
  if (conclusion.outcome === "panicked")
    return { exit: 1, message: panicText(conclusion, cast), error };
  const row = errorRow(error);
  const first = conclusion.reason?.detail ?? "";
  // One that did not answer in time could not say who it is.
  const own =
    conclusion.outcome === "failed" && first === "" ? nameOfCulprit(conclusion, cast) : first;
  const detail = [own, ...sameError(conclusion)].filter((text) => text !== "").join(", ");
  const words = options["resume-failure"] === "report" ? (REPORTED[error] ?? row?.text) : row?.text;
  const exit = row?.errno === "ENOTSUP" && BARE.has(error) ? 2 : 1;
  const message = sentence(error, words ?? row?.strerror ?? "", detail, {
    ...speaker,
    verb: verbOf(conclusion, speaker),
  });
  return { exit, message, error };
}

const nameOfCulprit = ({ culprit }: Conclusion, cast: Cast): string => cast.nameOf(culprit);

/** Where all offenders are reported, the others follow the first. */
const sameError = (conclusion: Conclusion): readonly string[] =>
  conclusion.notes
    .filter((note) => note.error === conclusion.reason?.error)
    .map((note) => note.detail);

/** A command that carries out another first fails in that one's name. [inference from CFS] */
function verbOf({ phase = "" }: Conclusion, { verb }: Speaker): Speaker["verb"] {
  if (verb === "configure" && (/^P\d/.test(phase) || phase.startsWith("connect-")))
    return "connect";
  if (verb === "disconnect" && (/^P\d/.test(phase) || phase.startsWith("unconfigure-")))
    return "unconfigure";
  return verb;
}

function sentence(error: string, words: string, detail: string, speaker: Speaker): string {
  const { verb } = speaker;
  if (BARE.has(error)) return `cfgadm: ${words}`;
  const frame = "cfgadm: Hardware specific failure: ";
  if (PLUGIN.has(error)) return frame + joined(words, detail);
  if (verb === "modunload") return joined("can't unload the module", joined(words, detail));
  if (verb === "psradm") return joined("psradm", joined(words, detail));
  if (speaker.isBank)
    return `${frame}${BANK_WORDS[verb] ?? `memory ${verb} failed`}: ${joined(words, detail)}`;
  // The plug-in does not decode the kernel's error for `-x`: the user sees strerror and the offender. [CFS]
  if (verb === "quiesce-test")
    return `${frame}quiesce-test failed: ${joined("Device busy", detail)}`;
  return `${frame}${verb} failed: ${joined(words, detail)}`;
}

/** What the memory plug-in calls its operations. [CFA] */
const BANK_WORDS: Readonly<Record<string, string>> = {
  configure: "memory add failed",
  unconfigure: "memory delete failed",
  test: "memory test failed",
};

const joined = (words: string, detail: string): string =>
  detail === "" ? words.replace(/: $/, "") : `${words.replace(/: $/, "")}: ${detail}`;

function panicText(conclusion: Conclusion, cast: Cast): string {
  if (/^P9(-\d+)?$/.test(conclusion.phase ?? "")) {
    return `sysctrl: cpu ${cast.cpuNumber(conclusion.culprit)} not responding to quiesce command`;
  }
  return `Unable to resume device ${conclusion.reason?.detail ?? ""}`;
}
