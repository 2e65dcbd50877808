import { forbidden, never } from "../../../kit/monitors.ts";
import type { WorkloadConfig } from "../../../kit/workload-state.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { TraceEvent } from "../../../model/event.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { EventKind } from "../../../model/kinds.ts";
import type { Seen } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import { Ev } from "../protocol.ts";
import { blamedWithin, within } from "./automata.ts";
import type { RuleRow } from "./power.ts";

const without = (ids: readonly ComponentId[], id: ComponentId): readonly ComponentId[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : ids;
const withId = (ids: readonly ComponentId[], id: ComponentId): readonly ComponentId[] =>
  ids.includes(id) ? ids : [...ids, id];

interface Frozen {
  readonly frozen: boolean;
  /** Devices whose own DMA came after D3 and before the frozen window. */
  readonly late: readonly ComponentId[];
}

/** DMA after D3 that did not reach the frozen window; what did is another rule's. */
const lateDma = monitor<Frozen>({
  scope: "run",
  kinds: [Ev.frozen, Ev.thawed, Ev.dma],
  initial: { frozen: false, late: [] },
  step: (state, { kind, subject, value }, seen) => {
    if (kind === Ev.frozen) return { ...state, frozen: true };
    if (kind === Ev.dma) {
      if (value !== 0) return state;
      const { frozen, late } = state;
      return { ...state, late: frozen ? without(late, subject) : withId(late, subject) };
    }
    for (const device of state.late) seen.violate(device, "stopped its DMA after it was in D3");
    return { frozen: false, late: [] };
  },
  finish: ({ late }, seen) => {
    for (const device of late) seen.violate(device, "stopped its DMA after it was in D3");
  },
});

const windowDma = monitor<{ readonly frozen: boolean; readonly seen: readonly ComponentId[] }>({
  scope: "run",
  kinds: [Ev.frozen, Ev.thawed, Ev.dma],
  initial: { frozen: false, seen: [] },
  step: (state, { kind, subject }, seen) => {
    if (kind === Ev.frozen) return { frozen: true, seen: [] };
    if (kind === Ev.thawed) return { frozen: false, seen: [] };
    if (!state.frozen || state.seen.includes(subject)) return state;
    seen.violate(subject, "wrote to memory while everything was frozen");
    return { ...state, seen: [...state.seen, subject] };
  },
});

/** Devices whose queues are held for an operation that is running, and when the others were released. */
interface Holding {
  readonly running: number;
  readonly held: readonly ComponentId[];
  readonly released: readonly (readonly [device: ComponentId, at: number])[];
  /** Devices that lose requests or never end them: what times out there does not for want of patience. */
  readonly excused: readonly ComponentId[];
  readonly blamed: readonly ComponentId[];
}

const EXCUSES: readonly EventKind[] = [
  Ev.heldDropped,
  Ev.overflow,
  Ev.notRestarted,
  Ev.stuckAbove,
  Ev.identityLost,
];

/** Time-outs of requests that were held, or waited behind those that were. */
const impatient = monitor<Holding>({
  scope: "run",
  kinds: [
    Ev.held,
    Ev.released,
    ...EXCUSES,
    CoreEvent.operationStarted,
    CoreEvent.operationEnded,
    CoreEvent.ioTimedOut,
  ],
  initial: { running: 0, held: [], released: [], excused: [], blamed: [] },
  step: (state, event, seen) => {
    const { kind, subject, time } = event;
    if (EXCUSES.includes(kind)) return { ...state, excused: withId(state.excused, subject) };
    switch (kind) {
      case CoreEvent.operationStarted:
        return { ...state, running: state.running + 1 };
      case CoreEvent.operationEnded:
        return { ...state, running: state.running - 1 };
      case Ev.held:
        return { ...state, held: withId(state.held, subject) };
      case Ev.released: {
        const others = state.released.filter(([device]) => device !== subject);
        const released = [...others, [subject, time] as const];
        return { ...state, held: without(state.held, subject), released };
      }
      default: {
        if (state.blamed.includes(subject) || !wasHeld(state, event, seen)) return state;
        seen.violate(subject, "gave up a request that was held for the replacement");
        return { ...state, blamed: [...state.blamed, subject] };
      }
    }
  },
});

/** Whether the request that timed out had been held, as far as its time-out tells. */
function wasHeld(
  { held, released, excused, running }: Holding,
  { subject, time }: TraceEvent,
  seen: Seen,
): boolean {
  const { device, timeOut, patience } = seen.config(subject) as WorkloadConfig;
  if (excused.includes(device)) return false;
  if (held.includes(device) && running > 0) return true;
  const since = time - timeOut * (1 + (patience?.retries ?? 0));
  return released.some(([one, at]) => one === device && at >= since);
}

/** A driver that works in D3 gives the hardware what it should hold. */
const dispatching = within(
  [Ev.falling],
  [Ev.d0],
  [Ev.dispatched],
  ({ value }) => `gave request ${value} to the hardware in D3`,
);

// biome-ignore format: a table is read by rows and columns
/** What a driver owes to its requests, to memory and to others while its device sleeps. */
export const IO_RULES: readonly RuleRow[] = [
  { id: "WIN-IO-01", text: "all I/O stops before D3", source: "[seed]",
    monitor: forbidden([Ev.leftRunning], ({ value }) => `left ${value} of its requests running`) },
  { id: "WIN-IO-02", text: "requests that arrive in D3 are queued, not failed", source: "[seed]", monitor: never(Ev.heldFailed, "failed a request in D3") },
  { id: "WIN-IO-03", text: "requests that arrive in D3 are queued, not dropped", source: "[seed]", monitor: never(Ev.heldDropped, "dropped a request in D3") },
  { id: "WIN-IO-04", text: "requests that arrive in D3 are queued, not given to the hardware", source: "[seed]", monitor: dispatching },
  { id: "WIN-IO-05", text: "the queue holds all that arrives while the device sleeps", source: "[inference] from [seed]",
    monitor: within([Ev.held], [Ev.released], [Ev.overflow], () => "cannot hold all that arrives") },
  { id: "WIN-IO-06", text: "after the wake, stopped and queued requests are carried out once and in order", source: "[seed]; order [inference]",
    monitor: forbidden([Ev.notRestarted, Ev.reordered, Ev.twice], ({ kind }) => {
      if (kind === Ev.notRestarted) return "did not restart its queue";
      return kind === Ev.reordered ? "changed the order of its queue" : "carried a request out twice";
    }) },
  { id: "WIN-IO-07", text: "requests that may stay long can be stopped", source: "WDK:wdf/using-power-managed-i-o-queues",
    monitor: blamedWithin([Ev.stopping], [Ev.falling, Ev.d0], "could not stop a request that stayed too long") },
  { id: "WIN-IO-08", text: "no power-managed queue above the power policy owner", source: "WDK:wdf/power-management-for-i-o-queues", monitor: never(Ev.stuckAbove, "keeps requests above the power policy owner") },
  { id: "WIN-DMA-01", text: "no DMA reaches memory while everything is frozen", source: "[seed]", monitor: windowDma },
  { id: "WIN-DMA-02", text: "DMA stops before D3 is reported", source: "WDK:wdf/a-device-enters-a-low-power-state", monitor: lateDma },
  { id: "WIN-INT-01", text: "interrupts are disabled before D3", source: "[seed]", monitor: never(Ev.interrupt, "interrupted in D3") },
  { id: "WIN-TO-01", text: "time-outs are long enough for the replacement", source: "[seed]", monitor: impatient },
  { id: "WIN-TO-02", text: "a driver's own timers are suspended", source: "[inference] from [seed]",
    monitor: forbidden([Ev.reset], ({ text }) => (text === "own watchdog" ? "reset its device because its own timer ran on" : undefined)) },
];
