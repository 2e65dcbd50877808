import type { ComponentId } from "../../model/component.ts";
import type { TraceEvent } from "../../model/event.ts";
import type { EventKind } from "../../model/kinds.ts";
import type { Listener } from "../announcer.ts";
import type { Kernel } from "../kernel.ts";
import type { BookState, EventBook } from "./event-book.ts";
import type { Sources } from "./readers.ts";

/** Something that looks at the world after each step in which its sources have changed. */
export interface Observer {
  /** Everything about it that changes during a run. `done`: it need not look any more. */
  readonly state: { done: boolean };
  look(): void;
}

interface Post {
  readonly observer: Observer;
  /** It reads whether events happen now, so that it must look again when they no longer do. */
  readonly readsNow: boolean;
  isDue: boolean;
  hasHeard: boolean;
}

const NO_KINDS: readonly EventKind[] = [];
const NO_POSTS: readonly Post[] = [];

/** Wakes observers when what they depend on has changed. */
export class Observatory implements Listener {
  readonly book: EventBook;
  readonly #kernel: Kernel;
  readonly #posts: Post[] = [];
  // Made when they are needed: many a scenario asks only what it has come to in the end.
  #byComponent: Map<ComponentId, Post[]> | undefined;
  #byKind: Map<EventKind, Post[]> | undefined;
  #due: Post[] = [];

  constructor(kernel: Kernel, book: EventBook) {
    this.#kernel = kernel;
    this.book = book;
  }

  /** Kinds that somebody depends on. */
  get kinds(): readonly EventKind[] {
    return this.#byKind === undefined ? NO_KINDS : [...this.#byKind.keys()];
  }

  /** Some observers must look after the next step, whatever it changes. */
  get isImpatient(): boolean {
    return this.#due.length > 0;
  }

  /** From now on the observer looks when its sources change, and at the first opportunity. */
  add(observer: Observer, sources: Sources, readsNow = false): void {
    const post: Post = { observer, readsNow, isDue: false, hasHeard: false };
    this.#posts.push(post);
    for (const id of sources.components) {
      this.#kernel.watch(id);
      this.#byComponent ??= new Map();
      addTo(this.#byComponent, id, post);
    }
    for (const kind of sources.kinds) {
      this.#byKind ??= new Map();
      addTo(this.#byKind, kind, post);
    }
    this.#wake(post);
  }

  /** Has events of these kinds entered in the book, though nobody looks at once. */
  follow(kinds: readonly EventKind[]): void {
    for (const kind of kinds) {
      this.#byKind ??= new Map();
      if (!this.#byKind.has(kind)) this.#byKind.set(kind, []);
    }
  }

  hear(event: TraceEvent): void {
    this.book.note(event);
    const posts = this.#byKind?.get(event.kind);
    if (posts === undefined || posts.length === 0) return;
    for (const post of posts) {
      post.hasHeard = post.readsNow;
      this.#wake(post);
    }
    this.#kernel.attention = true;
  }

  /** Lets everybody look who should after this step, and begins the next. */
  settle(): void {
    const kernel = this.#kernel;
    for (const id of kernel.touched) {
      for (const post of this.#byComponent?.get(id) ?? NO_POSTS) this.#wake(post);
    }
    kernel.touched.length = 0;
    kernel.attention = false;
    const due = this.#due;
    this.#due = [];
    for (const post of due) post.isDue = false;
    for (const post of due) if (!post.observer.state.done) post.observer.look();
    this.book.moment += 1;
    for (const post of due) {
      if (post.hasHeard) this.#wake(post);
      post.hasHeard = false;
    }
  }

  save(): ObservatoryState {
    return {
      book: this.book.save(),
      posts: this.#posts.map(({ isDue, observer }) => ({ isDue, state: { ...observer.state } })),
    };
  }

  /** Goes back to an earlier point of this run. */
  restore(saved: ObservatoryState): void {
    this.book.restore(saved.book);
    this.#due = [];
    for (const [index, { isDue, state }] of saved.posts.entries()) {
      const post = this.#posts[index];
      if (post === undefined) continue;
      Object.assign(post.observer.state, state);
      post.isDue = false;
      post.hasHeard = false;
      if (isDue) this.#wake(post);
    }
  }

  #wake(post: Post): void {
    if (post.isDue || post.observer.state.done) return;
    post.isDue = true;
    this.#due.push(post);
  }
}

function addTo<K>(map: Map<K, Post[]>, key: K, post: Post): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [post]);
  else if (!others.includes(post)) others.push(post);
}

/** Where every observer stands. */
export interface ObservatoryState {
  readonly book: BookState;
  readonly posts: readonly { readonly isDue: boolean; readonly state: object }[];
}
