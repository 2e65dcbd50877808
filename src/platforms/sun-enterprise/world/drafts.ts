import { rangeIn, textIn, textOr } from "../../../kit/args.ts";
import type { Args, Fact } from "../../../model/vocabulary.ts";
import type { BoardType } from "../components/slot-state.ts";

/** A board as the topology describes it, before anyone has a number. */
export interface BoardDraft {
  readonly name: string;
  readonly number: number;
  readonly type: BoardType;
  readonly cpus: readonly CpuDraft[];
  readonly banks: readonly Fact[];
  /** Topmost nodes. */
  readonly branches: readonly DeviceDraft[];
  /** Every node, parents before children. */
  readonly devices: readonly DeviceDraft[];
  /** The board's own statements, by form. */
  readonly traits: ReadonlyMap<string, Args>;
}

export interface CpuDraft {
  readonly number: number;
  readonly traits: ReadonlyMap<string, Args>;
}

export interface DeviceDraft {
  readonly name: string;
  readonly kind: string;
  readonly driver: string;
  readonly parent: DeviceDraft | null;
  readonly children: DeviceDraft[];
  readonly traits: ReadonlyMap<string, Args>;
}

const NO_TRAITS: ReadonlyMap<string, Args> = new Map();

/** The leaf statements of a block by form; of a repeated one the last counts. */
export function traitsOf(body: readonly Fact[]): ReadonlyMap<string, Args> {
  if (body.length === 0) return NO_TRAITS;
  const traits = new Map<string, Args>();
  for (const fact of body) traits.set(fact.form, fact.args);
  return traits;
}

/** Reads every `topology` block. Boards come in the order of their slots; what is said of one in several places adds up. */
export function boardsOf(declarations: readonly Fact[]): readonly BoardDraft[] {
  const bySlot = new Map<string, Fact>();
  for (const topology of declarations) {
    if (topology.form !== "topology") continue;
    for (const board of topology.body) {
      const name = textIn(board.args, "name");
      const known = bySlot.get(name);
      bySlot.set(name, known === undefined ? board : joined(known, board));
    }
  }
  return [...bySlot.values()].map(boardOf).sort((a, b) => a.number - b.number);
}

const joined = (first: Fact, second: Fact): Fact => ({
  ...second,
  args: { ...first.args, ...second.args },
  body: [...first.body, ...second.body],
});

function boardOf(fact: Fact): BoardDraft {
  const name = textIn(fact.args, "name");
  const cpus: CpuDraft[] = [];
  const banks: Fact[] = [];
  for (const child of fact.body) {
    if (child.form === "cpu") addCpus(child, cpus);
    else if (child.form === "memory") banks.push(child);
  }
  const devices: DeviceDraft[] = [];
  const branches = nodesOf(fact.body, null, devices);
  const stated = textOr(fact.args, "type", "");
  const implied = cpus.length > 0 || banks.length > 0 ? "cpu-memory" : "dual-sbus";
  return {
    name,
    number: Number(name.slice("slot".length)),
    type: (stated === "" ? implied : stated) as BoardType,
    cpus,
    banks,
    branches,
    devices,
    traits: traitsOf(fact.body),
  };
}

function addCpus(fact: Fact, cpus: CpuDraft[]): void {
  const { from, to } = rangeIn(fact.args, "ids");
  const traits = traitsOf(fact.body);
  for (let number = from; number <= to; number++) cpus.push({ number, traits });
}

/** The nodes among these statements, with everything behind them; all of them are appended to `every`, parents first. */
function nodesOf(
  body: readonly Fact[],
  parent: DeviceDraft | null,
  every: DeviceDraft[],
): DeviceDraft[] {
  const nodes: DeviceDraft[] = [];
  for (const fact of body) {
    if (fact.form !== "bus" && fact.form !== "device") continue;
    const node: DeviceDraft = {
      name: textIn(fact.args, "name"),
      kind: fact.form === "bus" ? "nexus" : textIn(fact.args, "kind"),
      driver: textOr(fact.args, "driver", ""),
      parent,
      children: [],
      traits: traitsOf(fact.body),
    };
    every.push(node);
    node.children.push(...nodesOf(fact.body, node, every));
    nodes.push(node);
  }
  return nodes;
}
