import { textIn } from "../../../kit/args.ts";
import type { Effects } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import { endAll, goOn, setTimers, takesBack } from "./instance-jobs.ts";
import type { Draft, DriverKind, Func, InstanceConfig, ScriptStep } from "./instance-state.ts";
import { does, saying, shows } from "./instance-state.ts";
import { jobsOf, lengthOf, NO_JOBS, prepend } from "./job-queue.ts";

/** Where a step leaves the call: go on, wait, or an errno. */
export type Outcome = "next" | "waits" | { readonly errno: string };
type Step = (d: Draft, fx: Effects, config: InstanceConfig) => Outcome | undefined;

// biome-ignore format: a table is read by rows and columns
const SCRIPTS: Readonly<Record<DriverKind, Readonly<Record<Func, readonly ScriptStep[]>>>> = {
  sdi: {
    CFG_ADD:     ["program", "ask-quiet", "want-quiet", "attach-early", "enable-early", "time", "allocate", "params", "attach", "publish", "register", "enable"],
    CFG_SUSPEND: ["program", "hold", "time", "drain", "detach"],
    CFG_MODIFY:  ["program", "time", "rekey", "params"],
    CFG_RESUME:  ["program", "time", "attach", "verify", "restart"],
    CFG_REMOVE:  ["program", "time", "fail-jobs", "deregister", "detach-again", "free"],
    CFG_VERIFY:  ["time"],
  },
  mdi: {
    CFG_ADD:     ["program", "ask-quiet", "want-quiet", "attach-early", "time", "allocate", "params", "attach", "get-unit", "publish", "enable"],
    CFG_SUSPEND: ["program", "detach", "notify", "drop", "time"],
    CFG_MODIFY:  ["program", "time", "rekey", "params"],
    CFG_RESUME:  ["program", "time", "attach", "take-up", "tell"],
    CFG_REMOVE:  ["program", "time", "detach-again", "free"],
    CFG_VERIFY:  ["time"],
  },
  plain: {
    CFG_ADD:     ["program", "ask-quiet", "want-quiet", "attach-early", "time", "allocate", "params", "attach", "publish", "enable"],
    CFG_SUSPEND: ["program", "hold", "time", "drain", "detach"],
    CFG_MODIFY:  ["program", "time", "rekey", "params"],
    CFG_RESUME:  ["program", "time", "attach", "restart"],
    CFG_REMOVE:  ["program", "time", "fail-jobs", "detach-again", "free"],
    CFG_VERIFY:  ["time"],
  },
};

/** What a driver of this kind does in a subfunction: its own program, then its duties. `params` is a read-only transaction. */
export const scriptOf = (
  kind: DriverKind,
  func: Func,
  program: readonly ScriptStep[],
  params: readonly ScriptStep[],
): readonly ScriptStep[] =>
  SCRIPTS[kind][func].flatMap((step) =>
    step === "program" ? program : step === "params" ? params : [step],
  );

/** Its interrupts come. */
export function attach(d: Draft, fx: Effects): void {
  d.attached = true;
  fx.emit(Ev.attached);
  fx.send(d.used, Msg.lines, 1);
}

function detach(d: Draft, fx: Effects): void {
  d.attached = false;
  fx.emit(Ev.detached);
  fx.send(d.used, Msg.lines, 0);
}

/** A call that comes back into the driver waits for the lock that the driver holds: neither ever ends. */
const acrossLock =
  (behaviour: "sdi-lock" | "mdi-lock", call: string): Step =>
  (d, fx, config) => {
    if (!shows(behaviour, d, fx, config)) return "next";
    fx.emit(Ev.lockAcross, fx.self, 0, call);
    const why = `${call} comes back into the driver and waits for the lock that it holds across it`;
    fx.emit(Ev.deadlock, fx.self, fx.self, why);
    return "waits";
  };

