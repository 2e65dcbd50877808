import type { ComponentId } from "../../../model/component.ts";
import type { Phase } from "../../../model/phase.ts";
import type { Call } from "../components/chipset.ts";
import { callOf } from "../components/chipset.ts";
import type { Options } from "../knobs.ts";
import { Holds, Msg } from "../protocol.ts";
import { acquire, each, step, undoing } from "./asks.ts";
import type { Cast } from "./cast.ts";
import { queryPhases, setPhases } from "./power.ts";

/** What one replace is about. */
export interface ReplaceWish {
  readonly target: ComponentId;
  readonly spare: ComponentId;
  /** What the target holds, as a sum of `Holds`. */
  readonly holds: number;
  /** Its number among the operations, for event 240. */
  readonly number: number;
  /** The replace driver mirrors memory in hardware. */
  readonly mirrors: boolean;
}

/**
 * The hot replace, P0 to P9. Coming back is undoing: `P7` undoes P5, `P8` undoes P4 and P3, on the good path as after
 * a failure, so that a failure at any step falls through exactly what lies below it. [seed; PAT 7877358]
 */
export function replacePhases(cast: Cast, options: Options, wish: ReplaceWish): readonly Phase[] {
  return [
    ...validation(cast, options, wish),
    begin(cast, wish),
    ...passiveMigration(cast, options, wish),
    ...queryPhases(cast, options),
    ...setPhases(cast, options),
    ...processorQuiesce(cast, options),
    ...swapPhases(cast, options, wish),
    step("P7", "", "processors run again, interrupts are replayed", "PAT 7877358", {
      unwind: "P5",
    }),
    step(
      "P8",
      "",
      "S0 set-power, parents first",
      "WDK:handling-a-system-set-power-irp-in-a-device-power-policy-owner",
      { unwind: options["send-query"] ? "P3" : "P4" },
    ),
    step("P9", "", "queues drain, the target goes back to the service processor", "EVT", {}),
  ];
}

function validation(cast: Cast, options: Options, wish: ReplaceWish): readonly Phase[] {
  const { kernel } = cast;
  const { target, spare, holds, number } = wish;
  const kinds = holds & (Holds.processors + Holds.memory);
  const initiated = step("P0", "initiated", "event 240", "EVT", {
    ask: each([kernel], Msg.initiate, { parameter: number }),
  });
  const isBefore = options["event-240-at"] === "before";
  const source = "EVT; the order [inference]";
  return [
    acquire("P0", kernel, isBefore ? number + 1 : 0),
    step("P0", "sku", "this Windows replaces partition units", source, {
      ask: each([kernel], Msg.checkSku, { parameter: Holds.replace + kinds }),
    }),
    step("P0", "target", "the target is in the partition", source, {
      ask: each([target], Msg.checkTarget),
    }),
    step("P0", "spare", "the spare is there and ready", source, {
      ask: each([spare], Msg.checkSpare),
    }),
    step("P0", "resources", "what the target holds can be replaced", source, {
      ask: each([target], Msg.checkResources),
    }),
    step(
      "P0",
      "match",
      "the units are identical",
      "WDK:introduction-to-dynamic-hardware-partitioning",
      {
        ask: each([spare], Msg.checkMatch, { parameter: target }),
      },
    ),
    step("P0", "memory", "there is memory for the operation", source, {
      ask: each([kernel], Msg.allocate),
    }),
    ...(isBefore ? [] : [initiated]),
  ];
}

const call = (cast: Cast, name: Call, holds: number) =>
  each([cast.chipset], Msg.call, { parameter: callOf(name, holds) });

const begin = (cast: Cast, { holds }: ReplaceWish): Phase =>
  step("P1", "", "the replace driver begins", "DDK", {
    ask: call(cast, "BeginReplace", holds),
    finally: [undoing(call(cast, "EndReplace", holds))],
  });

/** P2: memory is copied, or mirrored, while the system runs. */
function passiveMigration(cast: Cast, options: Options, wish: ReplaceWish): readonly Phase[] {
  const { target, holds, mirrors } = wish;
  const isCopied = (holds & Holds.memory) !== 0 && (options["passive-copy"] || mirrors);
  if (!isCopied) return [];
  return [
    step("P2", "call", "copying begins", "DDK", {
      ask: call(cast, mirrors ? "InitiateHardwareMirror" : "MirrorPhysicalMemory", holds),
    }),
    step("P2", "", "unmodified memory is copied while the system runs", "PAT 7877358", {
      ask: each([target], Msg.copyPassive),
      undo: [undoing(each([target], Msg.dropCopy))],
    }),
  ];
}

/** P5: programs stand still, interrupts are masked, every processor parks. */
function processorQuiesce(cast: Cast, options: Options): readonly Phase[] {
  const limit = options["rendezvous-limit"];
  const manner = {
    "bug-check": { limit, onLimit: "panic", error: "CLOCK_WATCHDOG_TIMEOUT" },
    report: { limit, onLimit: "abort", error: "QUIESCE" },
    hang: {},
  } as const;
  const park = each(cast.processors, Msg.park, manner[options["rendezvous-failure"]]);
  return [
    step("P5", "", "nothing runs but the control path", "PAT 8473460", {
      ask: each([cast.kernel], Msg.freeze),
      undo: [
        undoing(each(cast.processors, Msg.unpark, { order: "all" })),
        undoing(each([cast.kernel], Msg.thaw)),
      ],
    }),
    step("P5", "park", "every processor parks", "PAT 8473460", { ask: { ...park, order: "all" } }),
  ];
}

/** P6: what was written since is copied, the processors' state moves, the units change places. */
function swapPhases(cast: Cast, options: Options, wish: ReplaceWish): readonly Phase[] {
  const { target, spare, holds, mirrors } = wish;
  const from = ["copy", "processor-state", "swap"].indexOf(options["no-return-at"]);
  const failing = (at: number) =>
    at < from || (at === 2 && options["swap-rollback"]) ? ("abort" as const) : ("panic" as const);
  const called = (name: Call, at: number) => ({
    ask: { ...call(cast, name, holds), onRefusal: failing(at) },
  });
  const isMemory = (holds & Holds.memory) !== 0;
  const isProcessors = (holds & Holds.processors) !== 0;
  return [
    ...(isMemory
      ? [
          ...(mirrors
            ? []
            : [
                step(
                  "P6",
                  "call",
                  "modified memory is copied",
                  "DDK",
                  called("MirrorPhysicalMemory", 0),
                ),
              ]),
          step("P6", "copy", "modified memory is copied", "PAT 7877358", {
            ask: each([target], Msg.copyActive),
            undo: [undoing(each([target], Msg.dropCopy))],
          }),
          step(
            "P6",
            "platform",
            "memory of the platform is copied",
            "DDK",
            called("MirrorPlatformMemory", 0),
          ),
        ]
      : []),
    ...(isProcessors
      ? [
          step(
            "P6",
            "processors",
            "the spare's processors get the identities",
            "PAT 7934121",
            called("SetProcessorId", 1),
          ),
        ]
      : []),
    step("P6", "state", "the processors' state moves", "PAT 7877358", {
      wait: options["processor-state-time"],
    }),
    step("P6", "swap", "the units change places", "DDK", called("Swap", 2)),
    step("P6", "leave", "the target is out", "PAT 8473460", { ask: each([target], Msg.leave) }),
    step("P6", "join", "the spare answers in its place", "PAT 8473460", {
      ask: each([spare], Msg.join),
    }),
  ];
}
