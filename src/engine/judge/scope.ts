import { InvariantViolation } from "../../base/invariant-violation.ts";
import type { ComponentId, ComponentSpec, FieldSpec } from "../../model/component.ts";
import type { EntityKind, Vocabulary } from "../../model/vocabulary.ts";

type Read = (state: unknown, config: unknown) => string | number | boolean;

/** Components by kind and name, and what can be read of them. */
export class Scope {
  readonly components: readonly ComponentSpec[];
  readonly vocabulary: Pick<Vocabulary, "kinds" | "globals">;
  readonly #cells: readonly { readonly state: unknown }[];
  /** By name, of those kinds that somebody has asked for: mostly one or two of a dozen. */
  readonly #ids = new Map<string, ReadonlyMap<string, ComponentId>>();
  readonly #kinds: ReadonlyMap<string, EntityKind>;

  constructor(
    components: readonly ComponentSpec[],
    vocabulary: Pick<Vocabulary, "kinds" | "globals">,
    cells: readonly { readonly state: unknown }[],
  ) {
    this.components = components;
    this.vocabulary = vocabulary;
    this.#cells = cells;
    this.#kinds = kindsByName(vocabulary.kinds);
  }

  /** The component of this kind and name; the checker has made sure that there is one. */
  idOf(kind: string, name: string): ComponentId {
    const id = this.#idsByName(kind).get(name);
    if (id === undefined) throw new InvariantViolation(`the world has no ${kind} ${name}`);
    return id;
  }

  /** All components of a kind, in order. */
  idsOf(kind: string): readonly ComponentId[] {
    const ids: ComponentId[] = [];
    for (let id = 0; id < this.components.length; id++) {
      if (this.components[id]?.kind === kind) ids.push(id);
    }
    return ids;
  }

  #idsByName(kind: string): ReadonlyMap<string, ComponentId> {
    const known = this.#ids.get(kind);
    if (known !== undefined) return known;
    const ids = new Map<string, ComponentId>();
    for (const id of this.idsOf(kind)) ids.set(this.nameOf(id), id);
    this.#ids.set(kind, ids);
    return ids;
  }

  /** What a component is called. */
  nameOf(id: ComponentId): string {
    return this.components[id]?.name ?? "nobody";
  }

  /** A field of a kind, or nothing. */
  fieldOf(kind: string, field: string): FieldSpec<never> | undefined {
    return this.#kinds.get(kind)?.fields[field];
  }

  /** The present value of a component's field; nothing when its kind has no such field. */
  valueOf(id: ComponentId, field: string): string | number | boolean | undefined {
    const component = this.components[id];
    const spec = component && this.fieldOf(component.kind, field);
    const cell = this.#cells[id];
    if (spec === undefined || cell === undefined) return undefined;
    return (spec.read as unknown as Read)(cell.state, component?.config);
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

/** The kinds of a platform by name, arranged once for all its runs. */
const KINDS = new WeakMap<readonly EntityKind[], ReadonlyMap<string, EntityKind>>();

function kindsByName(kinds: readonly EntityKind[]): ReadonlyMap<string, EntityKind> {
  const known = KINDS.get(kinds);
  if (known !== undefined) return known;
  const byName = new Map(kinds.map((entity) => [entity.kind, entity]));
  KINDS.set(kinds, byName);
  return byName;
}