/** What each step does. */
export const STEPS: Readonly<Record<string, Step>> = {
  // ---- CFG_ADD
  "ask-quiet": (d, fx, config) => {
    const others = config.family.filter((id) => id !== fx.self);
    if (others.length === 0 || !does("wants-quiet", d, config)) return "next";
    d.asked = others.length;
    d.busyPeers = 0;
    for (const id of others) fx.send(id, Msg.areBusy);
    if (d.call !== null) d.call = { ...d.call, waits: "peers" };
    return "waits";
  },
  "want-quiet": (d, fx, config) => {
    if (d.busyPeers === 0 || !shows("wants-quiet", d, fx, config)) return "next";
    fx.emit(Ev.wantsQuiet);
    return { errno: "EBUSY" };
  },
  "attach-early": (d, fx, config) => {
    if (shows("attaches-early", d, fx, config)) attach(d, fx);
    return "next";
  },
  "enable-early": (d, fx, config) => {
    if (!shows("enables-early", d, fx, config)) return "next";
    fx.emit(Ev.enabledEarly);
    d.enabled = true;
    return "next";
  },
  allocate: (d, fx, { boards }) => {
    if (d.leaked) return { errno: "EBUSY" };
    fx.send(d.fn, Msg.claim, 0);
    d.used = d.fn;
    d.board = boards.get(d.fn)?.board ?? "";
    d.dead = false;
    return "next";
  },
  attach: (d, fx, { resmgr, boards }) => {
    if (d.attached) return "next";
    if (d.call !== null) d.call = { ...d.call, waits: "resmgr" };
    fx.send(resmgr, Msg.lookup, boards.get(d.used)?.record ?? -1);
    return "waits";
  },
  "get-unit": (d, fx, config) => {
    if (d.configured) return "next";
    if (shows("keeps-claim", d, fx, config)) {
      fx.emit(Ev.keptClaim);
      d.leaked = true;
    }
    return { errno: "ENXIO" };
  },
  publish: (d, fx, config) => {
    d.idata = "set";
    if (!shows("no-idata", d, fx, config)) return "next";
    fx.emit(Ev.noIdata);
    d.idata = "unset";
    return "next";
  },
  register: (d, fx) => {
    d.registered = true;
    fx.emit(Ev.registered);
    return "next";
  },
  enable: (d, fx, config) => {
    d.enabled = true;
    if (config.kind !== "sdi") return "next";
    fx.emit(Ev.enabled);
    return acrossLock("sdi-lock", "sdi_enable_instance")(d, fx, config);
  },
  // ---- CFG_SUSPEND
  hold: (d, fx, config) => {
    if (shows("lies", d, fx, config)) {
      fx.emit(Ev.lied);
      d.alive = true;
      return "next";
    }
    d.held = true;
    setTimers(true, fx, config);
    return "next";
  },
  drain: (d, fx, config) => {
    if (d.alive) return "next";
    if (does("loses-jobs", d, config)) return loseJobs(d, fx, config);
    if (d.flights.length === 0) return "next";
    if (takesBack(d, config)) shows("quiets-by", d, fx, config);
    else if (!d.dead) {
      if (d.call !== null) d.call = { ...d.call, waits: "jobs" };
      return "waits";
    }
    fx.send(d.used, Msg.takeBack);
    d.queue = prepend(renumbered(d), d.queue);
    d.flights = [];
    return "next";
  },
  detach: (d, fx, config) => {
    if (d.alive || !d.attached) return "next";
    if (shows("leaves-on", d, fx, config)) {
      fx.emit(Ev.leftOn);
      d.attached = false;
    } else detach(d, fx);
    return "next";
  },
  notify: (d, fx, config) => {
    if (shows("lies", d, fx, config)) {
      fx.emit(Ev.lied);
      d.alive = true;
      return "next";
    }
    if (shows("silent", d, fx, config)) {
      fx.emit(Ev.silent);
      return "next";
    }
    const errno = stackErrno(d, fx, config);
    if (errno !== undefined) return { errno };
    fx.emit(Ev.hwSuspended);
    d.stackStopped = true;
    if (config.chain !== NOBODY) fx.send(config.chain, Msg.hwSuspended);
    return acrossLock("mdi-lock", "mdi_hw_suspended")(d, fx, config);
  },
  drop: (d, fx, config) => {
    if (d.alive) return "next";
    d.dropping = true;
    if (d.flights.length > 0) fx.send(d.used, Msg.takeBack);
    const { flights } = d;
    d.flights = [];
    endAll(flights, "SDI_HAERR", d, fx, config);
    return "next";
  },
  // ---- CFG_MODIFY
  rekey: (d, fx, config) => {
    const fn = d.parameter >= 0 ? d.parameter : d.fn;
    const keepsOld = fn !== d.fn && shows("keeps-old-key", d, fx, config);
    if (fn === d.fn) return "next";
    if (config.boards.get(fn)?.driver !== config.driverName) fx.emit(Ev.forcedOnto);
    fx.send(d.fn, Msg.disown);
    fx.send(fn, Msg.claim, 1);
    d.fn = fn;
    d.used = keepsOld ? d.used : fn;
    return "next";
  },
  // ---- CFG_RESUME
  verify: (d, fx, { boards, ...config }) => {
    d.dead = false;
    if (boards.get(d.used)?.board === d.board) return "next";
    if (!shows("unverified", d, fx, { boards, ...config })) return { errno: "EIO" };
    fx.emit(Ev.unverified);
    return "next";
  },
  restart: (d, fx, config) => {
    d.dead = false;
    fx.send(d.fn, Msg.claim, 0);
    d.held = false;
    d.alive = false;
    setTimers(false, fx, config);
    goOn(d, fx, config);
    return "next";
  },
  "take-up": (d, fx) => {
    d.dead = false;
    fx.send(d.fn, Msg.claim, 0);
    d.dropping = false;
    d.alive = false;
    return "next";
  },
  tell: (d, fx, config) => {
    const isOpen = d.opens > 0;
    if (!isOpen && shows("bound-only", d, fx, config)) {
      fx.emit(Ev.noNotice);
      return "next";
    }
    fx.emit(Ev.hwResumed);
    d.stackStopped = false;
    if (config.chain !== NOBODY) fx.send(config.chain, Msg.hwResumed);
    return acrossLock("mdi-lock", "mdi_hw_resumed")(d, fx, config);
  },
  // ---- CFG_REMOVE
  "fail-jobs": (d, fx, config) => {
    if (d.queue.length === 0) return "next";
    if (shows("keeps-jobs", d, fx, config)) {
      fx.emit(Ev.keptJobs);
      return "next";
    }
    const queue = jobsOf(d.queue);
    d.queue = NO_JOBS;
    endAll(queue, "SDI_QFLUSH", d, fx, config);
    return "next";
  },
  deregister: (d, fx, config) => {
    const isBusy = d.opens + d.targetOpens > 0 || config.hasFixedTarget;
    if (isBusy) {
      if (!shows("ignores-busy", d, fx, config)) return { errno: "EINVAL" };
      fx.emit(Ev.ignoredBusy);
    } else {
      d.registered = false;
      fx.emit(Ev.deregistered);
    }
    return acrossLock("sdi-lock", "sdi_deregister")(d, fx, config);
  },
  "detach-again": (d, fx, config) => {
    if (d.attached) detach(d, fx);
    else if (shows("detaches-twice", d, fx, config)) fx.emit(Ev.detachedTwice);
    return "next";
  },
  free: (d, fx, config) => {
    d.idata = "freed";
    d.enabled = false;
    d.alive = false;
    fx.send(d.fn, Msg.disown);
    if (!shows("shares-state", d, fx, config)) return "next";
    fx.emit(Ev.sharedFreed);
    for (const id of config.family) if (id !== fx.self) fx.send(id, Msg.tableFreed);
    return "next";
  },
};

