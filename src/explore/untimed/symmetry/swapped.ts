import { canonicalText } from "../../canonical.ts";
import type { Outcome, Parcel } from "../rehearsal.ts";

// What becomes of messages and outcomes when components change places.

/** Who takes whose place. */
export type Places = (component: number) => number;

/** A message from whoever takes the place of its sender. */
export function swappedParcel(parcel: Parcel, places: Places): Parcel {
  return { ...parcel, from: places(parcel.from) };
}

/** An outcome as a text, with everybody in his new place; messages to different receivers have no order. */
export function outcomeText(outcome: Outcome, places: Places): string {
  const { sends, timers, emissions, ...rest } = outcome;
  const moved = {
    ...rest,
    sends: sends
      .map(({ to, parcel }) => ({ to: places(to), parcel: swappedParcel(parcel, places) }))
      .toSorted((one, other) => one.to - other.to),
    timers: timers.map(({ kind, parcel }) => ({
      kind,
      parcel: parcel === null ? null : swappedParcel(parcel, places),
    })),
    emissions: emissions.map(({ kind, subject, value }) => [kind, places(subject), value]),
  };
  return canonicalText(moved);
}
