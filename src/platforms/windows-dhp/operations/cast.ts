import type { ComponentId } from "../../../model/component.ts";
import type { Precedence } from "../../../model/phase.ts";

/** Whom operations ask. */
export interface Cast {
  readonly kernel: ComponentId;
  readonly chipset: ComponentId;
  readonly processors: readonly ComponentId[];
  /** Every device, parents before children. */
  readonly tree: readonly TreeNode[];
}

export interface TreeNode {
  readonly id: ComponentId;
  readonly parent: ComponentId;
  /** 0 at the root. */
  readonly depth: number;
  readonly isPageable: boolean;
  /** The host bridge's unit; `NOBODY` when its devices are there from the beginning. */
  readonly unit: ComponentId;
}

/** Devices and the order in which they are asked. */
export interface Ordered {
  readonly who: readonly ComponentId[];
  readonly order: Precedence;
}

/** Children before their parents: deeper devices first. [WDK:handling-irp-mn-set-power-for-system-power-states] */
export function downwards(nodes: readonly TreeNode[], width: number): Ordered {
  const who = nodes.toSorted((one, other) => other.depth - one.depth).map(({ id }) => id);
  const places = placesOf(who);
  const after: number[][] = who.map(() => []);
  for (const { id, parent } of nodes) {
    const [child, above] = [places.get(id), places.get(parent)];
    if (child !== undefined && above !== undefined) after[above]?.push(child);
  }
  return { who, order: { after, width } };
}

/** Parents before their children. [WDK:handling-irp-mn-set-power-for-system-power-states] */
export function upwards(nodes: readonly TreeNode[], width: number): Ordered {
  const who = nodes.map(({ id }) => id);
  const places = placesOf(who);
  const after = nodes.map(({ parent }) => {
    const above = places.get(parent);
    return above === undefined ? [] : [above];
  });
  return { who, order: { after, width } };
}

const placesOf = (who: readonly ComponentId[]): ReadonlyMap<ComponentId, number> =>
  new Map(who.map((id, place) => [id, place]));
