import type { ComponentId } from "../../../model/component.ts";
import type { Passes, Phase, Undo } from "../../../model/phase.ts";
import { Msg } from "../protocol.ts";
import { all, each, undoAll, undoEach } from "./asks.ts";
import type { Cast } from "./cast.ts";
import type { Options } from "./options.ts";

const SECOND = 1_000_000_000;

/** Pass n waits n² seconds at most. [SQ] */
const PASS_WAITS = [0, 1 * SECOND, 4 * SECOND, 9 * SECOND];

/** `b` of `Msg.checkUnsafe`. */
export const Unsafe = { open: 1, listed: 2 } as const;

/** What one operation wants of the quiesce. */
export interface QuiesceWish {
  readonly force: boolean;
  /** What happens in the frozen window; absent: nothing. */
  readonly critical?: Phase;
}

/**
 * The quiesce and its mirror, as phases: suspend from P0 to P10, the critical section P11, then everything
 * undone. The undoing *is* the resume: the same rows serve the good path (`resume`) and the rollback, so that
 * a failure at any level falls through exactly what lies below it. [SQ, NQ]
 */
export function quiescePhases(cast: Cast, options: Options, wish: QuiesceWish): readonly Phase[] {
  const listed = options["unsafe-check"] === "listed";
  return [
    prepare(cast),
    arm(cast),
    ...realtime(cast, options, wish),
    ...(options["unsafe-check"] === "open" ? [unsafeOpen(cast)] : []),
    options["skip-user-threads"] ? userThreadsLeftAlone(cast, options) : userThreads(cast, options),
    ...(listed && !overrides(options, wish) ? [unsafeListed(cast)] : []),
    ...(options["skip-kernel-threads"] ? [] : kernelDaemons(cast, options)),
    ...filesystems(cast, options),
    drivers(cast, options),
    ...(options["clock-stops"] === "after-cpus"
      ? clockLast(cast, options)
      : clockFirst(cast, options)),
    silence(cast, options),
    ...(wish.critical === undefined ? [] : [wish.critical]),
    { id: "resume", title: "resume: the mirror of the suspend", unwind: "P1", source: "SQ" },
  ];
}

const overrides = (options: Options, wish: QuiesceWish): boolean =>
  wish.force && options["force-overrides"] === "unsafe-check";

const prepare = (cast: Cast): Phase => ({
  id: "P0",
  title: "prepare: the lock manager's module is loaded while threads still run",
  ask: each([cast.lockManager], Msg.preload),
  source: "SQ",
});

const arm = (cast: Cast): Phase => ({
  id: "P1",
  title: "arm: sysctrl itself may be suspended",
  ask: each([cast.sysctrlFlag], Msg.suspend),
  undo: [undoEach(Msg.resume)],
  source: "SC",
});

function realtime(cast: Cast, options: Options, wish: QuiesceWish): readonly Phase[] {
  const policy = options["rt-policy"];
  if (policy === "ignore" || (policy === "forcible" && wish.force)) return [];
  return [
    {
      id: "P2-realtime",
      title: "no real-time process",
      ask: each(cast.processes, Msg.checkRealtime, { error: "RTTHREAD" }),
      source: "E10a, SSH",
    },
  ];
}

const unsafeOpen = (cast: Cast): Phase => ({
  id: "P1-unsafe",
  title: "no suspend-unsafe device is open",
  ask: all(cast.devices, Msg.checkUnsafe, { parameter: Unsafe.open }),
  source: "[seed]",
});

const unsafeListed = (cast: Cast): Phase => ({
  id: "P2-unsafe",
  title: "no attached driver is on the unsafe list",
  ask: all(cast.devices, Msg.checkUnsafe, { parameter: Unsafe.listed }),
  source: "NQ",
});

function userThreads(cast: Cast, options: Options): Phase {
  const verify = options.offenders === "first" ? each : all;
  const passes: Passes = {
    waits: PASS_WAITS,
    verify: verify(cast.processes, Msg.verifyUser, {
      onRefusal: options["check-user-stop-result"] ? "abort" : "ignore",
      error: "UTHREAD",
    }),
  };
  return {
    id: "P2",
    title: "user threads stop",
    ask: all(cast.processes, Msg.stopUser),
    passes,
    undo: [undoAll(cast.processes, Msg.releaseUser), ...thaw(cast, options)],
    source: "SQ",
  };
}

