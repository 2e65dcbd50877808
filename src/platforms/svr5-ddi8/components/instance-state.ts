import type { Asker } from "../../../kit/answers.ts";
import { textIn } from "../../../kit/args.ts";
import type { Behaviours, Overlay } from "../../../kit/behaviours.ts";
import { behaves, behaviour, behavioursOf, felt, NO_FAULTS } from "../../../kit/behaviours.ts";
import type { ComponentId, Effects, Handler, Ticks } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Args, Fact } from "../../../model/vocabulary.ts";
import type { Options } from "../knobs.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";
import type { Job, JobQueue } from "./job-queue.ts";
import { NO_JOBS } from "./job-queue.ts";

/** The subfunctions of config(D2). [CFG; CFGS] */
export const FUNCS = [
  "CFG_ADD",
  "CFG_SUSPEND",
  "CFG_MODIFY",
  "CFG_RESUME",
  "CFG_REMOVE",
  "CFG_VERIFY",
] as const;
export type Func = (typeof FUNCS)[number];

/** How a job of an adapter ends. [SDC] */
export const CODES = ["SDI_ASW", "SDI_HAERR", "SDI_NOSELE", "SDI_TIME", "SDI_QFLUSH"] as const;
export type Code = (typeof CODES)[number];

/** What the driver of an instance is. */
export type DriverKind = "sdi" | "mdi" | "plain";

/** A call of config(D2) under way. */
export interface Call {
  readonly func: Func;
  /** Position in the script. */
  readonly at: number;
  readonly asker: Asker;
  /** Steps that were carried out, for what a failing driver undoes. */
  readonly done: readonly string[];
  /** What it waits for: time, the resource manager, jobs, a lock; `ever`: what will not come. */
  readonly waits: "no" | "time" | "resmgr" | "jobs" | "peers" | "lock" | "ever";
}

/** One driver's state for one device. [seed] */
export interface InstanceState {
  /** Where it stands. [inference; consistent with all sources] */
  readonly state: "absent" | "pending" | "add-failed" | "active" | "suspended";
  /** The function whose key it has; `NOBODY`: none. */
  readonly fn: ComponentId;
  /** The function that its driver really uses, where it has kept an old one; else as `fn`. */
  readonly used: ComponentId;
  /** The slot of `fn`; −1: none. */
  readonly slot: number;
  readonly call: Call | null;
  /** What the last call was asked with. */
  readonly parameter: number;
  readonly idata: "none" | "set" | "unset" | "freed";
  /** What the driver remembers of its board: SCSI id and number of targets. */
  readonly board: string;
  readonly attached: boolean;
  /** A CFG_ADD that failed has kept it. */
  readonly leaked: boolean;
  readonly registered: boolean;
  readonly enabled: boolean;
  /** SUSPEND has stopped the I/O. */
  readonly held: boolean;
  /** Frames vanish: the NIC is suspended. */
  readonly dropping: boolean;
  /** The stack above believes that the hardware is suspended. */
  readonly stackStopped: boolean;
  /** The hardware does not answer. */
  readonly dead: boolean;
  readonly linkLost: boolean;
  readonly configured: boolean;
  /** Its driver is on the system. */
  readonly installed: boolean;
  readonly opens: number;
  /** Of these, of its targets. */
  readonly targetOpens: number;
  /** Opens that wait for the resume. */
  readonly openers: readonly Asker[];
  readonly serial: number;
  /** Jobs in the hardware, and jobs that wait, oldest first. */
  readonly flights: readonly Job[];
  readonly queue: JobQueue;
  /** SUSPEND has left something running. */
  readonly alive: boolean;
  /** Other instances that were asked whether they are busy, and those that are. */
  readonly asked: number;
  readonly busyPeers: number;
  /** Another instance has freed what it stands on. */
  readonly broken: boolean;
  readonly stalled: boolean;
  /** Another instance holds the lock of the driver. */
  readonly lockedOut: boolean;
  /** Its own entry points wait for its call: it holds its lock and waits for the resource manager. */
  readonly ownLock: boolean;
  readonly faults: Overlay;
  readonly codes: Readonly<Record<Code, number>>;
  /** Frames that vanished. */
  readonly lost: number;
}

/** A step of a script: something of the driver's own, or one of the resource manager's by its number. */
export type ScriptStep = string | number | { readonly wait: Ticks };

