import type { Platform } from "../model/platform.ts";
import type {
  EntityKind,
  EventSpec,
  Form,
  GlobalSpec,
  PredicateSpec,
} from "../model/vocabulary.ts";
import type { Expression } from "../syntax/ast.ts";
import { FormIndex } from "./matching/form-index.ts";
import { Scope } from "./scope.ts";
import type { SourceFile } from "./source-file.ts";

/** What a predicate means, as an expression with its text. */
export interface Meaning {
  readonly source: SourceFile;
  readonly node: Expression;
}

/** A platform's tables, arranged for looking up. Made once per platform; each part on first use. */
export class PlatformWords {
  readonly platform: Platform;
  readonly kinds: ReadonlyMap<string, EntityKind>;
  readonly events: ReadonlyMap<string, EventSpec>;
  readonly globals: ReadonlyMap<string, GlobalSpec>;
  /** What exists without being declared. */
  readonly builtIn: Scope;
  readonly #contexts = new Map<string, FormIndex<Form>>();
  #predicates: FormIndex<PredicateSpec> | undefined;
  #ruleIds: ReadonlySet<string> | undefined;
  #softKinds: ReadonlySet<string> | undefined;
  /** Meanings of predicates that were parsed: of each, by the set of slots that were given, a bit each. */
  readonly meanings = new Map<PredicateSpec, Map<number, Meaning>>();

  constructor(platform: Platform) {
    const { kinds, events, globals, builtIn } = platform.vocabulary;
    this.platform = platform;
    this.kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    this.events = new Map(events.map((event) => [event.name, event]));
    this.globals = new Map(globals.map((global) => [global.name, global]));
    this.builtIn = new Scope(undefined);
    for (const { kind, name } of builtIn) {
      this.builtIn.declare({ kind, name, isSoft: false, isImported: false, isUsed: true });
    }
  }

  /** The forms of a context; nothing when the platform has no such context. */
  forms(context: string): FormIndex<Form> | undefined {
    const known = this.#contexts.get(context);
    if (known !== undefined) return known;
    const { contexts } = this.platform.vocabulary;
    const forms = Object.hasOwn(contexts, context) ? contexts[context] : undefined;
    if (forms === undefined) return undefined;
    const index = new FormIndex(forms);
    this.#contexts.set(context, index);
    return index;
  }

  /** Every context in which a statement may begin with this word. */
  contextsOf(head: string): readonly string[] {
    const names = Object.keys(this.platform.vocabulary.contexts);
    return names.filter((context) => this.forms(context)?.heads.includes(head));
  }

  get predicates(): FormIndex<PredicateSpec> {
    this.#predicates ??= new FormIndex(this.platform.vocabulary.predicates);
    return this.#predicates;
  }

  /** Names of rules and invariants. */
  get ruleIds(): ReadonlySet<string> {
    const { rules, invariants } = this.platform;
    this.#ruleIds ??= new Set([...rules, ...invariants].map(({ id }) => id));
    return this.#ruleIds;
  }

  /** Kinds that something else declares by mentioning them, so that declaring one has no effect by itself. */
  get softKinds(): ReadonlySet<string> {
    this.#softKinds ??= new Set(
      Object.values(this.platform.vocabulary.contexts)
        .flat()
        .flatMap(({ pattern }) => [...pattern.matchAll(/:soft ([\w/-]+)>/g)])
        .flatMap(([, kinds = ""]) => kinds.split("/")),
    );
    return this.#softKinds;
  }

  /** The kind that `word(name)` selects: its own name or its accessor's. */
  kindCalled(word: string): EntityKind | undefined {
    const kind = this.kinds.get(word);
    if (kind !== undefined) return kind;
    for (const candidate of this.kinds.values()) if (candidate.accessor === word) return candidate;
    return undefined;
  }
}

const KNOWN = new WeakMap<Platform, PlatformWords>();

/** The arranged tables of a platform, the same ones every time. */
export function wordsOf(platform: Platform): PlatformWords {
  const known = KNOWN.get(platform);
  if (known !== undefined) return known;
  const words = new PlatformWords(platform);
  KNOWN.set(platform, words);
  return words;
}