/** Skipped, they run on; that the system is back they are told all the same. [SQ] */
const userThreadsLeftAlone = (cast: Cast, options: Options): Phase => ({
  id: "P2",
  title: "user threads are left alone",
  undo: thaw(cast, options),
  source: "SQ",
});

/** Every user process but init and the caller hears of it, also when the stop had failed; then a pause. */
const thaw = (cast: Cast, options: Options): readonly Undo[] => [
  undoAll(cast.thawed, Msg.thaw),
  { wait: options["thaw-delay"] },
];

/** Their callbacks are run; then every thread must turn out to be registered and safe. */
const kernelDaemons = (cast: Cast, options: Options): readonly Phase[] => [
  {
    id: "P3",
    title: "kernel daemons stop",
    ask: each(cast.daemons, Msg.checkpoint, {
      error: "KTHREAD",
      limit: options["callback-time-out"],
    }),
    undo: [undoAll(cast.daemons, Msg.resume)],
    source: "SQ, CB",
  },
  {
    id: "P3-verify",
    title: "every kernel thread is safe",
    ask: each(cast.daemons, Msg.verifyDaemon, { error: "KTHREAD" }),
    source: "SQ, CB",
  },
];

function filesystems(cast: Cast, options: Options): readonly Phase[] {
  const sync = (id: string): readonly Phase[] =>
    options["sync-filesystems"]
      ? [
          {
            id,
            title: "filesystems are synchronised",
            ask: each(cast.filesystems, Msg.sync),
            source: "SQ",
          },
        ]
      : [];
  return [
    ...sync("P4"),
    {
      id: "P4-locks",
      title: "the NFS lock manager is suspended",
      ask: each([cast.lockManager], Msg.suspend),
      undo: [undoEach(Msg.resume)],
      source: "SQ",
    },
    ...sync("P4-again"),
  ];
}

const drivers = (cast: Cast, options: Options): Phase => ({
  id: "P5",
  title: "drivers suspend their devices, children before parents",
  ask: each(cast.devices, Msg.suspend, { error: "SUSPEND" }),
  undo: [
    undoEach(Msg.resume, {
      error: "RESUME",
      onRefusal: options["resume-failure"] === "panic" ? "panic" : "abort",
    }),
  ],
  source: "SQ",
});

const off = (id: string, title: string, who: ComponentId): Phase => ({
  id,
  title,
  ask: each([who], Msg.suspend),
  undo: [undoEach(Msg.resume)],
  source: "SQ, NQ",
});

/** Whom the processor that runs the quiesce calls together. */
const others = (cast: Cast): readonly ComponentId[] =>
  cast.cpus.filter((cpu) => cpu !== cast.runner);

const cpus = (cast: Cast, options: Options): Phase => ({
  id: "P9",
  title: "every other processor reaches the spin loop",
  ask: each(others(cast), Msg.capture, {
    onRefusal: "panic",
    limit: options["cpu-check-in-limit"],
  }),
  source: "SQ",
});

const clockFirst = (cast: Cast, options: Options): readonly Phase[] => [
  off("P6", "the clock stops", cast.cyclics),
  off("P7", "callouts are checkpointed", cast.callouts),
  off("P8", "the time-of-day watchdog is cleared", cast.watchdog),
  cpus(cast, options),
];

/** There the watchdog goes first and the clock after the processors. [NQ] */
const clockLast = (cast: Cast, options: Options): readonly Phase[] => [
  off("P8", "the time-of-day watchdog is cleared", cast.watchdog),
  { ...cpus(cast, options), undo: [undoEach(Msg.uncapture)] },
  off("P6", "the clock stops", cast.cyclics),
];

/** On the way back the barrier opens first, where the clock is still off then; the interrupts of this processor follow. [SQ, NQ] */
const silence = (cast: Cast, options: Options): Phase => ({
  id: "P10",
  title: "interrupts off: the system is quiet",
  ask: each([cast.backplane], Msg.quiesce),
  undo: [
    ...(options["clock-stops"] === "before-cpus" ? [undoAll(others(cast), Msg.uncapture)] : []),
    undoEach(Msg.unquiesce),
  ],
  source: "SQ",
});
