import type { Asker } from "../../../kit/answers.ts";
import type { Behaviours, Overlay } from "../../../kit/behaviours.ts";
import { behaves, felt, NO_FAULTS } from "../../../kit/behaviours.ts";
import type { ComponentId, Effects, Handler } from "../../../model/component.ts";
import type { Options } from "../knobs.ts";
import type { ControllerId } from "../vocabulary/behaviours.ts";

/** State bits of a socket that stand for something wrong. [HPS] */
export const FAULT_BITS = [
  "POWER_FAULT",
  "GENERAL_FAULT",
  "CONFIG_FAULT",
  "BAD_FREQUENCY",
] as const;

/** Bits that others ask for by name, in the order of `Msg.setBit`'s b. */
export const BITS = [
  "EMPTY",
  "PRSNT_PIN1",
  "PRSNT_PIN2",
  "INTER_LOCKED",
  ...FAULT_BITS,
  "ATTENTION_STATE",
] as const;

/** A socket with its part of the controller's tree. [HOT; HPS] */
export interface SlotState {
  readonly card: ComponentId;
  readonly latchOpen: boolean;
  readonly power: "off" | "rising" | "on" | "falling";
  readonly attention: boolean;
  readonly bits: readonly string[];
  /** HPCI has been told what is in it. */
  readonly known: boolean;
  /** The functions are registered. */
  readonly listed: boolean;
  /** The button blinks; 0: it does not. */
  readonly blinking: number;
  readonly presses: number;
  /** HPCI looks at the tree. */
  readonly locked: boolean;
  /** What changed then: held back by a controller that heeds the lock. */
  readonly heeds: boolean;
  readonly asker: Asker | null;
  readonly presser: Asker | null;
  readonly faults: Overlay;
}

export interface CardSpec {
  readonly name: string;
  /** MHz. */
  readonly speed: number;
  readonly functions: readonly ComponentId[];
}

export interface SlotConfig {
  readonly name: string;
  readonly isCapable: boolean;
  readonly bus: ComponentId;
  readonly cards: ReadonlyMap<ComponentId, CardSpec>;
  readonly behaviours: Behaviours;
  readonly options: Options;
}

export type On = Handler<SlotState, SlotConfig>;

/** Whether its controller, or its hardware, behaves so now. */
export const does = (id: ControllerId, state: SlotState, { behaviours }: SlotConfig): boolean =>
  behaves(behaviours, state.faults, id);

/** The behaviour has shown. */
export const feel = (
  id: ControllerId,
  state: SlotState,
  fx: Effects,
  c: SlotConfig,
): SlotState => ({
  ...state,
  faults: felt(c.behaviours, state.faults, id, fx),
});

export const functionsOf = (card: ComponentId, { cards }: SlotConfig): readonly ComponentId[] =>
  cards.get(card)?.functions ?? [];

export const withBit = (bits: readonly string[], bit: string): readonly string[] =>
  bits.includes(bit) ? bits : [...bits, bit];

/** A slot when the scenario begins. */
export const slotAt = (
  place: Pick<SlotState, "card" | "latchOpen"> & { readonly isOn: boolean },
): SlotState => ({
  card: place.card,
  latchOpen: place.latchOpen,
  power: place.isOn ? "on" : "off",
  attention: false,
  bits: [],
  known: true,
  listed: place.isOn,
  blinking: 0,
  presses: 0,
  locked: false,
  heeds: true,
  asker: null,
  presser: null,
  faults: NO_FAULTS,
});
