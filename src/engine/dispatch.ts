import { InvariantViolation } from "../base/invariant-violation.ts";
import { MAILBOX_MAX } from "../base/limits.ts";
import type { ComponentClass, Handler } from "../model/component.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKindCount, messageName } from "../model/kinds.ts";

type AnyHandler = Handler<unknown, unknown>;

/** A component class made ready for the kernel: its handlers by message kind. */
export interface Dispatch {
  readonly name: string;
  /** By message kind; kinds that the class does not handle have nothing there. */
  readonly handlers: readonly (AnyHandler | undefined)[];
  /** By message kind: which of the component's timers this is. */
  readonly timers: readonly number[];
  /** How many timers a component of this class can have. */
  readonly timerCount: number;
  /** Which of them stand for the end of somebody's patience. */
  readonly limits: ReadonlySet<MessageKind>;
  readonly mailboxMax: number;
  /** As the class says; null: every message is taken. */
  readonly accepts: ((state: unknown, kind: MessageKind) => boolean) | null;
}

/** The tables of nobody. */
export const NO_HANDLERS: Dispatch = {
  name: "nobody",
  handlers: [],
  timers: [],
  timerCount: 0,
  limits: new Set(),
  mailboxMax: 0,
  accepts: null,
};

const known = new WeakMap<ComponentClass<unknown, unknown>, Dispatch>();

/** The dispatch tables of a class, made once. */
export function dispatchOf(
  of: ComponentClass<unknown, unknown>,
  tables: WeakMap<ComponentClass<unknown, unknown>, Dispatch> = known,
  wrap: (handler: AnyHandler) => AnyHandler = (handler) => handler,
): Dispatch {
  const made = tables.get(of);
  if (made !== undefined) return made;
  const handlers = new Array<AnyHandler | undefined>(messageKindCount()).fill(undefined);
  const timers = new Array<number>(messageKindCount()).fill(-1);
  for (const [index, [kind, handler]] of of.on.entries()) {
    if (handlers[kind] !== undefined) {
      throw new InvariantViolation(`${of.name} handles ${messageName(kind)} twice`);
    }
    handlers[kind] = wrap(handler);
    timers[kind] = index;
  }
  const dispatch: Dispatch = {
    name: of.name,
    handlers,
    timers,
    timerCount: of.on.length,
    limits: new Set(of.limits),
    mailboxMax: of.mailboxMax ?? MAILBOX_MAX,
    accepts: of.accepts ?? null,
  };
  tables.set(of, dispatch);
  return dispatch;
}
