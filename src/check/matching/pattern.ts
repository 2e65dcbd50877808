import { InvariantViolation } from "../../base/invariant-violation.ts";

// A pattern such as `device <device:new device> [: <class:(tape|disk)>] [using <driver:soft driver>]` becomes a
// small graph: every node knows what may follow, an optional part leads to what stands behind it.

/** Slot types whose values are computed: quantities, texts, truth. */
export type ValueWord =
  | "duration"
  | "size"
  | "rate"
  | "number"
  | "integer"
  | "percent"
  | "text"
  | "boolean"
  | "moment";

/** What a slot takes. */
export type SlotType =
  | { readonly kind: "value"; readonly type: ValueWord }
  | { readonly kind: "range" }
  | { readonly kind: "name" }
  | { readonly kind: "new"; readonly of: string }
  | { readonly kind: "entity"; readonly kinds: readonly string[]; readonly soft: boolean }
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "condition" }
  | { readonly kind: "phrase"; readonly context: string };

/** A place in a pattern that takes a term, or a flag that records an optional word. */
export interface Slot {
  readonly index: number;
  readonly name: string;
  readonly type: SlotType | { readonly kind: "flag" };
}

/** One step of a pattern. */
export type PatternNode =
  | { readonly kind: "word"; readonly text: string; readonly next: PatternNode }
  | { readonly kind: "mark"; readonly text: string; readonly next: PatternNode }
  | {
      readonly kind: "slot";
      readonly slot: Slot;
      readonly type: SlotType;
      readonly next: PatternNode;
    }
  | { readonly kind: "flag"; readonly slot: Slot; readonly next: PatternNode }
  | { readonly kind: "either"; readonly branches: readonly PatternNode[] }
  | { readonly kind: "end" };

/** A pattern ready to be matched. */
export interface Pattern {
  readonly start: PatternNode;
  readonly slots: readonly Slot[];
  /** Slots that declare a name. */
  readonly fresh: readonly SlotOf<"new">[];
  /** Slots that refer to something, and those of them for which mentioning is enough. */
  readonly entities: readonly SlotOf<"entity">[];
  readonly soft: readonly SlotOf<"entity">[];
}

/** A slot of one kind of type. */
export interface SlotOf<Kind extends SlotType["kind"]> extends Slot {
  readonly type: Extract<SlotType, { readonly kind: Kind }>;
}

const VALUE_WORDS: ReadonlySet<string> = new Set<ValueWord>([
  "duration",
  "size",
  "rate",
  "number",
  "integer",
  "percent",
  "text",
  "boolean",
  "moment",
]);

type Part =
  | { readonly kind: "word" | "mark"; readonly text: string }
  | { readonly kind: "slot"; readonly slot: Slot; readonly type: SlotType }
  | { readonly kind: "optional"; readonly parts: readonly Part[]; readonly flag?: Slot }
  | { readonly kind: "choice"; readonly branches: readonly (readonly Part[])[] };

const TOKEN = /\s*(?:<([^<>:]+):([^<>]+)>|([A-Za-z_][\w-]*)|([[\]()|:=,]))/y;

/** Reads a pattern. A malformed one is a fault of its platform, found by the first test that touches it. */
export function compilePattern(text: string): Pattern {
  const reader = new PatternReader(text);
  const parts = reader.parts("");
  const { slots } = reader;
  const entities = slots.filter(isOf("entity"));
  return {
    start: link(parts, { kind: "end" }),
    slots,
    fresh: slots.filter(isOf("new")),
    entities,
    soft: entities.filter(({ type }) => type.soft),
  };
}

function isOf<Kind extends SlotType["kind"]>(kind: Kind): (slot: Slot) => slot is SlotOf<Kind> {
  return (slot): slot is SlotOf<Kind> => slot.type.kind === kind;
}

class PatternReader {
  readonly slots: Slot[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trimEnd();
  }