/** Jobs that are begun again have other numbers: what comes of the first time is not theirs. */
function renumbered(d: Draft): Draft["flights"] {
  return d.flights.map((job) => {
    d.serial++;
    return { ...job, serial: d.serial };
  });
}

function loseJobs(d: Draft, fx: Effects, config: InstanceConfig): Outcome {
  const lost = d.flights.length + lengthOf(d.queue);
  if (lost === 0) return "next";
  shows("loses-jobs", d, fx, config);
  fx.emit(Ev.jobsLost, fx.self, lost);
  if (d.flights.length > 0) fx.send(d.used, Msg.takeBack);
  d.flights = [];
  d.queue = NO_JOBS;
  return "next";
}

function stackErrno(d: Draft, fx: Effects, config: InstanceConfig): string | undefined {
  const args = saying("stack-refuses", d, config);
  if (args === undefined) return undefined;
  shows("stack-refuses", d, fx, config);
  return textIn(args, "errno");
}

type Undoing = (d: Draft, fx: Effects, config: InstanceConfig) => void;

const freeAdded: Undoing = (d, fx) => {
  fx.send(d.fn, Msg.disown);
  d.idata = "none";
  d.enabled = false;
};

/** What a driver that fails in a later step undoes. [inference: it leaves the instance as it was] */
export const UNDO: Readonly<Partial<Record<Func, Readonly<Record<string, Undoing>>>>> = {
  CFG_ADD: {
    allocate: freeAdded,
    // The first step of all: whichever of the two has attached, this one detaches.
    "attach-early": (d, fx) => {
      if (d.attached) detach(d, fx);
    },
    register: (d, fx) => {
      d.registered = false;
      fx.emit(Ev.deregistered);
    },
  },
  CFG_SUSPEND: {
    hold: (d, fx, config) => {
      d.held = false;
      d.alive = false;
      setTimers(false, fx, config);
      goOn(d, fx, config);
    },
    detach: (d, fx) => attach(d, fx),
    notify: (d, fx, config) => {
      d.stackStopped = false;
      if (config.chain !== NOBODY) fx.send(config.chain, Msg.hwResumed);
    },
    drop: (d) => {
      d.dropping = false;
    },
  },
  CFG_RESUME: {
    attach: detach,
    "take-up": (d, fx) => {
      fx.send(d.fn, Msg.claim, 1);
      d.dropping = true;
    },
  },
};
