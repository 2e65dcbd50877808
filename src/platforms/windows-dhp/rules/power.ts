import { forbidden, never } from "../../../kit/monitors.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { EventKind } from "../../../model/kinds.ts";
import type { Monitor } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import { Ev } from "../protocol.ts";
import { blamedWithin, within } from "./automata.ts";

/** A rule without the part that all have in common. */
export interface RuleRow {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly monitor: Monitor<never>;
}

const queried = [Ev.query] as const;
const answered = [Ev.setS4, Ev.setS0] as const;

/** A queue that tries to go on and cannot: other rules' matter. */
const STUCK: readonly EventKind[] = [Ev.stuckAbove, Ev.notRestarted];

/** After a reaffirming S0 the queue is released; only where nothing but a query had come. */
const heldOn = monitor<"free" | "held" | "slept" | "reaffirmed">({
  scope: "subject",
  kinds: [Ev.held, Ev.released, Ev.falling, Ev.s0Done, Ev.deviceLost, Ev.removed, ...STUCK],
  initial: "free",
  step: (state, { kind }) => {
    if (kind === Ev.held) return "held";
    if (kind === Ev.released || kind === Ev.deviceLost || kind === Ev.removed) return "free";
    if (kind === Ev.falling || STUCK.includes(kind)) return "slept";
    return state === "held" ? "reaffirmed" : state;
  },
  finish: (state, seen, { panicked, hung }) => {
    if (state === "reaffirmed" && !panicked && !hung)
      seen.violate(seen.subject, "holds its queue although S0 was reaffirmed");
  },
});

const early = monitor<"up" | "asked" | "down">({
  scope: "subject",
  kinds: [Ev.setS4, Ev.d3, Ev.d0, Ev.s4Done],
  initial: "up",
  step: (state, { kind, subject }, seen) => {
    if (kind === Ev.setS4) return state === "down" ? state : "asked";
    if (kind === Ev.d3) return "down";
    if (kind === Ev.d0) return "up";
    if (state === "asked") seen.violate(subject, "completed the S4 system IRP before it was in D3");
    return state;
  },
});

const oneInrush = monitor<ComponentId | -1>({
  scope: "run",
  kinds: [Ev.inrush, Ev.inrushOverflow],
  initial: -1,
  step: (active, { kind, subject, value }, seen) => {
    if (kind === Ev.inrushOverflow) {
      seen.violate(subject, `is one of ${value} that wait for the inrush of another`);
      return active;
    }
    if (value === 0) return active === subject ? -1 : active;
    if (active !== -1) seen.violate(subject, "powers up while another inrush device does");
    return subject;
  },
});

const leafWaits = monitor<"idle" | "asked" | "up">({
  scope: "subject",
  kinds: [Ev.setS0, Ev.d0, Ev.s0Done],
  initial: "idle",
  step: (state, { kind, subject }, seen) => {
    if (kind === Ev.setS0) return "asked";
    if (kind === Ev.d0) return state === "asked" ? "up" : state;
    const { children } = seen.config(subject) as DeviceConfig;
    if (state === "up" && children.length === 0)
      seen.violate(subject, "kept the S0 system IRP until it was in D0");
    return "idle";
  },
});

