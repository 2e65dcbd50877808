import type { ComponentId, ComponentSpec, Plain, ValueType } from "./component.ts";
import type { MessageKind } from "./kinds.ts";
import type { Invariant, Rule } from "./rule.ts";
import type { Fact, Vocabulary } from "./vocabulary.ts";

/** What the sources leave open, or a limit they give: a platform option of the language. */
export interface Knob {
  /** kebab-case, as in the language. */
  readonly name: string;
  readonly type: ValueType;
  readonly default: string | number | boolean;
  /** The least value that makes sense, in base units; 0 when nothing is said. Open questions may go below: a platform bears it. */
  readonly least?: number;
  readonly doc: string;
  /** Citation, or `[inference]`. */
  readonly source: string;
}

/** A named set of knob values: `profile ngdr`. */
export interface Profile {
  readonly name: string;
  readonly doc: string;
  readonly source: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** What a timeline statement does when its moment has come. */
export interface Delivery {
  readonly to: ComponentId;
  readonly kind: MessageKind;
  readonly a?: number;
  readonly b?: number;
  readonly data?: Plain;
}

/** A mistake that only the platform can see. Positions are the fact's. */
export interface BuildProblem {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly span: Fact["span"];
}

export interface BuildInput {
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly declarations: readonly Fact[];
  readonly timeline: readonly { readonly action: Fact; readonly label: string }[];
}

/** All components of one scenario, by index, and what its timeline delivers to whom. */
export interface World {
  readonly components: readonly ComponentSpec[];
  /** Parallel to `BuildInput.timeline`. */
  readonly deliveries: readonly (readonly Delivery[])[];
  /** Messages of time zero, before the first timeline statement, in order. */
  readonly initially: readonly Delivery[];
  /** How often each of the things may happen that `Effects.spend` is asked for. Default: there are none. */
  readonly budgets?: readonly number[];
  /** Components whose work keeps the scenario going: operations. It ends when all of them say so and every workload is drained. */
  readonly faulted: boolean;
}

/**
 * A documented system: words, operations, rules. Mostly data. Pure: the same input builds the same world.
 * Entered only through the registry.
 */
export interface Platform {
  /** `sun-enterprise`. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Keys of the sources that rules, knobs and phases cite. */
  readonly sources: Readonly<Record<string, string>>;
  readonly knobs: readonly Knob[];
  readonly profiles: readonly Profile[];
  readonly defaultProfile: string;
  readonly vocabulary: Vocabulary;
  /** Why its operations end otherwise than well, by the names that follow `refused with`. */
  readonly errors?: readonly {
    readonly name: string;
    readonly says: string;
    readonly source: string;
  }[];
  /** Every phase of its operations, by the names that `phase` is compared with. */
  readonly phases?: readonly {
    readonly name: string;
    readonly title: string;
    readonly source: string;
  }[];
  readonly rules: readonly Rule[];
  readonly invariants: readonly Invariant[];
  /** Throws nothing; problems that types cannot express come back as data. */
  readonly build: (
    input: BuildInput,
  ) => { readonly world: World } | { readonly problems: readonly BuildProblem[] };
}

/** The platforms by name, as the registry gives them. */
export type Catalogue = Readonly<Record<string, Platform>>;
