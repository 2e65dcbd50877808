import { Interner } from "../interner.ts";
import { grown, LANE_SEEDS, laneOf } from "../lanes.ts";

/** What is left of the budgets of a world; each way to share it out has a number. */
export class Budgets {
  low: Int32Array = new Int32Array(16);
  high: Int32Array = new Int32Array(16);
  readonly #lefts: Interner<readonly number[]> = new Interner<readonly number[]>();

  /** The number of this much left. */
  id(left: readonly number[]): number {
    const id = this.#lefts.id(left);
    this.low = grown(this.low, id + 1);
    this.high = grown(this.high, id + 1);
    const text = `budgets ${this.#lefts.texts[id]}`;
    this.low[id] = laneOf(text, LANE_SEEDS[0]);
    this.high[id] = laneOf(text, LANE_SEEDS[1]);
    return id;
  }

  /** How much is left of each. */
  left(id: number): readonly number[] {
    return this.#lefts.value(id);
  }

  /** What is left when these were taken from; −1 when there is not enough. */
  after(id: number, spent: readonly number[]): number {
    const left = [...this.#lefts.value(id)];
    for (const budget of spent) left[budget] = (left[budget] ?? 0) - 1;
    return left.some((amount) => amount < 0) ? -1 : this.id(left);
  }
}
