import type { FieldSpec, Ticks, ValueType } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { BuildProblem } from "../model/platform.ts";
import type { EntityKind, EventSpec, Fact, Form } from "../model/vocabulary.ts";
import { hasFlag, integerIn, numberIn, textOr } from "./args.ts";
import { sizeOf } from "./intervals.ts";
import type { Patience } from "./patience.ts";
import { IO_RETRIED } from "./patience.ts";
import { isDrained } from "./workload.ts";
import type { Arrival, Ledger, WorkloadConfig, WorkloadState } from "./workload-state.ts";

const SECOND = 1_000_000_000;
const MILLISECOND = 1_000_000;

/** What a request takes when nothing is said. */
const USUAL_SERVICE_TIME: Ticks = MILLISECOND;

/** The declaration of workloads on entities of these kinds, `device` or `device/disk`. */
export function workloadForm(targets: string, example: string): Form {
  return {
    id: "workload",
    pattern: `workload <name:new workload> on <target:${targets}>`,
    block: "workload",
    blockRequired: true,
    doc: "A stream of I/O requests to one device. Each request ends exactly once: completed, failed, timed out or lost.",
    example,
  };
}

const isPositive = (what: string, name: string) => (args: Readonly<Record<string, unknown>>) =>
  Number(args[name]) > 0 ? undefined : { message: `${what} must be more than 0` };

// biome-ignore format: a table is read by rows and columns
/** The context `workload`: what stands in a workload's braces. */
export const WORKLOAD_FORMS = [
  { id: "workload-every",       pattern: "every <period:duration>",               doc: "The k-th request comes exactly k periods after the start.", example: "every 5ms", check: isPositive("a period", "period") },
  { id: "workload-rate",        pattern: "rate <rate:rate>",                      doc: "So many requests a second, evenly: the k-th comes k/rate after the start.", example: "rate 200/s", check: isPositive("a rate", "rate") },
  { id: "workload-poisson",     pattern: "poisson",                               doc: "Requests come at random; `every` or `rate` says how often on average.", example: "poisson" },
  { id: "workload-takes",       pattern: "takes [exponential] <time:duration>",   doc: "How long the device serves one request (1ms when nothing is said); `exponential` makes it the mean of random times.", example: "takes 2ms", check: isPositive("a service time", "time") },
  { id: "workload-time-out",    pattern: "times out after <time:duration>",       doc: "A request that has no answer by then is given up; without it requests wait for ever.", example: "times out after 60s", check: isPositive("a time-out", "time") },
  { id: "workload-starts",      pattern: "starts at <time:moment>",               doc: "The first period begins here, not at 0s.", example: "starts at 1s" },
  { id: "workload-stops",       pattern: "stops at <time:moment>",                doc: "No request is issued from here on.", example: "stops at 10s" },
  { id: "workload-count",       pattern: "count <count:integer>",                 doc: "So many requests in all.", example: "count 1000", check: isPositive("a count", "count") },
  { id: "workload-outstanding", pattern: "outstanding <limit:integer>",           doc: "So many requests under way at most; one that is due waits until another ends. Without `every` or `rate` the next is always due.", example: "outstanding 8", check: isPositive("a number of requests", "limit") },
] as const satisfies readonly Form[];

// biome-ignore format: a table is read by rows and columns
/** More of the context `workload`, where requests are retried and their time may begin later. */
export const PATIENCE_FORMS = [
  { id: "workload-retries", pattern: "retried <retries:integer> times",          doc: "So often the time of a request begins anew before it is given up.", example: "retried 3 times", check: isPositive("a number of retries", "retries") },
  { id: "workload-basis",   pattern: "timed from <basis:(arrival|dispatch)>",    doc: "Whether a request's time begins when it is issued or when it is given to the hardware; what the platform's options say otherwise.", example: "timed from dispatch" },
] as const satisfies readonly Form[];

/**
 * The configuration of the workload that a fact declares, on this device; or what is wrong with it. `basis` is what is usual where
 * the platform has `PATIENCE_FORMS`.
 */
export function workloadConfig(
  fact: Fact,
  device: number,
  basis?: Patience["basis"],
): { readonly config: WorkloadConfig } | { readonly problem: BuildProblem } {
  const said = new Map(fact.body.map((row) => [row.form, row.args]));
  const value = (form: string, name: string, usual: number) => {
    const args = said.get(form);
    return args === undefined ? usual : numberIn(args, name);
  };
  const outstanding = said.get("workload-outstanding");
  const arrival = arrivalOf(said, outstanding !== undefined);
  if ("message" in arrival) {
    const { message, help } = arrival;
    const name = String(fact.args["name"]);
    const problem = { message: `${message} the requests of workload \`${name}\` come`, help };
    return { problem: { code: "DRS4100", span: fact.span, ...problem } };
  }
  const takes = said.get("workload-takes");
  return {
    config: {
      device,
      arrival,
      takes: value("workload-takes", "time", USUAL_SERVICE_TIME),
      exponential: takes !== undefined && hasFlag(takes, "exponential"),
      timeOut: value("workload-time-out", "time", NEVER),
      ...(basis === undefined ? {} : { patience: patienceOf(said, basis) }),
      from: value("workload-starts", "time", 0),
      until: value("workload-stops", "time", NEVER),
      count: value("workload-count", "count", 0),
      outstanding: outstanding === undefined ? 0 : integerIn(outstanding, "limit"),
    },
  };
}

