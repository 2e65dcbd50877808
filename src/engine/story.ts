import type { ComponentId } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { TraceEvent } from "../model/event.ts";
import { CoreEvent } from "../model/event.ts";
import type { EventKind } from "../model/kinds.ts";
import { eventName } from "../model/kinds.ts";
import type { TimelineItem } from "../model/plan.ts";

/** What a story needs to know beside the trace. */
export interface Cast {
  nameOf(id: ComponentId): string;
  readonly timeline: readonly TimelineItem[];
}

type Sentence = (who: string, event: TraceEvent, cast: Cast) => string;

// biome-ignore format: a table is read by rows and columns
const SENTENCES: ReadonlyMap<EventKind, Sentence> = new Map<EventKind, Sentence>([
  [CoreEvent.statement,        (_, { value }, { timeline }) => `the scenario says: ${statementText(timeline[value])}`],
  [CoreEvent.fault,            (who, { text }) => `a fault comes into force on ${who}: ${text}`],
  [CoreEvent.faultEnded,       (who, { text }) => `a fault on ${who} is over: ${text}`],
  [CoreEvent.faultFelt,        (who, { text }) => `a fault changes what ${who} does: ${text}`],
  [CoreEvent.operationStarted, (who, { text }) => `${who} begins${after(": ", text)}`],
  [CoreEvent.operationEnded,   (who, { value, text }) => `${who} ${ENDINGS[value] ?? "ends"}${after(": ", firstLine(text))}`],
  [CoreEvent.phase,            (who, { value, text }) => `${who} ${PHASES[value] ?? "enters"} phase ${text}`],
  [CoreEvent.refused,          (who, { text }) => `${who} refuses${after(": ", text)}`],
  [CoreEvent.hang,             (who, { value, text }, cast) => `${who} hangs${after(" in phase ", text)}${after(", waiting for ", named(value, cast))}`],
  [CoreEvent.panic,            (_, { text }) => `the system panics: ${text}`],
  [CoreEvent.console,          (_, { text }) => `the console says: ${text}`],
  [CoreEvent.ioIssued,         (who, { value }) => `${who} issues request ${value}`],
  [CoreEvent.ioCompleted,      (who, { value }) => `request ${value} of ${who} completes`],
  [CoreEvent.ioFailed,         (who, { value }) => `request ${value} of ${who} fails`],
  [CoreEvent.ioTimedOut,       (who, { value }) => `request ${value} of ${who} times out`],
  [CoreEvent.ioLost,           (who, { value }) => `request ${value} of ${who} is lost`],
  [CoreEvent.ioDuplicated,     (who, { value }) => `request ${value} of ${who} is answered twice`],
  [CoreEvent.violation,        (who, { text }) => `${who} breaks ${text.replace(" ", ": ")}`],
]);

/** By the value of an operation's end. */
const ENDINGS = ["succeeds", "is refused", "fails", "brings the system down", "has hung"] as const;

/** By the value of a phase event. */
const PHASES = ["enters", "undoes", "finishes"] as const;

/** A trace event as one plain sentence, without its time. */
export function sentence(event: TraceEvent, cast: Cast): string {
  const who = event.subject === NOBODY ? "the system" : cast.nameOf(event.subject);
  const known = SENTENCES.get(event.kind);
  if (known !== undefined) return known(who, event, cast);
  // A platform's own event: its name says what happens, its text to what.
  return `${who}: ${eventName(event.kind).replaceAll("-", " ")}${after(" ", event.text)}`;
}

/** A statement of the timeline in a few words: its form and what fills it. */
export function statementText(item: TimelineItem | undefined): string {
  if (item === undefined) return "nothing";
  const { form, args } = item.action;
  const values = Object.values(args).filter((value) => typeof value !== "object");
  const label = item.label === undefined ? "" : ` as ${item.label}`;
  return `${[form.replaceAll("-", " "), ...values].join(" ")}${label}`;
}

/** The events that led to one of them, it included, oldest first. */
export function causesOf(trace: readonly TraceEvent[], seq: number): readonly TraceEvent[] {
  const chain: TraceEvent[] = [];
  for (let event = trace[seq]; event !== undefined; event = trace[event.cause]) chain.push(event);
  return chain.reverse();
}

function named(id: ComponentId, cast: Cast): string {
  return id === NOBODY ? "" : cast.nameOf(id);
}

function after(before: string, text: string): string {
  return text === "" ? "" : before + text;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
