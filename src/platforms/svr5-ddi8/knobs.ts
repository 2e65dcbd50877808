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
}
