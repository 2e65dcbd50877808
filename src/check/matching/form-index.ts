import { compilePattern, type Pattern, type PatternNode } from "./pattern.ts";

/** Something with a pattern: a statement form or a predicate. */
export interface Patterned {
  readonly pattern: string;
}

/** A form with its pattern, which is compiled when it is first tried. */
export class Candidate<T extends Patterned> {
  readonly spec: T;
  #pattern: Pattern | undefined;

  constructor(spec: T) {
    this.spec = spec;
  }

  get pattern(): Pattern {
    this.#pattern ??= compilePattern(this.spec.pattern);
    return this.#pattern;
  }
}

/** The forms of one context, found by the word that begins them. */
export class FormIndex<T extends Patterned> {
  readonly all: readonly Candidate<T>[];
  readonly #byHead = new Map<string, Candidate<T>[]>();
  /** Those that may begin with a slot, and so with any word. */
  readonly #open: readonly Candidate<T>[];
  readonly #cache = new Map<string, readonly Candidate<T>[]>();

  constructor(forms: readonly T[]) {
    this.all = forms.map((form) => new Candidate(form));
    const open: Candidate<T>[] = [];
    for (const candidate of this.all) {
      const heads = headsOf(candidate);
      if (heads === undefined) open.push(candidate);
      else for (const head of heads) this.#at(head).push(candidate);
    }
    this.#open = open;
  }

  /** The words that may begin a statement here, in the order of the table. */
  get heads(): readonly string[] {
    return [...this.#byHead.keys()];
  }

  /** Those that this word may begin, in the order of the table; those that begin with a slot come last. */
  candidates(head: string | undefined): readonly Candidate<T>[] {
    if (head === undefined) return this.#open;
    const closed = this.#byHead.get(head);
    if (closed === undefined) return this.#open;
    if (this.#open.length === 0) return closed;
    const cached = this.#cache.get(head);
    if (cached !== undefined) return cached;
    const both = [...closed, ...this.#open];
    this.#cache.set(head, both);
    return both;
  }

  #at(head: string): Candidate<T>[] {
    const known = this.#byHead.get(head);
    if (known !== undefined) return known;
    const list: Candidate<T>[] = [];
    this.#byHead.set(head, list);
    return list;
  }
}

/** The words that can begin a form; nothing when any can. Most patterns begin with a plain word and stay uncompiled. */
function headsOf<T extends Patterned>(candidate: Candidate<T>): readonly string[] | undefined {
  const { pattern } = candidate.spec;
  const plain = /^\s*([A-Za-z_][\w-]*)/.exec(pattern)?.[1];
  if (plain !== undefined) return [plain];
  return firstWords(candidate.pattern.start);
}

function firstWords(node: PatternNode): readonly string[] | undefined {
  if (node.kind === "word") return [node.text];
  if (node.kind === "flag") return firstWords(node.next);
  if (node.kind !== "either") return undefined;
  const all = node.branches.map(firstWords);
  return all.every((words) => words !== undefined) ? [...new Set(all.flat())] : undefined;
}
