import type { Intervals } from "../../../kit/intervals.ts";
import {
  hasNumber,
  NO_NUMBERS,
  numbersOf,
  withNumber,
  withoutNumber,
} from "../../../kit/intervals.ts";
import type { WorkloadConfig } from "../../../kit/workload-state.ts";
import type { ComponentId } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { Invariant, Seen } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import type { WindowsOperation } from "../operations/operation.ts";
import { Ev } from "../protocol.ts";
import { misbehaves } from "./misbehaving.ts";

interface Ledger {
  readonly open: Intervals;
  readonly ended: Intervals;
  /** The last request that completed. */
  readonly last: number;
}

/** Every request ends once, and in the order of its queue where that serves one at a time. */
const conservation = monitor<Ledger>({
  scope: "subject",
  kinds: [
    CoreEvent.ioIssued,
    CoreEvent.ioCompleted,
    CoreEvent.ioFailed,
    CoreEvent.ioTimedOut,
    CoreEvent.ioLost,
    CoreEvent.ioDuplicated,
  ],
  initial: { open: NO_NUMBERS, ended: NO_NUMBERS, last: 0 },
  step: (state, { kind, subject, value }, seen) => {
    if (kind === CoreEvent.ioIssued) return { ...state, open: withNumber(state.open, value) };
    const { device } = seen.config(subject) as WorkloadConfig;
    const isExempt = misbehaves(device, seen);
    if (!hasNumber(state.open, value)) {
      if (!isExempt) seen.violate(subject, `request ${value} ended twice`);
      return state;
    }
    const open = withoutNumber(state.open, value);
    if (kind !== CoreEvent.ioCompleted) return { ...state, open };
    const isOrdered = (seen.config(device) as DeviceConfig).behaviours.own["serves"] === undefined;
    if (isOrdered && !isExempt && value < state.last)
      seen.violate(subject, `request ${value} was carried out after request ${state.last}`);
    return { ...state, open, last: Math.max(state.last, value) };
  },
});

/** A device that sleeps does nothing. */
const silence = monitor<boolean>({
  scope: "subject",
  kinds: [Ev.d3, Ev.rising, Ev.dma, Ev.interrupt, Ev.access],
  initial: false,
  step: (asleep, { kind, subject }, seen) => {
    if (kind === Ev.d3) return true;
    if (kind === Ev.rising) return false;
    if (asleep && !misbehaves(subject, seen)) seen.violate(subject, "did something in its sleep");
    return asleep;
  },
});

const withId = (ids: Intervals, id: ComponentId): Intervals =>
  hasNumber(ids, id) ? ids : withNumber(ids, id);
const withoutId = (ids: Intervals, id: ComponentId): Intervals =>
  hasNumber(ids, id) ? withoutNumber(ids, id) : ids;

/** Everybody who was told to sleep does when everything is frozen. */
const allAsleep = monitor<Intervals>({
  scope: "run",
  kinds: [Ev.setS4, Ev.d3, Ev.s4Failed, Ev.removed, Ev.deviceLost, Ev.frozen],
  initial: NO_NUMBERS,
  step: (awake, { kind, subject }, seen) => {
    if (kind === Ev.setS4) return withId(awake, subject);
    if (kind !== Ev.frozen) return withoutId(awake, subject);
    for (const id of numbersOf(awake))
      if (!misbehaves(id, seen)) seen.violate(id, "was not in D3 when everything froze");
    return NO_NUMBERS;
  },
});

/** Who is down, and who is out of the tree. */
interface Family {
  readonly low: Intervals;
  readonly out: Intervals;
}

/** A parent sleeps only while all its children do. */
const familyOrder = monitor<Family>({
  scope: "run",
  kinds: [Ev.d3, Ev.rising, Ev.d0, Ev.removed, Ev.deviceLost],
  initial: { low: NO_NUMBERS, out: NO_NUMBERS },
  step: ({ low, out }, { kind, subject }, seen) => {
    if (kind === Ev.removed || kind === Ev.deviceLost) return { low, out: withId(out, subject) };
    if (kind === Ev.d0) return { low: withoutId(low, subject), out };
    const { children, parent } = seen.config(subject) as DeviceConfig;
    if (kind === Ev.rising) {
      if (hasNumber(low, parent) && !isEitherExempt(parent, subject, seen))
        seen.violate(subject, "powered up under a sleeping parent");
      return { low, out };
    }
    const isUp = (child: ComponentId): boolean => !hasNumber(low, child) && !hasNumber(out, child);
    if (children.some((child) => isUp(child) && !isEitherExempt(subject, child, seen)))
      seen.violate(subject, "went to D3 while a device behind it was up");
    return { low: withId(low, subject), out };
  },
});

const isEitherExempt = (one: ComponentId, other: ComponentId, seen: Seen): boolean =>
  misbehaves(one, seen) || misbehaves(other, seen);

const SYSTEM_BEGINS: readonly number[] = [Ev.query, Ev.setS4, Ev.setS0];
const SYSTEM_ENDS: readonly number[] = [
  Ev.queryDone,
  Ev.queryRejected,
  Ev.s4Done,
  Ev.s4Failed,
  Ev.s0Done,
];