  /** Parts up to one of the given closing marks, which is consumed; `""` reads to the end. */
  parts(closing: string): readonly Part[] {
    const parts: Part[] = [];
    while (this.#at < this.#text.length) {
      const [, slotName, slotType = "", word, mark = ""] = this.#token();
      if (slotName !== undefined) parts.push(this.#slot(slotName, slotType));
      else if (word !== undefined) parts.push({ kind: "word", text: word });
      else if (closing.includes(mark)) return this.#closed(parts, mark);
      else parts.push(this.#marked(mark));
    }
    if (closing !== "") throw this.#malformed(`\`${closing}\` is missing`);
    return parts;
  }

  #token(): RegExpExecArray {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    if (found === null) throw this.#malformed("unknown notation");
    this.#at = TOKEN.lastIndex;
    return found;
  }

  #closed(parts: readonly Part[], mark: string): readonly Part[] {
    if (parts.length === 0) throw this.#malformed(`nothing before \`${mark}\``);
    // A choice goes on after `|`; its reader looks at the mark again.
    this.#lastMark = mark;
    return parts;
  }

  #lastMark = "";

  #marked(mark: string): Part {
    if (mark === "[") return this.#optional();
    if (mark === "(") return this.#choice();
    if (mark === ":" || mark === "=" || mark === ",") return { kind: "mark", text: mark };
    throw this.#malformed(`unexpected \`${mark}\``);
  }

  #optional(): Part {
    const parts = this.parts("]");
    if (!parts.every(({ kind }) => kind === "word")) return { kind: "optional", parts };
    const name = parts.map((part) => ("text" in part ? part.text : "")).join("-");
    return { kind: "optional", parts, flag: this.#newSlot(name, { kind: "flag" }) };
  }

  #choice(): Part {
    const branches: (readonly Part[])[] = [];
    do branches.push(this.parts("|)"));
    while (this.#lastMark === "|");
    return { kind: "choice", branches };
  }

  #slot(name: string, typeText: string): Part {
    const type = slotTypeOf(typeText.trim());
    if (type === undefined) throw this.#malformed(`no slot type is called \`${typeText}\``);
    return { kind: "slot", slot: this.#newSlot(name, type), type };
  }

  #newSlot(name: string, type: Slot["type"]): Slot {
    const slot = { index: this.slots.length, name, type };
    this.slots.push(slot);
    return slot;
  }

  #malformed(why: string): InvariantViolation {
    return new InvariantViolation(`pattern \`${this.#text}\`, at ${this.#at}: ${why}`);
  }
}

/** The slot type that this notation means: `soft driver`, `(tape|disk)`, `duration`. */
export function slotTypeOf(text: string): SlotType | undefined {
  if (VALUE_WORDS.has(text)) return { kind: "value", type: text as ValueWord };
  if (text === "range" || text === "name" || text === "condition") return { kind: text };
  if (text.startsWith("(") && text.endsWith(")")) {
    return {
      kind: "word",
      words: text
        .slice(1, -1)
        .split("|")
        .map((word) => word.trim()),
    };
  }
  const [, role, rest = ""] = /^(?:(new|soft|phrase)\s+)?([\w/-]+)$/.exec(text) ?? [];
  if (rest === "") return undefined;
  if (role === "new") return { kind: "new", of: rest };
  if (role === "phrase") return { kind: "phrase", context: rest };
  return { kind: "entity", kinds: rest.split("/"), soft: role === "soft" };
}

function link(parts: readonly Part[], next: PatternNode): PatternNode {
  return parts.reduceRight(linkOne, next);
}

function linkOne(next: PatternNode, part: Part): PatternNode {
  switch (part.kind) {
    case "slot":
      return { kind: "slot", slot: part.slot, type: part.type, next };
    case "optional": {
      const { flag } = part;
      const behind = flag === undefined ? next : ({ kind: "flag", slot: flag, next } as const);
      return { kind: "either", branches: [link(part.parts, behind), next] };
    }
    case "choice":
      return { kind: "either", branches: part.branches.map((branch) => link(branch, next)) };
    default:
      return { kind: part.kind, text: part.text, next };
  }
}

/** A pattern as a reader of messages should see it: `device <device> [: (tape|disk)] [using <driver>]`. */
export function readablePattern(text: string): string {
  return text
    .replaceAll(/<[^<>:]+:\s*\(([^<>]*)\)>/g, "($1)")
    .replaceAll(/<([^<>:]+):[^<>]+>/g, "<$1>");
}
