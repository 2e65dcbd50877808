import type { ComponentId } from "../../../model/component.ts";
import type { Options } from "../knobs.ts";
import type { RecordData } from "./records.ts";

// Who may begin: a transaction waits for others of its lock domain, and in its turn.

export type Mode = "read" | "write" | "new";

/** A begin that waits to be granted. */
export interface Waiting {
  readonly context: ComponentId;
  readonly key: number;
  readonly mode: Mode;
  readonly token: number;
  /** The step that asks, by its number among all. */
  readonly step: number;
  /** Readers that came later and began before it. */
  readonly overtaken: number;
}

/** A transaction under way. */
export interface Open {
  readonly context: ComponentId;
  readonly key: number;
  readonly mode: Mode;
  readonly since: number;
  /** What it sees, with its own changes; null where it sees what is committed, or there is no record. */
  readonly view: RecordData | null;
  readonly isOwn: boolean;
  /** Params that it has read. */
  readonly seen: readonly string[];
  /** Params of which it has deleted the values. */
  readonly deleted: readonly string[];
  /** Its program is over: nobody will end it. */
  readonly isLeft: boolean;
  /** The step that began it. */
  readonly step: number;
}

export const writes = ({ mode }: Pick<Open, "mode">): boolean => mode !== "read";

/** Whether the two are of one lock domain. */
export const isShared = (
  one: { readonly key: number },
  other: { readonly key: number },
  o: Options,
) => o.scope === "global" || one.key === other.key;

/** The transactions that one has to wait for. */
export const inTheWay = (
  one: Pick<Waiting, "key" | "mode">,
  open: readonly Open[],
  options: Options,
): readonly Open[] =>
  open.filter((other) => isShared(one, other, options) && conflicts(one, other, options));

function conflicts(
  one: Pick<Waiting, "mode">,
  other: Pick<Open, "mode">,
  { readers }: Options,
): boolean {
  if (writes(one)) return writes(other) || readers !== "share-commit";
  return writes(other) && readers === "block";
}

/** Who of those that wait may begin now, the one whose turn it is; −1: nobody. `draw` gives a number below its argument. */
export function nextOf(
  waiting: readonly Waiting[],
  open: readonly Open[],
  options: Options,
  draw: (below: number) => number,
): number {
  const free = waiting.flatMap((one, at) =>
    inTheWay(one, open, options).length === 0 && isItsTurn(one, at, waiting, options) ? [at] : [],
  );
  if (free.length === 0) return -1;
  if (options.grant === "lifo") return free.at(-1) ?? -1;
  if (options.grant === "random") return free[draw(free.length)] ?? -1;
  return free[0] ?? -1;
}

/** Others that wait and have to begin before this one can. */
export const inFront = (
  one: Waiting,
  waiting: readonly Waiting[],
  options: Options,
): readonly Waiting[] => {
  const at = waiting.indexOf(one);
  if (isItsTurn(one, at, waiting, options)) return [];
  return waiting.filter((other, place) => {
    const others = waiting.filter((_, index) => index !== place);
    const isFreed = isItsTurn(one, others.indexOf(one), others, options);
    return other !== one && (isFreed || place < at) && isShared(one, other, options);
  });
};

/** Nobody overtakes where the order of asking counts; a reader that needs nobody's leave queues behind nobody. */
function isItsTurn(
  one: Waiting,
  at: number,
  waiting: readonly Waiting[],
  options: Options,
): boolean {
  const { grant, readers } = options;
  if (!writes(one) && readers !== "block") return true;
  const others = (earlier: boolean): readonly Waiting[] =>
    (earlier ? waiting.slice(0, at) : waiting).filter(
      (other) => other !== one && isShared(one, other, options),
    );
  switch (grant) {
    case "fifo":
      return others(true).length === 0;
    case "reader-pref":
      return !writes(one) || others(false).every(writes);
    case "writer-pref":
      return writes(one) || !others(false).some(writes);
    case "lifo":
    case "random":
      return true;
  }
}
