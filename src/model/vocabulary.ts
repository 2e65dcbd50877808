import type { FieldSpec } from "./component.ts";
import type { EventKind } from "./kinds.ts";

/**
 * The words of a platform. The grammar knows phrases only; these tables say which phrases exist, where,
 * what their parts mean, and how they are documented. Checker, completion and reference pages read them.
 *
 * Pattern notation: words stand for themselves; `<name:type>` is a slot; `[ … ]` is optional, and an optional
 * part that holds only words is recorded as a flag under its words joined by `-`; `( a | b )` is a choice of words, recorded under the
 * choice's own name when written `<name:(a|b)>`; `:` `=` `,` stand for themselves.
 *
 * Slot types:
 *   duration size rate number integer percent text boolean moment   a typed value (`let` names, examples, choices and parentheses welcome)
 *   range             two integers: `0..7`, or one
 *   name              any word, not resolved
 *   new KIND          declares an entity of this kind
 *   KIND              refers to a declared entity of this kind; `KIND/KIND` to either
 *   soft KIND         refers, and declares it when nothing else does
 *   (a|b|c)           one of these words
 *   condition         a boolean expression in parentheses
 *   phrase CONTEXT    a phrase of another context, in place
 */
export interface Form {
  /** Unique within the platform: `device`, `suspend-takes`. What `Fact.form` says. */
  readonly id: string;
  readonly pattern: string;
  /** Context of the statements inside its braces. Absent: no block allowed. */
  readonly block?: string;
  /** A block is required. */
  readonly blockRequired?: boolean;
  /** One sentence for the reference page and the editor. */
  readonly doc: string;
  /** A complete statement; parsed and checked by the tests. */
  readonly example: string;
  readonly source?: string;
  /** At most once in its block. Default true for leaves without a `new` slot, so that a repetition is a diagnostic; `false` allows several. */
  readonly once?: boolean;
  /** Further entities that it declares: `cpu 6..7` declares cpu6 and cpu7. Given the settled arguments. */
  readonly declares?: (args: Args) => readonly { readonly kind: string; readonly name: string }[];
  /** The rule that this behaviour breaks, if it does. */
  readonly breaks?: string;
  /**
   * The kind of entity that `as NAME` at the statement's end names: `operation` on every action that starts one, so
   * that an unlabelled operation gets its `run1`, `run2`, …. Absent: the statement takes no label. A written label is
   * also the argument `label`.
   */
  readonly labels?: string;
  /** A scenario's phrase of the same name adds its block to the file's instead of replacing it. */
  readonly merges?: boolean;
  /** Legality beyond types, on settled arguments: gives a message when the phrase makes no sense. */
  readonly check?: (args: Args) => { readonly message: string; readonly help?: string } | undefined;
}

/** A settled argument. Durations in ticks, sizes in bytes, rates per second, percent as a fraction; entities by name. */
export type ArgValue =
  | string
  | number
  | boolean
  | { readonly from: number; readonly to: number }
  | Fact
  | Condition;
export type Args = Readonly<Record<string, ArgValue>>;

/** An expression that an argument carries, for the judge to evaluate during the run. Index into the plan's `conditions`. */
export interface Condition {
  readonly condition: number;
}

/** A phrase after matching: which form, with which arguments. */
export interface Fact {
  readonly form: string;
  readonly args: Args;
  readonly body: readonly Fact[];
  /** Offsets and file of the statement, for messages. */
  readonly span: { readonly file: string; readonly start: number; readonly end: number };
}

/** A kind of entity and what expectations can read of it. */
export interface EntityKind {
  readonly kind: string;
  /** A word that names one of this kind in expressions, beside the kind's own: `io` in `io(db).lost`. */
  readonly accessor?: string;
  readonly doc: string;
  readonly fields: Readonly<Record<string, FieldSpec<never>>>;
}

/** An event that expectations can name: `dma(sd0)`, `panic`. */
export interface EventSpec {
  readonly name: string;
  readonly kind: EventKind;
  /** Kinds of entity it takes as its argument; absent: none. */
  readonly of?: readonly string[];
  readonly doc: string;
}

/** A name that stands for a field of one component: `quiesced`. */
export interface GlobalSpec {
  readonly name: string;
  readonly entity: { readonly kind: string; readonly name: string };
  readonly field: string;
  readonly doc: string;
}

/** A predicate phrase of expectations, as an expression in the language's own text: `<op:operation> succeeded` → `op.outcome == succeeded`. */
export interface PredicateSpec {
  readonly id: string;
  readonly pattern: string;
  /** The same in terms of fields; slot names stand for the arguments; parts in `[ ]` apply when their optional slot was given. */
  readonly means: string;
  readonly doc: string;
  readonly example: string;
}

export interface Vocabulary {
  /**
   * Contexts that every platform has: `declaration` (file and scenario level), `action` (timeline).
   * Others are named by the forms' `block`s and `phrase` slots.
   */
  readonly contexts: Readonly<Record<string, readonly Form[]>>;
  readonly kinds: readonly EntityKind[];
  readonly events: readonly EventSpec[];
  readonly globals: readonly GlobalSpec[];
  readonly predicates: readonly PredicateSpec[];
  /** Kinds that can break rules, where one name may stand for things of several kinds. Default: every kind. */
  readonly blamed?: readonly string[];
  /** Entities that exist without being declared: `init`, the machine. */
  readonly builtIn: readonly { readonly kind: string; readonly name: string }[];
}
