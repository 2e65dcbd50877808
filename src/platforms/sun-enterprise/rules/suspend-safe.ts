import { brokenBy as brokenByOneOf, forbidden } from "../../../kit/monitors.ts";
import type { TraceEvent } from "../../../model/event.ts";
import type { Rule, Seen } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import type { DeviceConfig } from "../components/device-state.ts";
import { Ev } from "../protocol.ts";
import { BEHAVIOUR_FORMS } from "../vocabulary/behaviours.ts";
import { whileSuspended } from "./automata.ts";

/** How the language breaks a rule. */
export const brokenBy = (id: string): Rule["breaks"] => brokenByOneOf(BEHAVIOUR_FORMS, id);

const starts = (event: TraceEvent, ...words: readonly string[]): boolean =>
  words.some((word) => event.text === word || event.text.startsWith(`${word} `));

const deviceOf = (event: TraceEvent, seen: Seen): DeviceConfig =>
  seen.config(event.subject) as DeviceConfig;

/** Between a device's draining and its end: since when, and how long it may take. */
interface Draining {
  readonly since: number;
  readonly bound: number;
}

const drain = monitor<Draining | null>({
  scope: "subject",
  kinds: [Ev.drainBegan, Ev.drainEnded],
  initial: null,
  step: (state, event, seen) => {
    if (event.kind === Ev.drainBegan) return { since: event.time, bound: event.value };
    if (state !== null && event.time - state.since > state.bound) {
      seen.violate(event.subject, "waited for commands in flight beyond its bound");
    }
    return null;
  },
  finish: (state, seen) => {
    if (state !== null && seen.now - state.since > state.bound) {
      seen.violate(seen.subject, "waits for commands in flight without end");
    }
  },
});

/** Opens of a device, to be compared with what its driver answers. */
const openTape = monitor<number>({
  scope: "subject",
  kinds: [Ev.opened, Ev.closed, Ev.suspended],
  initial: 0,
  step: (opens, event, seen) => {
    if (event.kind === Ev.opened) return opens + 1;
    if (event.kind === Ev.closed) return Math.max(0, opens - 1);
    if (opens > 0 && deviceOf(event, seen).kind === "tape")
      seen.violate(event.subject, "suspended although the tape is open");
    return opens;
  },
});

/** 0: as declared, 1: reserved since, 2: released since. */
const reserved = monitor<0 | 1 | 2>({
  scope: "subject",
  kinds: [Ev.reservation, Ev.suspended],
  initial: 0,
  step: (since, event, seen) => {
    if (event.kind === Ev.reservation) return event.value === 1 ? 1 : 2;
    const is = since === 1 || (since === 0 && deviceOf(event, seen).reserved);
    if (is) seen.violate(event.subject, "suspended although it is reserved");
    return since;
  },
});

const skippedAndAlive = monitor<boolean>({
  scope: "subject",
  kinds: [Ev.suspendSkipped, Ev.suspended, Ev.stray],
  initial: false,
  step: (skipped, event, seen) => {
    if (event.kind === Ev.suspendSkipped) return event.value === 1;
    if (event.kind === Ev.suspended) return false;
    if (skipped)
      seen.violate(
        event.subject,
        "was left out of the suspend by its own properties and works in the frozen window",
      );
    return skipped;
  },
});

/** Suspended or not, as the calls alone tell it. */
const protocol = monitor<"active" | "inside" | "suspended">({
  scope: "subject",
  kinds: [
    Ev.suspendCalled,
    Ev.suspendRefused,
    Ev.suspended,
    Ev.suspendNothing,
    Ev.resumeCalled,
    Ev.detached,
  ],
  initial: "active",
  step: (state, event, seen) => {
    if (event.kind === Ev.suspended || event.kind === Ev.suspendNothing) return "suspended";
    if (event.kind === Ev.suspendCalled) {
      if (state === "suspended")
        seen.violate(event.subject, "was asked to suspend while it was suspended");
      if (state === "inside")
        seen.violate(event.subject, "was asked to suspend while it was suspending");
      return state === "active" ? "inside" : state;
    }
    if (event.kind === Ev.resumeCalled && state !== "suspended")
      seen.violate(event.subject, "was asked to resume without having been suspended");
    return "active";
  },
});

const rule = (
  id: string,
  text: string,
  source: string,
  watch: Rule["monitor"],
  breaks?: Rule["breaks"],
): Rule => ({
  id,
  text,
  source,
  breaks: breaks ?? brokenBy(id),
  monitor: watch,
});

const byTopology = (example: string): Rule["breaks"] => ({ by: "scenario", example });

