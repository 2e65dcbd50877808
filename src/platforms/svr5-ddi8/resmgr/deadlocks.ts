import type { ComponentId } from "../../../model/component.ts";
import type { Open, Waiting } from "./locks.ts";
import { inFront, inTheWay, writes } from "./locks.ts";
import type { ResmgrConfig, ResmgrState } from "./resmgr-state.ts";
import type { ProgramStep } from "./steps.ts";

// Why a begin will never be granted. To the driver all of these are silent: cm_begin_trans returns nothing. [CMB]

/** Which kind of the catalogue, who waits, and for whose transaction. */
export interface Deadlock {
  readonly kind: "DL1" | "DL2" | "DL3" | "DL4" | "DL5" | "DL6" | "DL7" | "DL8" | "nested read";
  readonly waiting: Waiting;
  readonly holder: Open;
}

type Situation = Pick<ResmgrState, "waiting" | "open" | "awaiting" | "stalled">;

/** Every begin that waits in vain, as far as can be told now. */
export function deadlocksOf(now: Situation, config: ResmgrConfig): readonly Deadlock[] {
  return now.waiting.flatMap((waiting) => {
    const holders = inTheWay(waiting, now.open, config.options);
    const found =
      ofItself(waiting, holders) ??
      ofTheGone(waiting, holders, now) ??
      ofSignals(waiting, holders, now, config) ??
      ofCircles(waiting, holders, now, config);
    return found === undefined ? [] : [found];
  });
}

type Found = Deadlock | undefined;

/** It waits for itself. */
function ofItself(waiting: Waiting, holders: readonly Open[]): Found {
  const holder = holders.find(({ context }) => context === waiting.context);
  return holder === undefined ? undefined : { kind: selfKind(waiting, holder), waiting, holder };
}

function selfKind(one: Waiting, holder: Open): Deadlock["kind"] {
  if (!writes(holder)) return "DL3";
  if (one.mode === "new") return "DL2";
  return one.key === holder.key ? "DL1" : "DL4";
}

/** The holder has left it open, or its processor stands still. */
function ofTheGone(waiting: Waiting, holders: readonly Open[], { stalled }: Situation): Found {
  const left = holders.find(({ isLeft }) => isLeft);
  if (left !== undefined) return { kind: "DL7", waiting, holder: left };
  const still = holders.find(({ context }) => stalled.includes(context));
  return still === undefined ? undefined : { kind: "DL8", waiting, holder: still };
}

/** The holder awaits a signal that only this one will give, when it has begun. */
function ofSignals(
  waiting: Waiting,
  holders: readonly Open[],
  { awaiting }: Situation,
  { steps }: ResmgrConfig,
): Found {
  const promised = signalsAfter(waiting.step, steps);
  const holder = holders.find(({ context }) =>
    awaiting.some(({ signal, asker }) => asker.id === context && promised.includes(signal)),
  );
  if (holder === undefined) return undefined;
  const isConfig = steps[holder.step]?.entry.startsWith("CFG_") === true;
  const isHpci = steps[waiting.step]?.entry === "HPCI";
  return { kind: isConfig && isHpci ? "DL6" : "DL5", waiting, holder };
}

/** What a program will signal from this step on. */
function signalsAfter(step: number, steps: readonly ProgramStep[]): readonly number[] {
  const rest = steps.slice(step);
  const end = rest.findIndex((one) => one.step.kind === "leave");
  return rest.slice(0, end).flatMap((one) => (one.step.kind === "signal" ? [one.step.signal] : []));
}

/** Others wait, through whomever, for this one. */
function ofCircles(
  waiting: Waiting,
  holders: readonly Open[],
  now: Situation,
  config: ResmgrConfig,
): Found {
  const holder = holders.find(({ context }) => leadsTo(context, waiting.context, now, config, []));
  if (holder !== undefined) return { kind: "DL4", waiting, holder };
  const own = now.open.find(({ context }) => context === waiting.context);
  const isBehind = inFront(waiting, now.waiting, config.options).some(({ context }) =>
    leadsTo(context, waiting.context, now, config, []),
  );
  return own !== undefined && isBehind ? { kind: "nested read", waiting, holder: own } : undefined;
}

/** Whether a context waits, through whomever, for another. */
function leadsTo(
  from: ComponentId,
  to: ComponentId,
  now: Situation,
  config: ResmgrConfig,
  seen: readonly ComponentId[],
): boolean {
  if (from === to) return true;
  if (seen.includes(from)) return false;
  return now.waiting
    .filter(({ context }) => context === from)
    .some((one) =>
      [
        ...inTheWay(one, now.open, config.options),
        ...inFront(one, now.waiting, config.options),
      ].some(({ context }) => leadsTo(context, to, now, config, [...seen, from])),
    );
}
