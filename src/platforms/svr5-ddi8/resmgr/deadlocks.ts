import type { ComponentId } from "../../../model/component.ts";
import type { Options } from "../knobs.ts";
import type { Open, Waiting } from "./locks.ts";
import { inTheWay, writes } from "./locks.ts";

// Why a begin will never be granted. To the driver all of these are silent: cm_begin_trans returns nothing. [CMB]

/** Which kind of the catalogue, who waits, and for whose transaction. */
export interface Deadlock {
  readonly kind: "DL1" | "DL2" | "DL3" | "DL4" | "DL7";
  readonly waiting: Waiting;
  readonly holder: Open;
}

/** Every begin that waits in vain, as far as transactions alone can tell. */
export function deadlocksOf(
  waiting: readonly Waiting[],
  open: readonly Open[],
  options: Options,
): readonly Deadlock[] {
  return waiting.flatMap((one) => {
    const holders = inTheWay(one, open, options);
    const self = holders.find(({ context }) => context === one.context);
    if (self !== undefined) return [{ kind: selfKind(one, self), waiting: one, holder: self }];
    const left = holders.find(({ isLeft }) => isLeft);
    if (left !== undefined) return [{ kind: "DL7" as const, waiting: one, holder: left }];
    const circle = holders.find(({ context }) =>
      leadsTo(context, one.context, waiting, open, options, []),
    );
    return circle === undefined ? [] : [{ kind: "DL4" as const, waiting: one, holder: circle }];
  });
}

/** What it is that somebody waits for himself. */
function selfKind(one: Waiting, holder: Open): Deadlock["kind"] {
  if (!writes(holder)) return "DL3";
  if (one.mode === "new") return "DL2";
  return one.key === holder.key ? "DL1" : "DL4";
}

/** Whether a context waits, through whomever, for another. */
function leadsTo(
  from: ComponentId,
  to: ComponentId,
  waiting: readonly Waiting[],
  open: readonly Open[],
  options: Options,
  seen: readonly ComponentId[],
): boolean {
  if (from === to) return true;
  if (seen.includes(from)) return false;
  return waiting
    .filter(({ context }) => context === from)
    .some((one) =>
      inTheWay(one, open, options).some(({ context }) =>
        leadsTo(context, to, waiting, open, options, [...seen, from]),
      ),
    );
}
