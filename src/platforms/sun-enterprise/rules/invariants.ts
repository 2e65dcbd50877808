import type { Bits } from "../../../kit/bits.ts";
import { hasBit, NO_BITS, withBit, withoutBit } from "../../../kit/bits.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { TraceEvent } from "../../../model/event.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { Ended, Invariant, Seen } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import type { SunOperation } from "../operations/operation.ts";
import { Ev } from "../protocol.ts";
import { failed } from "./automata.ts";

const fallen = (ended: Ended): boolean => ended.panicked || ended.hung;

/** Nothing is left behind: per subject, whether a suspend or stop is still open. */
const nothingLeft = monitor<boolean>({
  scope: "subject",
  kinds: [
    Ev.suspended,
    Ev.resumeCalled,
    Ev.resumeFailed,
    Ev.detached,
    Ev.userStopped,
    Ev.userReleased,
    Ev.killed,
  ],
  initial: false,
  step: (_, event) => event.kind === Ev.suspended || event.kind === Ev.userStopped,
  finish: (open, seen, ended) => {
    if (open && !fallen(ended)) seen.violate(seen.subject, "is left suspended or stopped");
  },
});

/** The suspend log as a stack, innermost last. */
interface Log {
  readonly top: ComponentId;
  readonly below: Log | null;
}

interface Silence {
  readonly suspended: boolean;
  readonly broken: boolean;
}

const silent = monitor<Silence>({
  scope: "subject",
  kinds: [Ev.suspended, Ev.resumeCalled, Ev.detached, Ev.dma, Ev.irq, Ev.timer, Ev.access],
  initial: { suspended: false, broken: false },
  step: (state, event) => {
    if (event.kind === Ev.suspended) return { ...state, suspended: true };
    if (event.kind === Ev.resumeCalled || event.kind === Ev.detached)
      return { ...state, suspended: false };
    return state.suspended && !state.broken ? { ...state, broken: true } : state;
  },
  finish: (state, seen, ended) => {
    if (state.broken && !ended.faulted)
      seen.violate(seen.subject, "did something while it was suspended");
  },
});

const mirror = monitor<Log | null>({
  scope: "run",
  kinds: [Ev.suspended, Ev.suspendNothing, Ev.resumeCalled, Ev.detached],
  initial: null,
  step: (log, event, seen) => {
    if (event.kind === Ev.suspended || event.kind === Ev.suspendNothing)
      return { top: event.subject, below: log };
    if (event.kind === Ev.detached) return log;
    if (log === null) return null;
    if (log.top !== event.subject)
      seen.violate(event.subject, "was resumed out of turn: the last suspended comes first");
    return log.below;
  },
});

const resumeAfterSuspend = monitor<"never" | "suspended" | "twice" | "refused" | "resumed">({
  scope: "subject",
  kinds: [Ev.suspendCalled, Ev.suspended, Ev.suspendNothing, Ev.suspendRefused, Ev.resumeCalled],
  initial: "never",
  step: (last, event, seen) => {
    // A second quiesce in the middle of one is SUN-SS-19's business, with all that follows.
    if (last === "twice") return last;
    if (event.kind === Ev.suspendCalled) return last === "suspended" ? "twice" : last;
    if (event.kind === Ev.suspended || event.kind === Ev.suspendNothing) return "suspended";
    if (event.kind === Ev.suspendRefused) return last === "suspended" ? last : "refused";
    if (last === "refused")
      seen.violate(event.subject, "was resumed although it had refused to suspend");
    else if (last !== "suspended")
      seen.violate(event.subject, "was resumed without a successful suspend");
    return "resumed";
  },
});

interface SlotsSeen {
  /** Last forward phase of each running operation. */
  readonly phases: readonly { readonly op: ComponentId; readonly phase: string }[];
  readonly changed: readonly ComponentId[];
  readonly inTransition: readonly ComponentId[];
}

const without = <T>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((one) => one !== item) : list;

/** A phase of the quiesce, on whichever command it stands. */
const isQuiescePhase = (phase: string): boolean => /^P\d/.test(phase);

