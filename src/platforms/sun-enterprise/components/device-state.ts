import type { Behaviours, Overlay } from "../../../kit/behaviours.ts";
import type { Station } from "../../../kit/station.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { Asker } from "./answer.ts";

/** A node of the device tree with its driver: what the hardware does and what the driver answers. */
export interface DeviceState {
  readonly attached: boolean;
  /** Its module was unloaded; the next open loads it again. */
  readonly unloaded: boolean;
  /** The node that it hangs on is attached. */
  readonly hasBus: boolean;
  /**
   * `draining` and `suspending` are within the suspend entry, `resuming` within the resume entry; `down` is
   * half-suspended by a driver that said it refused; `failed` did not come back.
   */
  readonly power:
    | "active"
    | "draining"
    | "suspending"
    | "suspended"
    | "resuming"
    | "down"
    | "failed";
  /** Its no-op suspend said success: it goes on working and its resume will say success too. */
  readonly pretends: boolean;
  readonly opens: number;
  /** Mounted filesystems. */
  readonly holds: number;
  readonly plugged: boolean;
  readonly reserved: boolean;
  readonly tunable: boolean;
  readonly registersLost: boolean;
  /** Where a tape stands. */
  readonly position: number;
  readonly inputLost: number;
  /** A nexus: its children can reach their devices through it. */
  readonly usable: boolean;
  /** Devices whose suspend waits for this one. */
  readonly needers: readonly ComponentId[];
  readonly asker: Asker | null;
  /** Other quiesces that asked it to suspend while it was inside an entry. */
  readonly others: readonly Asker[];
  /** Next step of a written-out entry point. */
  readonly step: number;
  readonly station: Station;
  readonly faults: Overlay;
}

/** How a node says it wants to be suspended. [PM] */
export type HardwareState =
  | "none"
  | "needs-suspend-resume"
  | "parental-suspend-resume"
  | "no-suspend-resume";

export interface DeviceConfig {
  readonly name: string;
  readonly path: string;
  /** `disk`, `tape`, `network`, …, or `nexus`. */
  readonly kind: string;
  readonly driver: string;
  readonly parent: ComponentId;
  readonly children: readonly ComponentId[];
  /** Children whose suspend is this node's work. */
  readonly wards: readonly ComponentId[];
  /** Some behaviour of the parent's driver makes its bus unreliable, so that it has to be asked. */
  readonly asksParent: boolean;
  readonly hasReg: boolean;
  readonly hardwareState: HardwareState;
  readonly reserved: boolean;
  /** Requests served at once. */
  readonly width: number;
  /** Ticks between two pieces of unsolicited input; 0: none arrives. */
  readonly inputPeriod: number;
  readonly drainLimit: number;
  readonly announces: boolean;
  readonly secondSucceeds: boolean;
  readonly backplane: ComponentId;
  readonly cyclics: ComponentId;
  readonly behaviours: Behaviours;
}