function patienceOf(said: ReadonlyMap<string, Fact["args"]>, usual: Patience["basis"]): Patience {
  const retries = said.get("workload-retries");
  const basis = textOr(said.get("workload-basis") ?? {}, "basis", usual);
  return {
    basis: basis === "dispatch" ? "dispatch" : "arrival",
    retries: retries === undefined ? 0 : integerIn(retries, "retries"),
  };
}

/** The beginning of a message, and what to do. */
interface Mistake {
  readonly message: string;
  readonly help: string;
}

function arrivalOf(said: ReadonlyMap<string, Fact["args"]>, isBounded: boolean): Arrival | Mistake {
  const every = said.get("workload-every");
  const rate = said.get("workload-rate");
  const isRandom = said.has("workload-poisson");
  if (every !== undefined && rate !== undefined) {
    return { message: "`every` and `rate` both say when", help: "keep one of them" };
  }
  if (every !== undefined) {
    const period = numberIn(every, "period");
    return isRandom ? { kind: "poisson", mean: period } : { kind: "every", period };
  }
  if (rate !== undefined) {
    const perSecond = numberIn(rate, "rate");
    return isRandom ? { kind: "poisson", mean: SECOND / perSecond } : { kind: "rate", perSecond };
  }
  if (isRandom) {
    return {
      message: "`poisson` alone does not say when",
      help: "add `every 5ms` or `rate 200/s`",
    };
  }
  if (isBounded) return { kind: "closed" };
  return {
    message: "nothing says when",
    help: "write `every 5ms`, `rate 200/s` or `outstanding 8`",
  };
}

type Read = (state: WorkloadState) => string | number | boolean;

/** `needs`: the parts of the ledger that it is made of. */
const field = (
  type: ValueType,
  doc: string,
  read: Read,
  needs: readonly (keyof Ledger)[] = [],
): FieldSpec<never> => ({
  type,
  doc,
  read: read as FieldSpec<never>["read"],
  needs: needs.map((part) => `ledger.${part}`),
});

// biome-ignore format: a table is read by rows and columns
/** The entity kind `workload`: its books, as in `io(db).lost`. */
export const WORKLOAD_KIND: EntityKind = {
  kind: "workload",
  accessor: "io",
  doc: "A stream of I/O requests and what has become of them.",
  fields: {
    "issued":       field("number", "requests issued", (s) => s.issued),
    "in-flight":    field("number", "requests issued that have not ended", (s) => sizeOf(s.outstanding)),
    "completed":    field("number", "requests answered: done", (s) => s.ledger.completed, ["completed"]),
    "failed":       field("number", "requests answered: failed", (s) => s.ledger.failed, ["failed"]),
    "timed-out":    field("number", "requests given up because no answer had come in time", (s) => s.ledger.timedOut, ["timedOut"]),
    "lost":         field("number", "requests that nobody answered although everything had come to an end", (s) => s.ledger.lost, ["lost"]),
    "duplicated":   field("number", "answers to requests that had been answered before", (s) => s.ledger.duplicated, ["duplicated"]),
    "late":         field("number", "answers to requests that had timed out", (s) => s.ledger.late, ["late"]),
    "latency-max":  field("duration", "longest time from issue to answer of a completed request", (s) => s.ledger.latencyMax, ["latencyMax"]),
    "latency-mean": field("duration", "mean of these times", (s) => (s.ledger.completed === 0 ? NEVER : Math.round(s.ledger.latencySum / s.ledger.completed)), ["completed", "latencySum"]),
    "latency-min":  field("duration", "shortest of these times", (s) => s.ledger.latencyMin, ["latencyMin"]),
    "gap-max":      field("duration", "longest time between two completions: the outage that users of the device saw", (s) => s.ledger.gapMax, ["gapMax", "lastCompleted"]),
    "oldest":       field("number", "number of the oldest request in flight, counted from 1; 0 when there is none", (s) => s.outstanding[0] ?? 0),
    "drained":      field("boolean", "it issues nothing more and every request has ended", isDrained),
  },
};

// biome-ignore format: a table is read by rows and columns
/** The same kind where requests are retried. */
export const PATIENT_WORKLOAD_KIND: EntityKind = {
  ...WORKLOAD_KIND,
  fields: {
    ...WORKLOAD_KIND.fields,
    "retried": field("number", "times of requests that began anew", (s) => s.ledger.retried, ["retried"]),
  },
};

// biome-ignore format: a table is read by rows and columns
/** What else happens to requests, where they are retried. */
export const PATIENCE_EVENTS = [
  { name: "io-retried", kind: IO_RETRIED, of: ["workload"], doc: "A request's time was over and began anew." },
] as const satisfies readonly EventSpec[];

// biome-ignore format: a table is read by rows and columns
/** What happens to requests, as events that expectations can name. */
export const WORKLOAD_EVENTS = [
  { name: "io-issued",     kind: CoreEvent.ioIssued,     of: ["workload"], doc: "A request was issued." },
  { name: "io-completed",  kind: CoreEvent.ioCompleted,  of: ["workload"], doc: "A request was answered: done." },
  { name: "io-failed",     kind: CoreEvent.ioFailed,     of: ["workload"], doc: "A request was answered: failed." },
  { name: "io-timed-out",  kind: CoreEvent.ioTimedOut,   of: ["workload"], doc: "A request was given up." },
  { name: "io-lost",       kind: CoreEvent.ioLost,       of: ["workload"], doc: "A request will never be answered." },
  { name: "io-duplicated", kind: CoreEvent.ioDuplicated, of: ["workload"], doc: "A request was answered once more." },
] as const satisfies readonly EventSpec[];
