import { InvariantViolation } from "../../base/invariant-violation.ts";
import type { ComponentId, ComponentSpec, FieldSpec } from "../../model/component.ts";
import type { Vocabulary } from "../../model/vocabulary.ts";

type Read = (state: unknown, config: unknown) => string | number | boolean;

/** Components by kind and name, and what can be read of them. */
export class Scope {
  readonly components: readonly ComponentSpec[];
  readonly vocabulary: Pick<Vocabulary, "kinds" | "globals">;
  readonly #cells: readonly { readonly state: unknown }[];
  readonly #ids = new Map<string, Map<string, ComponentId>>();

  constructor(
    components: readonly ComponentSpec[],
    vocabulary: Pick<Vocabulary, "kinds" | "globals">,
    cells: readonly { readonly state: unknown }[],
  ) {
    this.components = components;
    this.vocabulary = vocabulary;
    this.#cells = cells;
    for (const [id, { kind, name }] of components.entries()) {
      const names = this.#ids.get(kind);
      if (names === undefined) this.#ids.set(kind, new Map([[name, id]]));
      else names.set(name, id);
    }
  }

  /** The component of this kind and name; the checker has made sure that there is one. */
  idOf(kind: string, name: string): ComponentId {
    const id = this.#ids.get(kind)?.get(name);
    if (id === undefined) throw new InvariantViolation(`the world has no ${kind} ${name}`);
    return id;
  }

  /** All components of a kind, in order. */
  idsOf(kind: string): readonly ComponentId[] {
    return [...(this.#ids.get(kind)?.values() ?? [])];
  }

  /** What a component is called. */
  nameOf(id: ComponentId): string {
    return this.components[id]?.name ?? "nobody";
  }

  /** A field of a kind, or nothing. */
  fieldOf(kind: string, field: string): FieldSpec<never> | undefined {
    return this.vocabulary.kinds.find((entity) => entity.kind === kind)?.fields[field];
  }

  /** Gives the present value of a component's field whenever it is called. */
  reader(id: ComponentId, field: string): () => string | number | boolean {
    const kind = this.components[id]?.kind ?? "";
    const spec = this.fieldOf(kind, field);
    const cell = this.#cells[id];
    if (spec === undefined || cell === undefined)
      throw new InvariantViolation(`a ${kind} has no field ${field}`);
    const read = spec.read as unknown as Read;
    const config = this.components[id]?.config;
    return () => read(cell.state, config);
  }
}
