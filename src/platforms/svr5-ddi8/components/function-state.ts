import type { Asker } from "../../../kit/answers.ts";
import type { ComponentId, Handler } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";

/** What HPCI does with the record of a function: a transaction of its own, then what follows from it. */
export interface Doing {
  readonly what: "record" | "unrecord" | "bind" | "unbind";
  readonly at: number;
  readonly asker: Asker;
  /** The instance that is bound, where that is known beforehand. */
  readonly instance: ComponentId;
}

/** A device function of a card: the hardware, and what HPCI knows of it. */
export interface FunctionState {
  /** Where its card is; −1: on the shelf. */
  readonly slot: number;
  readonly powered: boolean;
  /** It has lost its power and its driver could not know. */
  readonly surprised: boolean;
  /** It has a record in the resource manager. */
  readonly recorded: boolean;
  /** The instance that the Hot Plug Manager shows as its driver. */
  readonly bound: ComponentId;
  /** The instance whose hardware it is, suspended or not. */
  readonly owner: ComponentId;
  /** Its owner is suspended. */
  readonly quiet: boolean;
  /** Its interrupts are on. */
  readonly linesOn: boolean;
  /** It interrupts and nobody handles it. */
  readonly asserted: boolean;
  /** Jobs that it works on. */
  readonly jobs: readonly { readonly serial: number; readonly from: ComponentId }[];
  readonly doing: Doing | null;
}

export interface FunctionConfig {
  readonly name: string;
  readonly resmgr: ComponentId;
  readonly record: number;
  /** The instance of its name. */
  readonly instance: ComponentId;
  /** The interrupt line that it shares; `NOBODY`: it has one of its own. */
  readonly line: ComponentId;
  /** Its CPU group, and those that reach it; none: all. */
  readonly group: number;
  readonly reach: readonly number[];
  /** How much longer a job takes from elsewhere. */
  readonly remote: number;
  readonly isEager: boolean;
  /** Steps of the resource manager. */
  readonly programs: Readonly<Record<Doing["what"], readonly number[]>>;
}

export type On = Handler<FunctionState, FunctionConfig>;

/** A function when the scenario begins. */
export const functionAt = (
  place: Pick<FunctionState, "slot" | "powered" | "bound">,
): FunctionState => ({
  ...place,
  surprised: false,
  recorded: place.powered,
  owner: place.bound,
  quiet: false,
  linesOn: place.bound !== NOBODY,
  asserted: false,
  jobs: [],
  doing: null,
});
