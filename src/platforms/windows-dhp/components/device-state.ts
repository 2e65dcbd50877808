import type { Asker } from "../../../kit/answers.ts";
import { numberOr } from "../../../kit/args.ts";
import type { Behaviours, Overlay } from "../../../kit/behaviours.ts";
import { behaves, behaviour, felt, NO_FAULTS } from "../../../kit/behaviours.ts";
import type { ComponentId, Effects, Handler, Ticks } from "../../../model/component.ts";
import { NEVER } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Args } from "../../../model/vocabulary.ts";
import type { Options } from "../knobs.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";

/** A request that the hardware works on. */
export interface Flight {
  readonly request: number;
  readonly workload: ComponentId;
  /** Service time, or what is left of it. */
  readonly takes: Ticks;
  readonly issued: Ticks;
  readonly since: Ticks;
  /** How often it was stopped. */
  readonly round: number;
}

/** A device stack as a whole: its drivers from filter to bus, its power state and its queue. */
export interface DeviceState {
  /** The device power state. */
  readonly power:
    | "D0"
    | "stopping"
    | "falling"
    | "D1"
    | "D2"
    | "D3"
    | "waiting"
    | "rising"
    | "failed";
  /** The last system power IRP: none, a query for S4, or S4 itself. */
  readonly system: "S0" | "queried" | "S4";
  readonly pnp: "started" | "absent" | "stop-pending" | "stopped" | "lost" | "removed";
  /** No request is given to the hardware. */
  readonly held: boolean;
  readonly flights: readonly Flight[];
  /** Taken back from the hardware, oldest first; they go before those that wait. */
  readonly requeued: readonly Flight[];
  /** Whom to answer the system power IRP, or the PnP IRP. */
  readonly asker: Asker | null;
  /** Whom to answer the S0 set that came while S4 was outstanding: a device has one system IRP at a time. */
  readonly next: Asker | null;
  /** Who waits for it to be awake. */
  readonly waker: Asker | null;
  /** Removal waits for the power IRP. */
  readonly removing: boolean;
  readonly windowOpen: boolean;
  /** Its driver's own timers stand still. */
  readonly clockStill: boolean;
  /** When its own watchdog strikes; while its clock stands still, how long until then; `NEVER`: it is not running. */
  readonly ownDue: number;
  readonly contextLost: boolean;
  /** It is no longer there, which its bus finds out. */
  readonly gone: boolean;
  /** Nothing that it starts ever ends: its interrupts go to a processor that is not there. */
  readonly deaf: boolean;
  /** Requests of the mailbox that are still to be brought in reverse order. */
  readonly collecting: number;
  /** The next request will be carried out twice. */
  readonly repeats: boolean;
  /** Processors since boot for which its driver has data. */
  readonly dataFor: readonly number[];
  /** Processors since boot that run. */
  readonly added: readonly number[];
  /** The processor that was added last and has not yet run its code. */
  readonly newcomer: number;
  /** Processors that its interrupts may go to. */
  readonly affinity: number;
  readonly unloaded: boolean;
  /** It rejected the query-stop of the rebalance in progress. */
  readonly rejectedStop: boolean;
  readonly faults: Overlay;
}

/** What does not change about a device stack. */
export interface DeviceConfig {
  readonly name: string;
  readonly kind: string;
  readonly behaviours: Behaviours;
  readonly options: Options;
  readonly kernel: ComponentId;
  /** Units with memory that its DMA may write to. */
  readonly buffers: readonly ComponentId[];
  /** Its page there. */
  readonly page: number;
  /** The stack of its bus; `NOBODY` at the root. */
  readonly parent: ComponentId;
  /** The stacks attached to it. */
  readonly children: readonly ComponentId[];
  readonly isPageable: boolean;
  readonly inrush: boolean;
  readonly armed: boolean;
  readonly inPagingPath: boolean;
  /** Workloads whose time begins with the dispatch. */
  readonly dispatchTimed: readonly ComponentId[];
  /** Windows' numbers of the processors at boot. */
  readonly processors: readonly number[];
}

export type On = Handler<DeviceState, DeviceConfig>;

/** A device when the scenario begins; behind a host bridge that is yet to be added it is absent. */
export const deviceAt = (pnp: "started" | "absent", affinity: number): DeviceState => ({
  power: pnp === "started" ? "D0" : "D3",
  system: "S0",
  pnp,
  held: pnp === "absent",
  flights: [],
  requeued: [],
  asker: null,
  next: null,
  waker: null,
  removing: false,
  windowOpen: false,
  clockStill: false,
  ownDue: NEVER,
  contextLost: false,
  gone: false,
  deaf: false,
  collecting: 0,
  repeats: false,
  dataFor: [],
  added: [],
  newcomer: -1,
  affinity,
  unloaded: false,
  rejectedStop: false,
  faults: NO_FAULTS,
});

/** With these requests in flight. Written out field by field, because it happens twice for every request. */
export function withFlights(s: DeviceState, flights: readonly Flight[]): DeviceState {
  return {
    power: s.power,
    system: s.system,
    pnp: s.pnp,
    held: s.held,
    flights,
    requeued: s.requeued,
    asker: s.asker,
    next: s.next,
    waker: s.waker,
    removing: s.removing,
    windowOpen: s.windowOpen,
    clockStill: s.clockStill,
    ownDue: s.ownDue,
    contextLost: s.contextLost,
    gone: s.gone,
    deaf: s.deaf,
    collecting: s.collecting,
    repeats: false,
    dataFor: s.dataFor,
    added: s.added,
    newcomer: s.newcomer,
    affinity: s.affinity,
    unloaded: s.unloaded,
    rejectedStop: s.rejectedStop,
    faults: s.faults,
  };
}

/** Whether its driver behaves so now. */
export const does = (
  id: BehaviourId,
  { faults }: Pick<DeviceState, "faults">,
  { behaviours }: DeviceConfig,
): boolean => behaves(behaviours, faults, id);

/** What its driver says about this now. */
export const saying = (
  id: BehaviourId,
  { faults }: DeviceState,
  { behaviours }: DeviceConfig,
): Args | undefined => behaviour(behaviours, faults, id)?.args;

/** The behaviour has shown. */
export function feel(
  id: BehaviourId,
  state: DeviceState,
  fx: Effects,
  { behaviours }: DeviceConfig,
): DeviceState {
  const faults = felt(behaviours, state.faults, id, fx);
  return faults === state.faults ? state : { ...state, faults };
}

/** The time that the behaviour gives, or 0. */
export const timeOf = (id: BehaviourId, state: DeviceState, config: DeviceConfig): Ticks =>
  numberOr(saying(id, state, config) ?? {}, "time", 0);

/** Sends itself a message when the time that the behaviour gives is over. */
export function takeTime(
  id: BehaviourId,
  state: DeviceState,
  fx: Effects,
  config: DeviceConfig,
  then: MessageKind,
): DeviceState {
  fx.sendAfter(timeOf(id, state, config), fx.self, then);
  return feel(id, state, fx, config);
}

/** Whether the device is in a low power state, or on its way there or back. */
export const isDown = ({ power }: DeviceState): boolean => power !== "D0" && power !== "stopping";
