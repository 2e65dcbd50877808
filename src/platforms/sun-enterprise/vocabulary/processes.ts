import type { Form } from "../../../model/vocabulary.ts";

/** What a user process does and how it stops. */
// biome-ignore format: a table is read by rows and columns
export const PROCESS_FORMS: readonly Form[] = [
  { id: "opens",        pattern: "opens <device:device> [at <time:moment>]", once: false, doc: "opens a device, at the beginning when no time is given", example: "opens st4 at 10ms", source: "[seed]" },
  { id: "closes",       pattern: "closes <device:device> at <time:moment>", once: false, doc: "closes a device that it has open", example: "closes st4 at 5s", source: "[seed]" },
  { id: "exits",        pattern: "exits at <time:moment>", doc: "ends; what it has open is closed", example: "exits at 20s" },
  { id: "stops-after",  pattern: "stops after <time:duration>", doc: "how long its threads take to reach the stop point once marked", example: "stops after 300ms", source: "SQ P2" },
  { id: "stops-in-pass", pattern: "stops in pass <pass:integer>", doc: "it forks and execs and stops only in the wait of this pass, counted from 0", example: "stops in pass 2", source: "SQ P2" },
  { id: "never-stops",  pattern: "never stops", doc: "it runs in the kernel and reaches no stop point", example: "never stops", source: "SQ P2" },
  { id: "blocked",      pattern: "blocked in the kernel [from <time:moment>]", doc: "asleep where no signal reaches it (a server that does not answer): it counts as virtually stopped, unless allow-blocked-threads is off", example: "blocked in the kernel", source: "SQ P2" },
  { id: "unblocks",     pattern: "wakes at <time:moment>", doc: "its sleep in the kernel ends", example: "wakes at 5s", source: "SQ P2" },
  { id: "holds-lock",   pattern: "holds a lock", doc: "asleep in the kernel it holds a kernel lock", example: "holds a lock", source: "SQ, [inference]" },
  { id: "realtime",     pattern: "realtime", doc: "it is in the real-time class; the option rt-policy says what that means", example: "realtime", source: "E10a, SSH, E10b" },
  { id: "bound",        pattern: "bound to <cpu:cpu>", doc: "bound to a processor, which then cannot go offline", example: "bound to cpu6", source: "SDR, CPU" },
  { id: "pid",          pattern: "pid <pid:integer>", doc: "its process id; counted from 100 when nothing is said", example: "pid 4711" },
  { id: "command",      pattern: "command <text:text>", doc: "its command line as messages show it; its name when nothing is said", example: 'command "tar cf /dev/rmt/0 /home"' },
];

/** How a kernel daemon answers its checkpoint callback. */
// biome-ignore format: a table is read by rows and columns
export const DAEMON_FORMS: readonly Form[] = [
  { id: "daemon-unregistered", pattern: "unregistered", doc: "it registered no checkpoint callback and is therefore never safe", example: "unregistered", source: "CB" },
  { id: "daemon-refuses",      pattern: "refuses to stop", doc: "its callback fails", example: "refuses to stop", source: "CB" },
  { id: "daemon-never",        pattern: "never answers", doc: "its callback does not return within its time-out", example: "never answers", source: "CB" },
  { id: "daemon-takes",        pattern: "stops after <time:duration>", doc: "how long its callback takes", example: "stops after 50ms", source: "CB" },
];

/** A filesystem's own statements. */
// biome-ignore format: a table is read by rows and columns
export const FILESYSTEM_FORMS: readonly Form[] = [
  { id: "sync-takes",  pattern: "sync takes <time:duration>", doc: "how long synchronising it takes", example: "sync takes 300ms", source: "SQ P4" },
  { id: "sync-hangs",  pattern: "sync hangs", doc: "its server does not answer: synchronising it blocks without bound", example: "sync hangs", source: "SQ P4" },
  { id: "unmounted",   pattern: "unmounted", doc: "it is not mounted when the scenario begins", example: "unmounted" },
];
