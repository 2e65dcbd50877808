import type { Enabled } from "./kernel.ts";

/**
 * Of what is pending at one instant, in its written order: what could come first. Recalled messages go before everything
 * else, in their order; the ends of somebody's patience come when nothing else is left, since an answer at the deadline is in
 * time. What one component sends to another arrives in the order in which it was sent. All else that falls on one instant may
 * come in any order; the first of the candidates is what a run takes.
 */
export function candidates(enabled: readonly Enabled[]): readonly Enabled[] {
  const [first] = enabled;
  if (first === undefined || enabled.length === 1 || first.class === "recalled") {
    return enabled.slice(0, 1);
  }
  const others = enabled.filter((one) => one.class !== "limit");
  if (others.length === 0) return enabled;
  return others.filter(
    (one, at) =>
      one.class !== "message" || others.findIndex((before) => isSameWay(one, before)) === at,
  );
}

function isSameWay(one: Enabled, other: Enabled): boolean {
  return other.class === "message" && one.from === other.from && one.to === other.to;
}
