import { CoreEvent } from "../../../model/event.ts";
import type { Invariant, Seen } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import type { InstanceConfig } from "../components/instance-state.ts";
import { FUNCS } from "../components/instance-state.ts";
import { Ev } from "../protocol.ts";
import { BEHAVIOUR_FORMS } from "../vocabulary/behaviours.ts";
import { optionsOf } from "./options.ts";

/** Keys of transactions that may write, as far as they are under way. */
const oneWriter = monitor<{ readonly keys: readonly number[] }>({
  scope: "run",
  kinds: [Ev.granted, Ev.ended, Ev.aborted],
  initial: { keys: [] },
  step: ({ keys }, { kind, subject, value, text }, seen) => {
    if (text === "read") return { keys };
    if (kind !== Ev.granted) return { keys: keys.toSpliced(keys.indexOf(value), 1) };
    const isGlobal = optionsOf(seen).scope === "global";
    if (isGlobal ? keys.length > 0 : keys.includes(value))
      seen.violate(subject, "writes beside another writer of its lock domain");
    return { keys: [...keys, value] };
  },
});

/** Where an instance may go from where it is. [inference; consistent with all sources] */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  absent: ["pending"],
  pending: ["active", "add-failed"],
  "add-failed": ["active"],
  active: ["suspended"],
  suspended: ["active", "absent", "pending"],
};

/** An instance goes only where the state machine leads. */
const life = monitor<string>({
  scope: "subject",
  kinds: [Ev.state],
  initial: "",
  step: (from, { subject, text }, seen) => {
    const mayGo = from === "" || MOVES[from]?.includes(text) === true;
    if (!mayGo) seen.violate(subject, `went from ${from} to ${text}`);
    return text;
  },
});

/** config(D2) is entered once at a time for one instance, and what was entered returns before the next. */
const oneCall = monitor<number>({
  scope: "subject",
  kinds: [Ev.called, Ev.returned],
  initial: -1,
  step: (open, { kind, subject, value }, seen) => {
    if (kind === Ev.returned) return -1;
    if (open >= 0) seen.violate(subject, "was called while a call was in progress");
    return value;
  },
});

const BREAKING: ReadonlySet<string> = new Set(
  BEHAVIOUR_FORMS.flatMap((form) => ("breaks" in form ? [form.id] : [])),
);

const misbehaves = (id: number, seen: Seen): boolean => {
  const { behaviours } = seen.config(id) as InstanceConfig;
  const isBreaking = Object.keys(behaviours.own).some((form) => BREAKING.has(form));
  return isBreaking || behaviours.faults.some(({ behaviour }) => BREAKING.has(behaviour.form));
};

/** No job is given to hardware that is suspended. */
const silence = monitor<"may" | "must not" | "told">({
  scope: "subject",
  kinds: [Ev.state, Ev.called, Ev.returned, Ev.started],
  initial: "may",
  step: (now, { kind, subject, value, text }, seen) => {
    if (kind === Ev.state) return text === "suspended" ? "must not" : "may";
    const isResume = value === FUNCS.indexOf("CFG_RESUME");
    if (kind === Ev.called) return isResume ? "may" : now;
    if (kind === Ev.returned) return isResume && text !== "CFG_RESUME" ? "must not" : now;
    if (now !== "must not" || misbehaves(subject, seen)) return now;
    seen.violate(subject, "started a job while suspended");
    return "told";
  },
});

/** No request is answered twice. */
const once = monitor<0>({
  scope: "subject",
  kinds: [CoreEvent.ioDuplicated],
  initial: 0,
  step: (state, { subject, value }, seen) => {
    seen.violate(subject, `request ${value} ended twice`);
    return state;
  },
});

/** What holds in every run. */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: "SVR5-INV-5",
    text: "there is one transaction that may write in each lock domain",
    source: "[seed]; CMB",
    exceptions: "none",
    monitor: oneWriter,
  },
  {
    id: "SVR5-INV-10",
    text: "an instance is pending, then active, and suspended before it is removed",
    source: "HW-INST, HW-SUSP, MGU; [inference]",
    exceptions: "none",
    monitor: life,
  },
  {
    id: "SVR5-INV-11",
    text: "one call of config(D2) is in progress for an instance",
    source: "[inference]",
    exceptions: "none",
    monitor: oneCall,
  },
  {
    id: "SVR5-INV-12",
    text: "every request ends once",
    source: "CFGS; [inference]",
    exceptions: "none",
    monitor: once,
  },
  {
    id: "SVR5-INV-13",
    text: "no job is given to the hardware of a suspended instance",
    source: "CFGS",
    exceptions: "a driver that breaks a rule",
    monitor: silence,
  },
];
