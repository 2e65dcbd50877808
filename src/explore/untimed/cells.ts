import { Interner } from "../interner.ts";
import { grown, LANE_SEEDS, laneOf, mixed } from "../lanes.ts";
import type { Cell } from "./cell.ts";
import type { Parcel } from "./rehearsal.ts";

/** A cell and whose it is. */
export interface Owned {
  readonly owner: number;
  readonly cell: Cell;
}

/** Plain values that are never changed, each with a number and both lanes of a fingerprint, which depend on content alone. */
class Parts<T> {
  readonly interner = new Interner<T>();
  low: Int32Array = new Int32Array(64);
  high: Int32Array = new Int32Array(64);
  /** By the object itself: most are met again and again. */
  readonly #known = new WeakMap<object, number>();

  id(value: T): number {
    const isObject = typeof value === "object" && value !== null;
    const known = isObject ? this.#known.get(value) : undefined;
    if (known !== undefined) return known;
    const id = this.interner.id(value);
    if (isObject) this.#known.set(value, id);
    if (id >= this.low.length || this.low[id] === 0) this.#hash(id);
    return id;
  }

  #hash(id: number): void {
    const text = this.interner.texts[id] ?? "";
    this.low = grown(this.low, id + 1);
    this.high = grown(this.high, id + 1);
    this.low[id] = laneOf(text, LANE_SEEDS[0]) | 1;
    this.high[id] = laneOf(text, LANE_SEEDS[1]);
  }
}

/** Gives equal cells of one component one number each, and each number its summand in both lanes of a fingerprint. */
export class Cells {
  readonly values: Owned[] = [];
  low: Int32Array = new Int32Array(1024);
  high: Int32Array = new Int32Array(1024);
  readonly #states = new Parts<unknown>();
  readonly #parcels = new Parts<Parcel>();
  readonly #ids = new Map<string, number>();

  parcel(parcel: Parcel): number {
    return this.#parcels.id(parcel);
  }

  parcelOf(id: number): Parcel {
    return this.#parcels.interner.value(id);
  }

  /** The number of a cell. */
  id(owner: number, cell: Cell): number {
    const { state, timers, inbox, recalled, deferred } = cell;
    const lists = [timers, inbox, recalled, deferred].map((list) =>
      list.map((parcel) => this.#parcels.id(parcel)),
    );
    const stateId = this.#states.id(state);
    const key = `${owner} ${stateId} ${lists.join(";")}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.values.push({ owner, cell }) - 1;
    this.#ids.set(key, id);
    this.low = grown(this.low, id + 1);
    this.high = grown(this.high, id + 1);
    this.low[id] = this.#lane(owner, stateId, lists, "low") | 1;
    this.high[id] = this.#lane(owner, stateId, lists, "high");
    return id;
  }

  #lane(
    owner: number,
    state: number,
    lists: readonly (readonly number[])[],
    lane: "low" | "high",
  ): number {
    let hash = mixed(owner + 1, this.#states[lane][state] as number);
    for (const list of lists) {
      for (const parcel of list) hash = mixed(hash, this.#parcels[lane][parcel] as number);
      hash = mixed(hash, list.length);
    }
    return hash;
  }
}
