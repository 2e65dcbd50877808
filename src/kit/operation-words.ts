import type { FieldSpec, ValueType } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { OperationConfig } from "../model/phase.ts";
import type { EntityKind, EventSpec, PredicateSpec } from "../model/vocabulary.ts";
import { OUTCOMES } from "./operation-end.ts";
import type { OperationState } from "./operation-state.ts";

/** A platform's own words for what is said of every operation. */
export interface OperationWords {
  /** Names of the errors that `OperatorView.error` may be, for `refused with SUSPEND`. */
  readonly errors: readonly string[];
  /** Ids of the phases of all its tables. */
  readonly phases: readonly string[];
  /** Kinds of entity that may refuse or be waited for. */
  readonly culprits: readonly string[];
  /** What else can be read of its operations. */
  readonly fields?: Readonly<Record<string, FieldSpec<never>>>;
}

/** What a word field reads when there is nothing to name. */
const NONE = "none";

type Read = (state: OperationState, config: OperationConfig) => string | number | boolean;

/** The entity kind `operation`: what expectations can read of one. */
export function operationKind(words: OperationWords): EntityKind {
  const field = (
    type: ValueType,
    doc: string,
    read: Read,
    needs: readonly string[] = [],
  ): FieldSpec<never> => ({ type, doc, read: read as FieldSpec<never>["read"], needs });
  const one = (names: readonly string[]): ValueType => ({ enum: [NONE, ...new Set(names)] });
  // biome-ignore format: a table is read by rows and columns
  const fields = {
    state:   field({ enum: ["pending", "running", "ended"] }, "whether it was started, and whether it has ended", (s) => s.state),
    ended:   field("boolean", "whether it has ended, in whatever way", (s) => s.state === "ended"),
    outcome: field(one(OUTCOMES), "how it ended: `refused` when somebody said no, `failed` when something else went wrong; `none` until then", (s) => s.outcome),
    phase:   field(one(words.phases), "the phase in progress; of an ended one, the phase that ended it, `none` when it succeeded", phaseOf),
    error:   field(one(words.errors), "the platform's name for what went wrong; `none` when nothing did", (s) => (s.error === "" ? NONE : s.error)),
    culprit: field({ entity: words.culprits }, "who refused, or was waited for in vain", (s) => s.culprit),
    exit:    field("number", "exit code that the operator sees; -1 until it has ended", (s) => s.exit),
    message: field("text", "what the operator is told in the end", (s) => s.message),
    start:   field("moment", "when it was started", (s) => s.start, ["start"]),
    end:     field("moment", "when it ended", (s) => s.end, ["end"]),
    elapsed: field("duration", "how long it took", (s) => (s.end === NEVER ? NEVER : s.end - s.start), ["start", "end"]),
  };
  return {
    kind: "operation",
    doc: "Something the operator does: it runs through phases and ends.",
    fields: { ...fields, ...words.fields },
  };
}

function phaseOf(state: OperationState, config: OperationConfig): string {
  if (state.state === "pending") return NONE;
  const phase = config.phases[state.phase];
  return phase?.name ?? phase?.id ?? NONE;
}

/** What can be said of an operation in a phrase. `culprits` as in `OperationWords`. */
export function operationPredicates(culprits: readonly string[]): readonly PredicateSpec[] {
  const who = `<who:${culprits.join("/")}>`;
  // biome-ignore format: a table is read by rows and columns
  return [
    { id: "operation-succeeded", pattern: "<op:operation> succeeded", means: "op.outcome == succeeded",
      doc: "It ended well.", example: "first succeeded" },
    { id: "operation-refused", pattern: `<op:operation> refused [with <error:name>] [naming ${who}]`, means: "op.outcome == refused[ and op.error == error][ and op.culprit == who]",
      doc: "Somebody said no, and what had been done was undone.", example: "first refused" },
    { id: "operation-failed", pattern: "<op:operation> failed [with <text:text>]", means: "(op.outcome == refused or op.outcome == failed)[ and contains(op.message, text)]",
      doc: "It ended with an error, whether somebody refused or something broke; the text is part of what the operator was told.", example: 'first failed with "busy"' },
    { id: "operation-hung", pattern: `<op:operation> hung [in <phase:name>] [naming ${who}]`, means: "op.outcome == hung[ and op.phase == phase][ and op.culprit == who]",
      doc: "It waited for an answer that never came.", example: "first hung" },
    { id: "operation-panicked", pattern: "<op:operation> panicked [with <text:text>]", means: "op.outcome == panicked[ and contains(op.message, text)]",
      doc: "It brought the system down.", example: "first panicked" },
    { id: "operation-exits", pattern: "<op:operation> exits <code:integer>", means: "op.exit == code",
      doc: "The exit code that the operator saw.", example: "first exits 0" },
    { id: "operation-says", pattern: "<op:operation> says <text:text>", means: "contains(op.message, text)",
      doc: "The text is part of what the operator was told.", example: 'first says "done"' },
  ];
}

/** The events of operations that expectations can name. `culprits` as in `OperationWords`. */
export function operationEvents(culprits: readonly string[]): readonly EventSpec[] {
  // biome-ignore format: a table is read by rows and columns
  return [
    { name: "started", kind: CoreEvent.operationStarted, of: ["operation"], doc: "The operation began." },
    { name: "ended",   kind: CoreEvent.operationEnded,   of: ["operation"], doc: "The operation ended." },
    { name: "phase",   kind: CoreEvent.phase,            of: ["operation"], doc: "A phase of it began, forward or undoing." },
    { name: "refused", kind: CoreEvent.refused,          of: culprits,      doc: "It refused what it was asked." },
    { name: "hang",    kind: CoreEvent.hang,             of: ["operation"], doc: "It waits for an answer that does not come." },
    { name: "panic",   kind: CoreEvent.panic,                               doc: "The system went down." },
    { name: "console", kind: CoreEvent.console,                             doc: "A line on the operator's console." },
  ];
}