export interface InstanceConfig {
  readonly name: string;
  readonly kind: DriverKind;
  readonly driver: ComponentId;
  readonly driverName: string;
  readonly isSingle: boolean;
  readonly behaviours: Behaviours;
  readonly options: Options;
  readonly resmgr: ComponentId;
  /** The function that has its name. */
  readonly home: ComponentId;
  /** Another instance of its driver, in a circle: who is asked when this one is in use. */
  readonly next: ComponentId;
  /** The instances of its driver, itself among them; one list for all of them. */
  readonly family: readonly ComponentId[];
  /** The chain above it, or `NOBODY`. */
  readonly chain: ComponentId;
  readonly workloads: readonly ComponentId[];
  /** A target that cannot be removed from the running system. */
  readonly hasFixedTarget: boolean;
  /** The processor that its entry points run on, by number; −1: it is not bound. */
  readonly cpu: number;
  readonly boundTo: string;
  readonly group: number;
  readonly isBoot: boolean;
  readonly scripts: Readonly<Record<Func, readonly ScriptStep[]>>;
  /** Of every function, by its id: its record, its board, its model, and who serves it. */
  readonly boards: ReadonlyMap<ComponentId, Board>;
  /** Steps of the resource manager: one that begins to write its record, and one that ends a program. */
  readonly begin: number;
  readonly leave: number;
}

export interface Board {
  readonly name: string;
  readonly record: number;
  /** SCSI id and number of targets. */
  readonly board: string;
  readonly model: string;
  readonly driver: string;
}

export type On = Handler<InstanceState, InstanceConfig>;
/** A copy of the state that a handler changes and gives back. */
export type Draft = { -readonly [K in keyof InstanceState]: InstanceState[K] };

const NO_CODES = { SDI_ASW: 0, SDI_HAERR: 0, SDI_NOSELE: 0, SDI_TIME: 0, SDI_QFLUSH: 0 };

/** An instance when the scenario begins: added long ago, or not at all. */
export function instanceAt(
  place: { readonly fn: ComponentId; readonly slot: number; readonly board: string } | undefined,
  given: { readonly configured: boolean; readonly installed: boolean },
  kind: DriverKind,
): InstanceState {
  const isThere = place !== undefined;
  const fn = place?.fn ?? NOBODY;
  return {
    state: isThere ? "active" : "absent",
    fn,
    used: fn,
    slot: place?.slot ?? -1,
    call: null,
    parameter: -1,
    idata: isThere ? "set" : "none",
    board: place?.board ?? "",
    attached: isThere,
    leaked: false,
    registered: isThere && kind === "sdi",
    enabled: isThere,
    held: false,
    dropping: false,
    stackStopped: false,
    dead: false,
    linkLost: false,
    configured: given.configured,
    installed: given.installed,
    opens: 0,
    targetOpens: 0,
    openers: [],
    serial: 0,
    flights: [],
    queue: NO_JOBS,
    alive: false,
    asked: 0,
    busyPeers: 0,
    broken: false,
    stalled: false,
    lockedOut: false,
    ownLock: false,
    faults: NO_FAULTS,
    codes: NO_CODES,
    lost: 0,
  };
}

/** Whether its driver behaves so now. */
export const does = (
  id: BehaviourId,
  { faults }: Pick<InstanceState, "faults">,
  { behaviours }: Pick<InstanceConfig, "behaviours">,
): boolean => behaves(behaviours, faults, id);

/** What its driver says about this now. */
export const saying = (
  id: BehaviourId,
  { faults }: Pick<InstanceState, "faults">,
  { behaviours }: InstanceConfig,
): Args | undefined => behaviour(behaviours, faults, id)?.args;

/** What it says about one subfunction: the newest that holds now. */
export const sayingOf = (
  id: "takes" | "fails" | "lacks-func" | "stubs",
  func: Func,
  { faults }: Pick<InstanceState, "faults">,
  { behaviours }: InstanceConfig,
): Fact | undefined =>
  behavioursOf(behaviours, faults, id).find(({ args }) => textIn(args, "func") === func);

/** The behaviour shows: it is noted, and whether it does is returned. */
export function shows(id: BehaviourId, draft: Draft, fx: Effects, config: InstanceConfig): boolean {
  if (!does(id, draft, config)) return false;
  draft.faults = felt(config.behaviours, draft.faults, id, fx);
  return true;
}

/** Whether the driver has a lock that all its instances share. */
export const sharesLock = (state: InstanceState, config: InstanceConfig): boolean =>
  config.isSingle || does("one-lock", state, config);
