import type { ComponentId } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import type { Options } from "../knobs.ts";
import { Arrival, Holds, Msg } from "../protocol.ts";
import { acquire, each, ordered, step, undoing } from "./asks.ts";
import type { Cast } from "./cast.ts";
import { downwards, upwards } from "./cast.ts";

/** What one hot add is about. */
export interface AddWish {
  readonly unit: ComponentId;
  /** Position of the unit among all, for the kernel's sum of memory. */
  readonly index: number;
  readonly holds: number;
  /** Its processors, with their Windows numbers. */
  readonly processors: readonly { readonly id: ComponentId; readonly number: number }[];
}

/**
 * The hot add: no device is put to sleep. Processors are announced synchronously before they run, asynchronously after it,
 * and then resources are rebalanced; memory is announced asynchronously only; a host bridge is enumerated.
 * [WDK:introduction-to-driver-notification]
 */
export function addPhases(cast: Cast, options: Options, wish: AddWish): readonly Phase[] {
  const { unit, index, holds, processors } = wish;
  const { kernel } = cast;
  const devices = cast.tree.map(({ id }) => id);
  const isGrowing = (holds & Holds.memory) !== 0;
  const source = "EVT; the order [inference]";
  return [
    acquire("A0", kernel),
    step(
      "A0",
      "sku",
      "this Windows adds such units",
      "WDK:introduction-to-dynamic-hardware-partitioning",
      {
        ask: each([kernel], Msg.checkSku, { parameter: holds }),
      },
    ),
    step("A0", "unit", "the unit is there and ready", source, {
      ask: each([unit], Msg.checkSpare),
    }),
    ...processors.flatMap((processor) => starting(processor, devices)),
    step(
      "A3",
      "join",
      "the unit is in the partition",
      "WDK:introduction-to-dynamic-hardware-partitioning",
      {
        ask: each([unit], Msg.join),
        undo: [undoing(each([unit], Msg.unjoin))],
      },
    ),
    ...(isGrowing
      ? [
          step("A3", "memory", "memory grows", "KB 875542", {
            ask: each([kernel], Msg.grow, { parameter: index }),
          }),
        ]
      : []),
    ...processors.flatMap((processor) => running(processor, devices)),
    ...bridges(cast, unit),
    ...arrivals(cast, options, holds),
    ...(processors.length > 0 ? rebalancePhases(cast, options) : []),
  ];
}

/** A1: drivers hear of it before anything runs there; one that sets the status ends the add. [DDI:wdm/nf-wdm-keregisterprocessorchangecallback] */
const starting = (
  { number }: AddWish["processors"][number],
  devices: readonly ComponentId[],
): readonly Phase[] => [
  step("A1", `start-${number}`, "KeProcessorAddStartNotify", "DDI", {
    ask: each(devices, Msg.addStart, { parameter: number }),
    undo: [
      {
        ask: {
          who: "done",
          message: Msg.addFailure,
          order: "each",
          onRefusal: "ignore",
          parameter: number,
        },
      },
    ],
  }),
];

/** A3 and A4: it runs, and drivers hear that it does. */
const running = (
  { id, number }: AddWish["processors"][number],
  devices: readonly ComponentId[],
): readonly Phase[] => [
  step("A3", `online-${number}`, "the processor takes threads and interrupts", "DDI", {
    ask: each([id], Msg.online),
  }),
  step("A4", `complete-${number}`, "KeProcessorAddCompleteNotify", "DDI", {
    ask: each(devices, Msg.addComplete, { parameter: number, onRefusal: "ignore" }),
  }),
];

/** An ordinary enumeration of what is behind the bridge, parents first. */
function bridges(cast: Cast, unit: ComponentId): readonly Phase[] {
  const behind = cast.tree.filter((node) => node.unit === unit);
  if (behind.length === 0) return [];
  return [
    step(
      "A3",
      "enumerate",
      "the bus is enumerated",
      "WDK:introduction-to-dynamic-hardware-partitioning",
      {
        ask: ordered(upwards(behind, behind.length), Msg.enumerate),
      },
    ),
  ];
}

/** A5: GUID_DEVICE_PROCESSOR, GUID_DEVICE_MEMORY, or one after the other, some time later. */
function arrivals(cast: Cast, options: Options, holds: number): readonly Phase[] {
  const who = [cast.kernel, ...cast.tree.map(({ id }) => id)];
  const source = "WDK:introduction-to-driver-notification";
  const announced = (["processor", "memory"] as const).filter((what) =>
    what === "processor" ? (holds & Holds.processors) !== 0 : (holds & Holds.memory) !== 0,
  );
  if (announced.length === 0) return [];
  return [
    step("A5", "", "some time passes", source, { wait: options["arrival-latency"] }),
    ...announced.map((what) =>
      step("A5", what, "the asynchronous notification", source, {
        ask: each(who, Msg.arrival, { parameter: Arrival[what], onRefusal: "ignore" }),
      }),
    ),
  ];
}

/**
 * A6: query-stop, stop, start. Whoever rejects the query stays as it was, and so does its stack; where the rebalance has
 * several levels, one rejection abandons all of it. [WDK:stopping-a-device-to-rebalance-resources; WDK:devtest/pnp-tests]
 */
export function rebalancePhases(cast: Cast, options: Options): readonly Phase[] {
  const { tree } = cast;
  const down = downwards(tree, tree.length);
  const up = upwards(tree, tree.length);
  const source = "WDK:stopping-a-device-to-rebalance-resources";
  const isJoint = options["multi-level-rebalance"];
  return [
    step("A6", "query-stop", "every stack that takes part may be stopped", source, {
      ask: ordered(down, Msg.queryStop, { onRefusal: "note" }),
    }),
    ...(isJoint
      ? [
          step("A6", "agreed", "did all agree?", "WDK:devtest/pnp-tests--device-fundamentals-", {
            ask: each(up.who, Msg.agreed, { onRefusal: "ignore" }),
            skipTo: "A6-stop",
          }),
          step("A6", "cancel-all", "it is abandoned", source, {
            ask: each(up.who, Msg.cancelStop),
          }),
        ]
      : [
          step("A6", "cancel", "those that rejected stay started", source, {
            ask: each(up.who, Msg.cancelStop, { parameter: 1 }),
          }),
        ]),
    step("A6", "stop", "stacks stop, children first", source, { ask: ordered(down, Msg.stop) }),
    step("A6", "start", "they start with their new resources, parents first", source, {
      ask: ordered(up, Msg.start),
    }),
  ];
}
