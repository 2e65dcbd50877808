import type { ComponentId } from "../../../model/component.ts";
import type { BoardType } from "../components/slot-state.ts";

/** Everyone whom an operation may ask, in the order in which the sources ask them. */
export interface Cast {
  readonly lockManager: ComponentId;
  /** The flag that lets sysctrl accept DDI_SUSPEND. */
  readonly sysctrlFlag: ComponentId;
  readonly cyclics: ComponentId;
  readonly callouts: ComponentId;
  readonly watchdog: ComponentId;
  readonly backplane: ComponentId;
  readonly power: ComponentId;
  /** Every user process, in thread order. */
  readonly processes: readonly ComponentId[];
  /** Those that get SIGTHAW: all but init. */
  readonly thawed: readonly ComponentId[];
  readonly daemons: readonly ComponentId[];
  readonly filesystems: readonly ComponentId[];
  /** Every node of the device tree: siblings in tree order, children before their parent. */
  readonly devices: readonly ComponentId[];
  /** Processors in ascending order. */
  readonly cpus: readonly ComponentId[];
  /** The processor that runs the quiesce: the first that is online when the scenario begins. */
  readonly runner: ComponentId;
  readonly boards: ReadonlyMap<string, BoardCast>;
  /** Instances of each driver, for modunload. */
  readonly instancesOf: (driver: string) => readonly ComponentId[];
  /** Names for the operator: a device's path, a daemon's name. */
  readonly nameOf: (id: ComponentId) => string;
  readonly cpuNumber: (id: ComponentId) => number;
}

/** One board: its slot and what sits on it. */
export interface BoardCast {
  readonly slot: ComponentId;
  readonly number: number;
  readonly type: BoardType;
  readonly cpus: readonly ComponentId[];
  /** Topmost nodes, in tree order. */
  readonly branches: readonly ComponentId[];
  /** Every node, parents before children, in tree order. */
  readonly devices: readonly ComponentId[];
  readonly hasMemory: boolean;
  /** It is in use when the scenario begins. */
  readonly isInUse: boolean;
}
