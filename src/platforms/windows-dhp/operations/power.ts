import type { Phase, Undo } from "../../../model/phase.ts";
import type { Options } from "../knobs.ts";
import { Msg } from "../protocol.ts";
import { each, ordered, step, undoing } from "./asks.ts";
import type { Cast } from "./cast.ts";
import { downwards, upwards } from "./cast.ts";

// The power-IRP passes: S4 query, S4 set, S0 set. The way back is the undo of the way there.

/** Codes of bug check 0xA0 for a transition that takes too long. [WDK:debugger/bug-check-0xa0] */
const SUSPENDING = 0xf0;
const RESUMING = 0xf1;

const IRP = "WDK:handling-irp-mn-set-power-for-system-power-states";

/** The watchdog of one power IRP: nobody survives it. */
function watched({ watchdog }: Options) {
  return watchdog === 0
    ? {}
    : ({ limit: watchdog, onLimit: "panic", error: "DRIVER_POWER_STATE_FAILURE" } as const);
}

/** P3: every stack is asked whether it may go to S4. */
export function queryPhases(cast: Cast, options: Options): readonly Phase[] {
  const { tree } = cast;
  const width = Math.max(1, options["power-irp-workers"]);
  const who = tree.map(({ id }) => id);
  const isVetoed = options["query-reject-policy"] === "abort";
  const query = ordered(downwards(tree, width), Msg.queryS4, {
    ...watched(options),
    onRefusal: isVetoed ? "abort" : "note",
  });
  const dynamic = step("P3", "dynamic", "no device is non-dynamic", "MSDN", {
    ask: each(who, Msg.checkDynamic),
  });
  if (!options["send-query"]) return [dynamic];
  return [
    dynamic,
    step("P3", "", "S4 query-power to every stack", "WDK:irp-mn-query-power", {
      ask: query,
      undo: wake(cast, options),
    }),
  ];
}

/** P4: every stack is told to go to S4: the pageable ones first, children before parents. */
export function setPhases(cast: Cast, options: Options): readonly Phase[] {
  const width = Math.max(1, options["power-irp-workers"]);
  const limit = options["quiesce-timeout"];
  const patience =
    limit > 0 && (options.watchdog === 0 || limit < options.watchdog)
      ? ({ limit, onLimit: "abort", error: "QUIESCE" } as const)
      : watched(options);
  const tier = (isPageable: boolean) => {
    const nodes = cast.tree.filter((node) => node.isPageable === isPageable);
    return ordered(downwards(nodes, width), Msg.setS4, { onRefusal: "ignore", ...patience });
  };
  const pass = each([cast.kernel], Msg.pass, { parameter: SUSPENDING });
  const over = each([cast.kernel], Msg.pass, { parameter: 0 });
  return [
    step("P4", "", "the quiesce begins", "EVT", { ask: pass, undo: wake(cast, options) }),
    step("P4", "pageable", "S4 set-power to the pageable stacks, children first", IRP, {
      ask: tier(true),
    }),
    step("P4", "nonpageable", "S4 set-power to the others, children first", IRP, {
      ask: tier(false),
    }),
    step("P4", "over", "every device that goes to D3 is there", "EVT", { ask: over }),
  ];
}

/** P8: S0 set-power, never preceded by a query, parents first; the non-pageable ones are up before the others begin. */
function wake(cast: Cast, options: Options): readonly Undo[] {
  const width = Math.max(1, options["power-irp-workers"]);
  const tier = (isPageable: boolean): readonly Undo[] => {
    const nodes = cast.tree.filter((node) => node.isPageable === isPageable);
    const who = nodes.map(({ id }) => id);
    return [
      undoing(ordered(upwards(nodes, width), Msg.setS0, watched(options))),
      undoing(each(who, Msg.awake, { ...watched(options), order: "all" })),
    ];
  };
  return [
    undoing(each([cast.kernel], Msg.pass, { parameter: RESUMING })),
    ...tier(false),
    ...tier(true),
    undoing(each([cast.kernel], Msg.pass, { parameter: 0 })),
  ];
}
