import type { SourceSpan } from "../diagnostics/diagnostic.ts";
import type { Expression, Term } from "../syntax/ast.ts";
import type { SourceFile } from "./source-file.ts";

/** Something that a scenario can name: a device, a driver, an operation. */
export interface Entity {
  readonly kind: string;
  readonly name: string;
  /** Where it is declared; absent for what exists by itself. */
  readonly span?: SourceSpan;
  /** Declared by being mentioned, and by nothing else. */
  readonly isSoft: boolean;
  /** Declared in a file that was imported. */
  readonly isImported: boolean;
  /** There only when this choice says so. */
  readonly maybe?: SourceSpan;
  /** Whether anything refers to it. The one thing about it that changes. */
  isUsed: boolean;
}

/** A name that stands for a value: of a `let`, an examples column or a definition from outside. */
export interface ValueBinding {
  readonly name: string;
  readonly what: "let" | "column" | "definition";
  readonly source: SourceFile;
  /** What it stands for. Looked up and typed where it is used. */
  readonly node: Expression | Term;
  /** Where the name is given. */
  readonly span: SourceSpan;
  readonly isImported: boolean;
  isUsed: boolean;
  /** Set while its value is being looked up, so that a circle is noticed. */
  isOpen: boolean;
}

const NOTHING: readonly Entity[] = [];

/**
 * The names of one level: what exists by itself, then the file, then the scenario. A name of an inner level hides
 * the one of the same kind outside it.
 */
export class Scope {
  readonly parent: Scope | undefined;
  // Made when they are needed: most scenarios have a few labels and no values.
  #entities: Map<string, Entity[]> | undefined;
  #values: Map<string, ValueBinding> | undefined;
  #hidden: Set<string> | undefined;

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  /** Adds an entity, or gives the one of this level that has its kind and name already. */
  declare(entity: Entity): Entity | undefined {
    this.#entities ??= new Map();
    const known = this.#entities.get(entity.name);
    if (known === undefined) {
      this.#entities.set(entity.name, [entity]);
      return undefined;
    }
    const same = known.find(({ kind }) => kind === entity.kind);
    if (same === undefined) known.push(entity);
    return same;
  }

  /** Takes an entity of an outer level out of sight. */
  hide(kind: string, name: string): void {
    this.#hidden ??= new Set();
    this.#hidden.add(`${kind} ${name}`);
  }

  #isInSight({ kind, name }: Entity): boolean {
    return this.#hidden === undefined || !this.#hidden.has(`${kind} ${name}`);
  }

  /** Adds a value, or gives the one of this level that has its name already. */
  bind(binding: ValueBinding): ValueBinding | undefined {
    this.#values ??= new Map();
    const known = this.#values.get(binding.name);
    if (known === undefined) this.#values.set(binding.name, binding);
    return known;
  }

  value(name: string): ValueBinding | undefined {
    return this.#values?.get(name) ?? this.parent?.value(name);
  }

  /** The entities with this name, one per kind, the innermost of each. */
  entities(name: string): readonly Entity[] {
    const own = this.#entities?.get(name);
    const all = this.parent?.entities(name) ?? NOTHING;
    const outer = this.#hidden === undefined ? all : all.filter((one) => this.#isInSight(one));
    if (own === undefined) return outer;
    if (outer.length === 0) return own;
    return [...own, ...outer.filter(({ kind }) => own.every((entity) => entity.kind !== kind))];
  }

  /** The entity with this name that has one of these kinds. */
  entity(kinds: readonly string[], name: string): Entity | undefined {
    const own = this.#entities?.get(name)?.find(({ kind }) => kinds.includes(kind));
    if (own !== undefined) return own;
    const outer = this.parent?.entity(kinds, name);
    return outer !== undefined && this.#isInSight(outer) ? outer : undefined;
  }

  /** Whether this level itself has such an entity. */
  hasOwn(kind: string, name: string): boolean {
    return this.#entities?.get(name)?.some((entity) => entity.kind === kind) ?? false;
  }

  get ownEntities(): readonly Entity[] {
    const all: Entity[] = [];
    for (const named of this.#entities?.values() ?? [])
      for (const entity of named) all.push(entity);
    return all;
  }

  get ownValues(): readonly ValueBinding[] {
    return this.#values === undefined ? [] : [...this.#values.values()];
  }

  get hasOwnValues(): boolean {
    return this.#values !== undefined;
  }

  /** Names of every entity in sight that has one of these kinds; of all kinds when none is given. */
  entityNames(kinds?: readonly string[]): readonly string[] {
    const own = this.ownEntities.filter(({ kind }) => kinds?.includes(kind) ?? true);
    const outer = (this.parent?.entityNames(kinds) ?? []).filter(
      (name) => this.#hidden === undefined || this.entities(name).length > 0,
    );
    return [...new Set([...own.map(({ name }) => name), ...outer])];
  }

  /** Names of every value in sight. */
  valueNames(): readonly string[] {
    const outer = this.parent?.valueNames() ?? [];
    return [...new Set([...(this.#values?.keys() ?? []), ...outer])];
  }
}