// biome-ignore format: a table is read by rows and columns
/** What a driver owes on query-power and set-power, down and up. */
export const POWER_RULES: readonly RuleRow[] = [
  // ---- query power
  { id: "WIN-QP-01", text: "a query-power is never rejected", source: "[seed]",
    monitor: forbidden([Ev.queryRejected], ({ text }) => (text === "rejects-query" ? "rejected the S4 query" : undefined)) },
  { id: "WIN-QP-02", text: "a query does not change the device power state", source: "WDK:irp-mn-query-power",
    monitor: within(queried, answered, [Ev.d3], () => "went to D3 on a query") },
  { id: "WIN-QP-03", text: "after a query that succeeded nothing is started that would prevent D3", source: "WDK:handling-irp-mn-query-power-for-device-power-states",
    monitor: within([Ev.queryDone], [...answered, Ev.queryAlone], [Ev.dispatched], ({ value }) => `gave request ${value} to the hardware after the query`) },
  { id: "WIN-QP-04", text: "the set that follows a query releases what the query held, also when it reaffirms S0", source: "WDK:handling-irp-mn-query-power-for-system-power-states", monitor: heldOn },
  { id: "WIN-QP-05", text: "an S4 query does not fail because the device is armed for wake", source: "WDK:handling-a-system-query-power-irp-in-a-device-power-policy-owner",
    monitor: forbidden([Ev.queryRejected], ({ text }) => (text === "rejects-armed" ? "rejected the S4 query because it is armed for wake" : undefined)) },
  { id: "WIN-QP-06", text: "the power policy owner asks its own stack before it completes a system query", source: "WDK:handling-a-system-query-power-irp-in-a-device-power-policy-owner", monitor: never(Ev.queryAlone, "completed the system query without a device query") },
  { id: "WIN-QP-07", text: "a device supports power management and is not marked non-dynamic", source: "MSDN; WDK:handling-system-power-state-requests", monitor: never(Ev.nonDynamic, "is non-dynamic") },
  // ---- set power, going down
  { id: "WIN-SP-01", text: "a system set-power is not failed", source: "WDK:irp-mn-set-power", monitor: never(Ev.s4Failed, "failed the S4 set-power") },
  { id: "WIN-SP-02", text: "every power IRP is passed down to the bus driver", source: "WDK:passing-power-irps", monitor: never(Ev.swallowed, "did not pass a power IRP down") },
  { id: "WIN-SP-03", text: "a power IRP is completed in time", source: "WDK:irp-mn-set-power; WDK:debugger/bug-check-0x9f",
    monitor: blamedWithin([Ev.falling, Ev.rising], [Ev.d3, Ev.d0, Ev.queryDone], "did not complete a power IRP in time") },
  { id: "WIN-SP-04", text: "DispatchPower does not wait for an event of the same IRP", source: "WDK:passing-power-irps", monitor: never(Ev.selfWait, "waits for its own power IRP") },
  { id: "WIN-SP-05", text: "the function codes of a power IRP are not changed", source: "WDK:passing-power-irps", monitor: never(Ev.mutated, "changed the minor code of a power IRP") },
  { id: "WIN-SP-06", text: "the system IRP is completed only when the device is in D3", source: "WDK:power-irps-for-the-system", monitor: early },
  { id: "WIN-SP-07", text: "a remove lock is held while a power IRP is handled", source: "WDK:handling-device-power-down-irps", monitor: never(Ev.removedInIrp, "was removed with a power IRP outstanding") },
  { id: "WIN-SP-08", text: "one inrush device powers up at a time, and not too many wait for it", source: "WDK:calling-iocalldriver-versus-calling-pocalldriver; WDK:debugger/bug-check-0xa0", monitor: oneInrush },
  // ---- D3
  { id: "WIN-D3-01", text: "on S4 the device goes to D3", source: "[seed]; MSDN",
    monitor: forbidden([Ev.d3], ({ value }) => (value === 3 ? undefined : `went to D${value}`)) },
  { id: "WIN-D3-02", text: "the context is saved before D3", source: "WDK:handling-device-power-down-irps",
    monitor: forbidden([Ev.contextLost], ({ value }) => (value === 0 ? "came back without its context" : undefined)) },
  { id: "WIN-D3-03", text: "registers are touched in D0 only", source: "WDK:queuing-i-o-requests-while-a-device-is-sleeping", monitor: never(Ev.access, "touched registers while it was not in D0") },
  { id: "WIN-D3-04", text: "the rule of the hibernation path does not hold in pseudo-S4: the device goes down", source: "WDK:irp-mn-set-power against [seed]", monitor: never(Ev.keptPower, "kept its power in D3") },
  // ---- wake
  { id: "WIN-WK-01", text: "the device is restored only after its bus is up", source: "WDK:handling-device-power-up-irps", monitor: never(Ev.tooEarly, "touched the device before its bus was up") },
  { id: "WIN-WK-02", text: "a set-power to D0 fails only when the device is gone", source: "WDK:irp-mn-set-power",
    monitor: forbidden([Ev.d0Failed], ({ value }) => (value === 0 ? "failed D0" : undefined)) },
  { id: "WIN-WK-03", text: "a leaf's power policy owner completes the S0 system IRP at once", source: "WDK:handling-a-system-set-power-irp-in-a-device-power-policy-owner", monitor: leafWaits },
  { id: "WIN-WK-04", text: "a wake to D0 is not taken for a resume from disk", source: "WDK:irp-mn-set-power", monitor: never(Ev.fullResume, "did on the wake what only a resume from disk needs") },
];
