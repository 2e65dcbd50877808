import { canonicalText } from "./canonical.ts";

/** Gives equal plain values one small number each, counting from 0. */
export class Interner<T> {
  readonly values: T[] = [];
  readonly texts: string[] = [];
  readonly #ids = new Map<string, number>();

  /** The number of a value; the first of equal ones is kept. */
  id(value: T): number {
    const text = canonicalText(value);
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const made = this.values.length;
    this.#ids.set(text, made);
    this.values.push(value);
    this.texts.push(text);
    return made;
  }

  value(id: number): T {
    return this.values[id] as T;
  }
}
