/**
 * Message and event kinds are small integers inside the engine and words everywhere else.
 * The numbers depend on loading order and are never written out; hashes use the words.
 */

declare const messageBrand: unique symbol;
declare const eventBrand: unique symbol;
export type MessageKind = number & { readonly [messageBrand]: true };
export type EventKind = number & { readonly [eventBrand]: true };

function internTable(): { readonly names: string[]; readonly intern: (name: string) => number } {
  const names: string[] = [];
  const ids = new Map<string, number>();
  const intern = (name: string): number => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    ids.set(name, names.length);
    names.push(name);
    return names.length - 1;
  };
  return { names, intern };
}

const messages = internTable();
const events = internTable();

/** The kind with this name; the same name gives the same kind, whoever asks. */
export const messageKind = (name: string): MessageKind => messages.intern(name) as MessageKind;
export const messageName = (kind: MessageKind): string => messages.names[kind] ?? "?";

/** The trace-event kind with this name. */
export const eventKind = (name: string): EventKind => events.intern(name) as EventKind;
export const eventName = (kind: EventKind): string => events.names[kind] ?? "?";

/** How many kinds are known now: the size of a table indexed by kind. */
export const messageKindCount = (): number => messages.names.length;
export const eventKindCount = (): number => events.names.length;