const statesUnchanged = monitor<SlotsSeen>({
  scope: "run",
  kinds: [CoreEvent.phase, CoreEvent.operationEnded, Ev.transition, Ev.receptacle, Ev.occupant],
  initial: { phases: [], changed: [], inTransition: [] },
  step: (state, event, seen) => {
    const { subject } = event;
    switch (event.kind) {
      case CoreEvent.phase:
        return event.value === 0 ? entered(state, subject, event.text) : state;
      case Ev.transition: {
        const { inTransition, changed } = state;
        if (event.value === 0) return { ...state, inTransition: without(inTransition, subject) };
        const begun = [...inTransition, subject];
        return { ...state, inTransition: begun, changed: without(changed, subject) };
      }
      case CoreEvent.operationEnded:
        lookAtSlot(state, event, seen);
        return { ...state, phases: state.phases.filter((one) => one.op !== subject) };
      default:
        return { ...state, changed: [...without(state.changed, subject), subject] };
    }
  },
});

const entered = (state: SlotsSeen, op: ComponentId, phase: string): SlotsSeen => ({
  ...state,
  phases: [...state.phases.filter((one) => one.op !== op), { op, phase }],
});

/** Phases of the second and further attachment points carry their number. */
const slotOf = ({ slots }: SunOperation, phase: string): ComponentId | undefined =>
  slots[Number(/-(\d+)$/.exec(phase)?.[1] ?? 1) - 1];

/** A quiesce that failed must have left its slot alone. */
function lookAtSlot(state: SlotsSeen, event: TraceEvent, seen: Seen): void {
  const last = state.phases.find((one) => one.op === event.subject);
  const hasFailed = failed(event) && event.value <= 2;
  if (!hasFailed || last === undefined || !isQuiescePhase(last.phase)) return;
  const slot = slotOf(seen.config(event.subject) as SunOperation, last.phase);
  if (slot === undefined) return;
  if (state.changed.includes(slot))
    seen.violate(slot, "changed its state although the quiesce failed");
  if (state.inTransition.includes(slot))
    seen.violate(slot, "is left in transition by a failed quiesce");
}

interface Thaws {
  readonly dead: readonly ComponentId[];
  /** Operations that reached the user threads, with whom they thawed. */
  readonly attempts: readonly {
    readonly op: ComponentId;
    readonly thawed: readonly ComponentId[];
  }[];
}

const sigthaw = monitor<Thaws>({
  scope: "run",
  kinds: [CoreEvent.phase, CoreEvent.operationEnded, Ev.thawed, Ev.killed],
  initial: { dead: [], attempts: [] },
  step: (state, event, seen) => {
    if (event.kind === Ev.killed) return { ...state, dead: [...state.dead, event.subject] };
    if (event.kind === Ev.thawed) return countThaw(state, event, seen);
    // An operation on several attachment points makes several attempts.
    const begins =
      event.kind === CoreEvent.phase && event.value === 0 && /^P2(-\d+)?$/.test(event.text);
    if (event.kind === CoreEvent.phase && !begins) return state;
    const over = attemptOver(state, event, seen);
    return begins
      ? { ...over, attempts: [...over.attempts, { op: event.subject, thawed: [] }] }
      : over;
  },
});

/** An attempt of this operation is over, if there was one: everybody it owed must have been thawed. */
function attemptOver(state: Thaws, event: TraceEvent, seen: Seen): Thaws {
  const attempt = state.attempts.find((one) => one.op === event.subject);
  if (attempt === undefined) return state;
  const hasFallen = event.kind === CoreEvent.operationEnded && event.value > 2;
  const owed = hasFallen ? [] : (seen.config(event.subject) as SunOperation).thawed;
  for (const process of owed) {
    if (!attempt.thawed.includes(process) && !state.dead.includes(process))
      seen.violate(process, "got no SIGTHAW");
  }
  return { ...state, attempts: state.attempts.filter((one) => one !== attempt) };
}

/** `value` of the event is the operation. */
function countThaw(state: Thaws, { subject: process, value: op }: TraceEvent, seen: Seen): Thaws {
  const attempt = state.attempts.find((one) => one.op === op);
  if (!(seen.config(op) as SunOperation).thawed.includes(process))
    seen.violate(process, "got SIGTHAW although it is none of its business");
  if (attempt === undefined) {
    seen.violate(process, "got SIGTHAW from an operation that stopped nobody");
    return state;
  }
  if (attempt.thawed.includes(process)) seen.violate(process, "got SIGTHAW twice");
  const counted = { op, thawed: [...attempt.thawed, process] };
  return { ...state, attempts: state.attempts.map((one) => (one === attempt ? counted : one)) };
}

