import type { Knob, Profile } from "../../model/platform.ts";

const SECOND = 1_000_000_000;

/** What the sources leave open, or where they differ. */
// biome-ignore format: a table is read by rows and columns
export const KNOBS = [
  { name: "scope",       type: { enum: ["global", "per-key"] }, default: "global", source: "[seed] against CMB", doc: "whether one transaction holds up all others, or those on the same record" },
  { name: "readers",     type: { enum: ["block", "snapshot", "share-commit"] }, default: "block", source: "[seed], CMB; [inference]", doc: "what a reader does during a writer: it waits, it sees what was committed when it began, or (not conforming: a fault mode) it may see the commit happen" },
  { name: "grant",       type: { enum: ["fifo", "lifo", "random", "reader-pref", "writer-pref"] }, default: "fifo", source: "unspecified; [inference]", doc: "who begins first of those that wait; a driver must be right under all of them" },
  { name: "begin-cost",  type: "duration", default: 0, source: "[inference]", doc: "how long a begin takes once it is granted" },
  { name: "commit-cost", type: "duration", default: 0, source: "[inference]", doc: "how long a commit takes" },
  { name: "watchdog",    type: "duration", default: 60 * SECOND, source: "[inference]; CMB: a begin returns void, so that it cannot fail", doc: "virtual time before something that waits counts as hung" },
  { name: "hold-warn",   type: "duration", default: SECOND / 10, source: "CMB: short; figure [inference]", doc: "a transaction held for longer is too long" },
  { name: "outside-transaction", type: { enum: ["violation", "einval"] }, default: "violation", source: "unspecified; [inference]", doc: "what becomes of an access outside a transaction: it is carried out all the same, or it fails as well" },
  { name: "delete-missing", type: { enum: ["ok", "ENOENT"] }, default: "ok", source: "CMD lists no error; [inference]", doc: "what deleting a param without values gives" },
  { name: "starved-after", type: "number", default: 16, source: "[inference]; the catalogue's ST1", doc: "so many readers that came later have overtaken a writer that waits: it counts as starved" },
  // ---- slots
  { name: "power-settle", type: "duration", default: SECOND, source: "LNX", doc: "how long a slot's power takes to settle before it is trusted" },
  { name: "power-drain",  type: "duration", default: SECOND, source: "LNX", doc: "how long after power-off the power counts as gone" },
  { name: "blink-time",   type: "duration", default: 5 * SECOND, source: "LNX", doc: "how long the button can be pressed a second time to call it off" },
  { name: "tree-read",    type: "duration", default: 0, source: "HPL; figure [inference]", doc: "how long HPCI looks at a controller's tree, with its lock held" },
  // ---- instances
  { name: "open-suspended", type: { enum: ["block", "ENXIO", "ENODEV", "ok"] }, default: "ENXIO", source: "unspecified; [inference]", doc: "what opening a suspended instance gives" },
  { name: "job-timer-in-suspend", type: { enum: ["run", "freeze"] }, default: "run", source: "unspecified", doc: "whether the time-outs of jobs run on while their instance is suspended" },
  { name: "hpci-unbind", type: { enum: ["after", "before"] }, default: "after", source: "HW-SUSP gives no order", doc: "whether HPCI takes the driver's name from the key after CFG_SUSPEND has succeeded, or before it is called" },
  { name: "nic-suspend", type: { enum: ["allowed", "refused"] }, default: "allowed", source: "HW-SUSP: refused in 7.1.1; PTF, HW-RM: allowed since", doc: "whether the Hot Plug Manager suspends NICs" },
  { name: "remote-access", type: "duration", default: 0, source: "NUMA; figure [inference]", doc: "how much longer a job takes when it is asked for from another CPU group than the device's" },
  { name: "shutdown-removes", type: "boolean", default: false, source: "SDU: CFG_SUSPEND and/or CFG_REMOVE", doc: "whether a shutdown calls CFG_REMOVE after CFG_SUSPEND" },
] as const satisfies readonly Knob[];

export const PROFILES = [
  {
    name: "seed",
    doc: "one transaction at a time, read-only ones excepted",
    source: "[seed]",
    values: {},
  },
  {
    name: "manual",
    doc: "as cm_begin_trans(D3): transactions on the same record",
    source: "CMB",
    values: { scope: "per-key" },
  },
  {
    name: "unixware-711",
    doc: "UnixWare 7.1.1 without the NIC supplement",
    source: "HW-SUSP",
    values: { "nic-suspend": "refused" },
  },
] as const satisfies readonly Profile[];

export interface Options {
  readonly scope: "global" | "per-key";
  readonly readers: "block" | "snapshot" | "share-commit";
  readonly grant: "fifo" | "lifo" | "random" | "reader-pref" | "writer-pref";
  readonly "begin-cost": number;
  readonly "commit-cost": number;
  readonly watchdog: number;
  readonly "hold-warn": number;
  readonly "outside-transaction": "violation" | "einval";
  readonly "delete-missing": "ok" | "ENOENT";
  readonly "starved-after": number;
  readonly "power-settle": number;
  readonly "power-drain": number;
  readonly "blink-time": number;
  readonly "tree-read": number;
  readonly "open-suspended": "block" | "ENXIO" | "ENODEV" | "ok";
  readonly "job-timer-in-suspend": "run" | "freeze";
  readonly "hpci-unbind": "after" | "before";
  readonly "nic-suspend": "allowed" | "refused";
  readonly "remote-access": number;
  readonly "shutdown-removes": boolean;
}
