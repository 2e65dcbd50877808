import { integerIn, numberOr, rangeIn, textIn } from "../../../kit/args.ts";
import type { Fact } from "../../../model/vocabulary.ts";

// The topology as it is written, before anything has a number.

export interface GroupDraft {
  readonly name: string;
  readonly cpus: readonly number[];
}

export interface BusDraft {
  readonly name: string;
  /** MHz. */
  readonly speed: number;
  /** Position of its CPU group; −1: none. */
  readonly group: number;
  /** The controller that runs it; empty: the one that ships with the system. */
  readonly controller: string;
}

export interface SlotDraft {
  readonly name: string;
  readonly bus: number;
  readonly isOn: boolean;
  readonly latchOpen: boolean;
  readonly isCapable: boolean;
}

export interface CardDraft {
  readonly name: string;
  readonly speed: number;
  /** Position of the slot that it is in; −1: on the shelf. */
  readonly slot: number;
}

export interface FunctionDraft {
  readonly name: string;
  readonly driver: string;
  readonly card: number;
  readonly traits: readonly Fact[];
}

export interface TargetDraft {
  readonly name: string;
  /** Position of its adapter among the functions. */
  readonly function: number;
  readonly isFixed: boolean;
  readonly span: Fact["span"];
}

export interface Drafts {
  readonly groups: readonly GroupDraft[];
  readonly buses: readonly BusDraft[];
  readonly slots: readonly SlotDraft[];
  readonly cards: readonly CardDraft[];
  readonly functions: readonly FunctionDraft[];
  readonly targets: readonly TargetDraft[];
}

/** What the fastest cards and buses of the time run at. */
const USUAL_SPEED = 66;

type Growing = { -readonly [K in keyof Drafts]: Drafts[K][number][] };

/** Reads every `topology` block. */
export function draftsOf(declarations: readonly Fact[]): Drafts {
  const all: Growing = { groups: [], buses: [], slots: [], cards: [], functions: [], targets: [] };
  const facts = declarations.flatMap(({ form, body }) => (form === "topology" ? body : []));
  for (const fact of facts) if (fact.form === "group") addGroup(fact, all);
  for (const fact of facts) {
    if (fact.form === "bus") addBus(fact, all);
    if (fact.form === "card") addCard(fact, -1, all);
  }
  return all;
}

function addGroup({ args, body }: Fact, all: Growing): void {
  const cpus = body.flatMap((row) => {
    const { from, to } = rangeIn(row.args, "numbers");
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  all.groups.push({ name: textIn(args, "name"), cpus });
}

function addBus({ args, body }: Fact, all: Growing): void {
  const controller = args["controller"] === undefined ? "" : textIn(args, "controller");
  const group = all.groups.findIndex(({ name }) => name === args["group"]);
  const speed = numberOr(args, "speed", USUAL_SPEED);
  all.buses.push({ name: textIn(args, "name"), speed, group, controller });
  const bus = all.buses.length - 1;
  for (const slot of body) addSlot(slot, bus, all);
}

function addSlot({ args, body }: Fact, bus: number, all: Growing): void {
  const card = body.find(({ form }) => form === "card");
  const latchOpen = body.some(({ form }) => form === "latch-open");
  const isOn = card !== undefined && args["off"] === undefined && !latchOpen;
  const isCapable = !body.some(({ form }) => form === "not-capable");
  all.slots.push({ name: textIn(args, "name"), bus, isOn, latchOpen, isCapable });
  if (card !== undefined) addCard(card, all.slots.length - 1, all);
}

function addCard({ args, body }: Fact, slot: number, all: Growing): void {
  const speed = numberOr(args, "speed", USUAL_SPEED);
  all.cards.push({ name: textIn(args, "name"), speed, slot });
  const card = all.cards.length - 1;
  for (const fact of body) {
    const { args: own, body: traits } = fact;
    all.functions.push({ name: textIn(own, "name"), driver: textIn(own, "driver"), card, traits });
    const adapter = all.functions.length - 1;
    for (const row of traits) {
      if (row.form !== "target") continue;
      const isFixed = row.args["fixed"] !== undefined;
      all.targets.push({
        name: textIn(row.args, "name"),
        function: adapter,
        isFixed,
        span: row.span,
      });
    }
  }
}

/** A number of a function's trait, or what is usual. */
export const traitNumber = (
  { traits }: FunctionDraft,
  form: string,
  name: string,
  usual: number,
): number => {
  const fact = traits.find((row) => row.form === form);
  return fact === undefined ? usual : integerIn(fact.args, name);
};

export const hasTrait = ({ traits }: FunctionDraft, form: string): boolean =>
  traits.some((row) => row.form === form);