const parentOutside = monitor<Bits>({
  scope: "run",
  kinds: [Ev.suspended, Ev.resumed, Ev.detached],
  initial: NO_BITS,
  step: (down, event, seen) => {
    const { subject } = event;
    if (event.kind === Ev.detached) return withoutBit(down, subject);
    const { parent } = seen.config(subject) as DeviceConfig;
    const parentDown = parent >= 0 && hasBit(down, parent);
    if (event.kind === Ev.suspended) {
      if (parentDown) seen.violate(parent, "was suspended before a child of its");
      return withBit(down, subject);
    }
    if (parentDown) seen.violate(parent, "was resumed after a child of its");
    return withoutBit(down, subject);
  },
});

const subsystems = monitor<readonly ComponentId[]>({
  scope: "run",
  kinds: [Ev.subsystemOff, Ev.subsystemOn],
  initial: [],
  step: (off, event) =>
    event.kind === Ev.subsystemOff ? [...off, event.subject] : without(off, event.subject),
  finish: (off, seen, ended) => {
    if (fallen(ended)) return;
    for (const subsystem of off) seen.violate(subsystem, "is not as it was before");
  },
});

interface LedgerSeen {
  readonly lost: number;
  readonly repeated: number;
}

const exactlyOnce = monitor<LedgerSeen>({
  scope: "subject",
  kinds: [CoreEvent.ioLost, CoreEvent.ioDuplicated],
  initial: { lost: 0, repeated: 0 },
  step: (seen, event) =>
    event.kind === CoreEvent.ioLost
      ? { ...seen, lost: seen.lost + 1 }
      : { ...seen, repeated: seen.repeated + 1 },
  finish: (state, seen, ended) => {
    if (fallen(ended) || ended.faulted) return;
    if (state.lost > 0) seen.violate(seen.subject, `lost ${state.lost} requests`);
    if (state.repeated > 0)
      seen.violate(seen.subject, `had ${state.repeated} requests carried out twice`);
  },
});

const noQuiesceOutside = monitor<0>({
  scope: "run",
  kinds: [Ev.suspendCalled],
  initial: 0,
  step: (state, event, seen) => {
    const { verb, profileQuiesceOn } = seen.config(event.value) as SunOperation;
    if (profileQuiesceOn === "connect" && (verb === "disconnect" || verb === "unconfigure")) {
      seen.violate(event.subject, `was suspended by ${verb}, which pauses nothing here`);
    }
    return state;
  },
});

/** What holds in every run, whatever drivers and operators do. */
// biome-ignore format: a table is read by rows and columns
export const INVARIANTS: readonly Invariant[] = [
  { id: "SUN-INV-1",  text: "no device is left suspended and no user thread left stopped", source: "SQ", exceptions: "a panic, a hang", monitor: nothingLeft },
  { id: "SUN-INV-2",  text: "devices resume in exactly the reverse order of their suspends", source: "SQ", exceptions: "none", monitor: mirror },
  { id: "SUN-INV-3",  text: "a device is resumed only after a successful suspend of it, and never after a refusal", source: "SQ; M-D", exceptions: "a device that a second quiesce found suspended (SUN-SS-19)", monitor: resumeAfterSuspend },
  { id: "SUN-INV-4",  text: "a suspended device does nothing", source: "[seed]; M-D", exceptions: "a declared fault", monitor: silent },
  { id: "SUN-INV-5",  text: "a failed quiesce leaves receptacle and occupant as they were and nothing in transition", source: "SDR; SC", exceptions: "a panic, a hang", monitor: statesUnchanged },
  { id: "SUN-INV-6",  text: "SIGTHAW reaches every user process but init and the caller exactly once for each attempt", source: "SQ", exceptions: "a panic, a hang, a process that has died", monitor: sigthaw },
  { id: "SUN-INV-7",  text: "a parent is suspended after and resumed before all its children", source: "SQ", exceptions: "none", monitor: parentOutside },
  { id: "SUN-INV-8",  text: "the watchdog and the other parts of the kernel are as they were before", source: "SQ", exceptions: "a panic, a hang", monitor: subsystems },
  { id: "SUN-INV-9",  text: "each I/O request completes exactly once", source: "M-D; M-AT", exceptions: "a declared fault, a panic, a hang", monitor: exactlyOnce },
  { id: "SUN-INV-10", text: "in profile exx00 neither disconnect nor unconfigure suspends anything", source: "M-S; SDR", exceptions: "none", monitor: noQuiesceOutside },
];