/** One system IRP and one device IRP at a time for each device. */
const oneIrp = monitor<{ readonly system: boolean; readonly device: boolean }>({
  scope: "subject",
  kinds: [
    Ev.query,
    Ev.setS4,
    Ev.setS0,
    Ev.queryDone,
    Ev.queryRejected,
    Ev.s4Done,
    Ev.s4Failed,
    Ev.s0Done,
    Ev.falling,
    Ev.rising,
    Ev.d3,
    Ev.d0,
    Ev.d0Failed,
  ],
  initial: { system: false, device: false },
  step: (state, { kind, subject }, seen) => {
    const isExempt = misbehaves(subject, seen);
    if (SYSTEM_BEGINS.includes(kind)) {
      if (state.system && !isExempt) seen.violate(subject, "got a second system power IRP");
      return { ...state, system: true };
    }
    if (SYSTEM_ENDS.includes(kind)) return { ...state, system: false };
    const isBeginning = kind === Ev.falling || kind === Ev.rising;
    if (isBeginning && state.device && !isExempt)
      seen.violate(subject, "got a second device power IRP");
    return { ...state, device: isBeginning };
  },
});

/** Each replace leaves one event 241 or 242, or brings the system down, or hangs. */
const oneEnd = monitor<number>({
  scope: "subject",
  kinds: [Ev.event241, Ev.event242, CoreEvent.operationEnded],
  initial: 0,
  step: (count, { kind, subject, value }, seen) => {
    if (kind !== CoreEvent.operationEnded) return count + 1;
    if ((seen.config(subject) as WindowsOperation).about !== "replace") return count;
    const wanted = value >= 3 ? 0 : 1;
    if (count !== wanted) seen.violate(subject, `left ${count} final events`);
    return count;
  },
});

interface Standing {
  readonly down: Intervals;
  readonly held: Intervals;
  readonly running: number;
}

/** An operation that failed leaves every device as it was. */
const asBefore = monitor<Standing>({
  scope: "run",
  kinds: [
    Ev.falling,
    Ev.d0,
    Ev.held,
    Ev.released,
    Ev.deviceLost,
    Ev.removed,
    CoreEvent.operationStarted,
    CoreEvent.operationEnded,
  ],
  initial: { down: NO_NUMBERS, held: NO_NUMBERS, running: 0 },
  step: (state, { kind, subject, value }, seen) => {
    const { running } = state;
    if (kind === CoreEvent.operationStarted) return { ...state, running: running + 1 };
    if (kind !== CoreEvent.operationEnded) return stoodBy(state, kind, subject);
    const isOnly = running === 1 && (value === 1 || value === 2);
    for (const ids of isOnly ? [state.down, state.held] : [])
      for (const id of numbersOf(ids))
        if (!misbehaves(id, seen)) seen.violate(id, "is not as it was before");
    return { ...state, running: running - 1 };
  },
});

function stoodBy(state: Standing, kind: number, subject: ComponentId): Standing {
  switch (kind) {
    case Ev.falling:
      return { ...state, down: withId(state.down, subject) };
    case Ev.held:
      return { ...state, held: withId(state.held, subject) };
    case Ev.released:
      return { ...state, held: withoutId(state.held, subject) };
    case Ev.d0:
      return { ...state, down: withoutId(state.down, subject) };
    default:
      return {
        ...state,
        down: withoutId(state.down, subject),
        held: withoutId(state.held, subject),
      };
  }
}

/** The spare holds what the target held. */
const sameImage = monitor<readonly ComponentId[]>({
  scope: "run",
  kinds: [Ev.pageDiffers],
  initial: [],
  step: (units, { subject }) => (units.includes(subject) ? units : [...units, subject]),
  finish: (units, seen, { faulted }) => {
    if (!faulted)
      for (const unit of units) seen.violate(unit, "held pages that its spare does not");
  },
});

const ITSELF = "a device whose drivers break a rule";

// biome-ignore format: a table is read by rows and columns
/** What holds in every run. */
export const INVARIANTS: readonly Invariant[] = [
  { id: "WIN-INV-1", text: "every request ends once, and in order where one is served at a time", source: "[inference]", exceptions: ITSELF, monitor: conservation },
  { id: "WIN-INV-2", text: "between D3 and the way back a device does no DMA, interrupts nobody and is not touched", source: "[seed]", exceptions: ITSELF, monitor: silence },
  { id: "WIN-INV-3", text: "every device is in D3 when everything freezes", source: "[seed]", exceptions: ITSELF, monitor: allAsleep },
  { id: "WIN-INV-4", text: "no parent sleeps while a child is awake", source: "WDK:handling-irp-mn-set-power-for-system-power-states", exceptions: ITSELF, monitor: familyOrder },
  { id: "WIN-INV-5", text: "a device has one system and one device power IRP at a time", source: "WDK:calling-iocalldriver-versus-calling-pocalldriver", exceptions: ITSELF, monitor: oneIrp },
  { id: "WIN-INV-6", text: "a replace ends in one of event 241, event 242, a bug check or a hang", source: "EVT", exceptions: "none", monitor: oneEnd },
  { id: "WIN-INV-7", text: "after a failure every device is as it was before", source: "[inference]", exceptions: ITSELF, monitor: asBefore },
  { id: "WIN-INV-8", text: "after a replace the spare's memory is what the target's was", source: "PAT 8473460", exceptions: "a scenario with faults", monitor: sameImage },
];