/** What a driver owes so that its device is suspend-safe, rule by rule. */
// biome-ignore format: a table is read by rows and columns
export const SUSPEND_SAFE_RULES: readonly Rule[] = [
  rule("SUN-SS-01", "a driver implements DDI_SUSPEND and DDI_RESUME", "[seed]; E10b p.4; FJ",
    forbidden([Ev.suspendRefused], (e) => (starts(e, "unsupported") ? "has no suspend entry" : undefined))),
  rule("SUN-SS-02", "after a successful suspend the device does not access memory, even if it is open", "[seed]; M-D",
    whileSuspended([Ev.dma], (e) => (e.value === 0 ? "accessed memory while suspended" : undefined))),
  rule("SUN-SS-03", "after a successful suspend the device does not interrupt", "[seed]; M-D",
    whileSuspended([Ev.irq], () => "interrupted while suspended")),
  rule("SUN-SS-04", "a suspend-safe driver suspends with outstanding opens", "[seed]; M-D",
    forbidden([Ev.suspendRefused], (e) => (starts(e, "open-although-safe") ? "refused to suspend because its device is open" : undefined))),
  rule("SUN-SS-05", "hardware state is saved on suspend and fully restored on resume", "M-D; M-AT",
    forbidden([Ev.resumed], (e) => (e.value === 0 ? "came back with its registers lost" : undefined))),
  rule("SUN-SS-06", "requests are held until resume and then continued, none lost or duplicated", "M-D; M-AT",
    forbidden([Ev.requestDropped, Ev.requestFailed, Ev.requestRepeated], (e) =>
      e.kind === Ev.requestDropped ? "dropped a request" : e.kind === Ev.requestFailed ? "failed a request instead of holding it" : "carried out a request twice")),
  rule("SUN-SS-07", "outstanding time-outs are cancelled before suspend returns success", "M-D",
    whileSuspended([Ev.timer], () => "a time-out of it fired while it was suspended")),
  rule("SUN-SS-08", "driver threads are quiescent while the device is suspended", "M-D",
    whileSuspended([Ev.access], () => "a thread of its driver touched it while it was suspended")),
  rule("SUN-SS-09", "a driver that refuses leaves the device as it was", "M-D; follows from the rollback",
    forbidden([Ev.suspendRefused], (e) => (e.value === 0 ? "refused with its device already down" : undefined))),
  rule("SUN-SS-10", "work in flight is drained within a bound, else the device is restored and the suspend refused", "SD; ST", drain),
  rule("SUN-SS-11", "a tape driver refuses while the tape is open", "[seed]; ST", openTape),
  rule("SUN-SS-12", "a driver refuses while its device is reserved", "SD", reserved),
  rule("SUN-SS-13", "a device that does anything declares itself to the suspend: by reg or needs-suspend-resume", "M-D; SQ; PM", skippedAndAlive,
    byTopology("device x : disk using d { pm-hardware-state no-suspend-resume }")),
  rule("SUN-SS-14", "suspend does not depend on a device that is suspended already", "[inference]",
    forbidden([Ev.neededSuspended], (e) => `its suspend needs ${e.text}, which is suspended already`)),
  rule("SUN-SS-15", "a nexus stays usable until its children are suspended, and is usable again before they resume", "SQ",
    forbidden([Ev.busUnusable], (e) => `was unusable while ${e.text} was ${e.value === 1 ? "suspending" : "resuming"}`)),
  rule("SUN-SS-16", "DDI_RESUME does not fail", "SQ",
    forbidden([Ev.resumeFailed], (e) => (e.text === "" ? "failed to resume" : undefined))),
  rule("SUN-SS-17", "suspend loads no module and waits for no user process", "SQ; [inference]",
    forbidden([Ev.blockedOn], (e) => (starts(e, "module", "process") ? `its suspend waits for ${e.text}` : undefined))),
  rule("SUN-SS-18", "suspend takes no lock that a thread asleep in the kernel may hold", "[inference]",
    forbidden([Ev.blockedOn], (e) => (starts(e, "lock") ? `its suspend waits for a ${e.text}` : undefined))),
  rule("SUN-SS-19", "a device is suspended once and resumed only after that", "SD; ST; M-AT", protocol,
    byTopology('at 1s run "cfgadm -y -c connect sysctrl0:slot4"; at 2s run "cfgadm -y -c connect sysctrl0:slot5"')),
  rule("SUN-SS-20", "a driver that needs its tunable refuses while the tunable is 0", "RN; E10b p.8; SC",
    forbidden([Ev.suspended], (e) => (starts(e, "tunable") ? "suspended although its tunable is 0" : undefined))),
  rule("SUN-SS-21", "input that nobody asked for is masked while the device is suspended", "[seed]",
    whileSuspended([Ev.dma], (e) => (e.value === 1 ? "let input reach memory while suspended" : undefined))),
  rule("SUN-SS-22", "a driver's suspend does what it says", "[inference]; DRV",
    forbidden([Ev.suspendNothing], () => "said it is suspended and did nothing")),
];
