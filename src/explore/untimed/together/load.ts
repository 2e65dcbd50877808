import type { Owned } from "../cells.ts";
import type { Space } from "../space.ts";
import type { Memory } from "../watchers.ts";

// States on their way from one thread to another. Each thread numbers its cells in the order in which it meets them, so that what
// they hold goes along, once each.

/** Some states that wait for their turn. */
export interface Load {
  readonly cells: readonly Owned[];
  readonly budgets: readonly (readonly number[])[];
  /** What the rules remember. */
  readonly memories: readonly Memory[];
  /** Rows whose numbers are places in these lists. */
  readonly rows: Int32Array;
}

/** Numbers things in the order in which they are met. */
class Packing {
  readonly ids: number[] = [];
  readonly #places = new Map<number, number>();

  place(id: number): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    this.#places.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}

/** Makes rows of one thread into something that another one understands. */
export function packed(space: Space, rows: Int32Array): Load {
  const { width, components, automata, budgets, watchers } = space;
  const [cells, lefts, memories] = [new Packing(), new Packing(), new Packing()];
  const moved = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const slot = at % width;
    const packing = slot < components ? cells : slot === components ? lefts : memories;
    moved[at] = packing.place(rows[at] as number);
  }
  return {
    cells: cells.ids.map((id) => automata.owned(id)),
    budgets: lefts.ids.map((id) => budgets.left(id)),
    memories: memories.ids.map((id) => watchers.memory(id)),
    rows: moved,
  };
}

/** The rows of a load, as this thread numbers what is in them. */
export function unpacked(space: Space, load: Load): Int32Array {
  const { width, components, automata, budgets, watchers } = space;
  const cells = load.cells.map(({ owner, cell }) => automata.idOf(owner, cell));
  const lefts = load.budgets.map((left) => budgets.id(left));
  const memories = load.memories.map((memory) => watchers.idOf(memory));
  return load.rows.map((place, at) => {
    const slot = at % width;
    const ids = slot < components ? cells : slot === components ? lefts : memories;
    return ids[place] as number;
  });
}
