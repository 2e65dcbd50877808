import type { Form } from "../../../model/vocabulary.ts";

/**
 * What a driver does otherwise than its platform's rules require, or how long it takes. The same phrases stand
 * in a `driver` block and, for one device and a time, after `fault`. A form that breaks a rule says which.
 */
// biome-ignore format: a table is read by rows and columns
export const BEHAVIOUR_FORMS = [
  // ---- times and declared classes: no rule is broken
  { id: "suspend-takes",   pattern: "suspend takes <time:duration>", doc: "how long the suspend entry takes beyond draining", example: "suspend takes 30ms", source: "SQ P5" },
  { id: "resume-takes",    pattern: "resume takes <time:duration>", doc: "how long the resume entry takes", example: "resume takes 10ms", source: "SQ" },
  { id: "drain-limit",     pattern: "drains within <time:duration>", doc: "how long it waits for commands in flight before it restores the device and refuses", example: "drains within 30s", source: "SD, ST" },
  { id: "suspend-unsafe",  pattern: "suspend-unsafe", doc: "a declared suspend-unsafe driver: it refuses while its device is open", example: "suspend-unsafe", source: "[seed]" },
  { id: "unsafe-listed",   pattern: "on the unsafe list", doc: "it is on the list of unsafe drivers, which profile ngdr reads before it asks anyone", example: "on the unsafe list", source: "NQ" },
  { id: "refuses-suspend", pattern: "refuses suspend", doc: "it returns failure from suspend and leaves the device as it was (a disk in resource wait, say); no rule forbids that", example: "refuses suspend", source: "M-D, SD" },
  { id: "never-answers",   pattern: "never returns from suspend", doc: "its suspend entry does not return: no time-out exists around it", example: "never returns from suspend", source: "SQ" },
  { id: "needs-tunable",   pattern: "needs tunable <tunable:name>", doc: "it refuses to suspend unless the tunable is 1", example: "needs tunable pln-enable-detach-suspend", source: "RN, E10b p.8" },
  { id: "second-succeeds", pattern: "suspend again succeeds", doc: "asked to suspend a device that is suspended already, it says success", example: "suspend again succeeds", source: "SD" },
  { id: "second-refused",  pattern: "suspend again is refused", doc: "the same, it says failure", example: "suspend again is refused", source: "ST" },
  { id: "attach-fails",    pattern: "fails attach", doc: "it does not attach when the board is configured", example: "fails attach", source: "SDR" },
  // ---- breaches of the suspend obligations
  { id: "no-suspend",      pattern: "has no suspend", breaks: "SUN-SS-01", doc: "it has no DDI_SUSPEND at all", example: "has no suspend", source: "[seed]; E10b p.4" },
  { id: "dma-after",       pattern: "dma <time:duration> after suspend [every <period:duration>]", breaks: "SUN-SS-02", doc: "its device reaches memory this long after suspend returned success", example: "dma 200ms after suspend", source: "[seed]; M-D" },
  { id: "irq-after",       pattern: "interrupts <time:duration> after suspend [every <period:duration>]", breaks: "SUN-SS-03", doc: "its device interrupts this long after suspend returned success", example: "interrupts 200ms after suspend", source: "[seed]; M-D" },
  { id: "refuses-open",    pattern: "refuses suspend while open", breaks: "SUN-SS-04", doc: "a driver that is no tape's and not declared suspend-unsafe refuses because its device is open", example: "refuses suspend while open", source: "[seed]; M-D" },
  { id: "loses-state",     pattern: "loses its registers", breaks: "SUN-SS-05", doc: "the device's state is not restored on resume", example: "loses its registers", source: "M-D, M-AT" },
  { id: "drops-requests",  pattern: "drops requests while suspended", breaks: "SUN-SS-06", doc: "requests that arrive while it is suspended vanish", example: "drops requests while suspended", source: "M-D, M-AT" },
  { id: "fails-requests",  pattern: "fails requests while suspended", breaks: "SUN-SS-06", doc: "requests that arrive while it is suspended come back as errors", example: "fails requests while suspended", source: "M-D, M-AT" },
  { id: "repeats-requests", pattern: "repeats requests on resume", breaks: "SUN-SS-06", doc: "the first request held over a suspend is carried out twice", example: "repeats requests on resume", source: "M-D, M-AT" },
  { id: "timer-survives",  pattern: "leaves a timer of <time:duration>", breaks: "SUN-SS-07", doc: "a time-out is not cancelled before suspend returns; it fires when it is due, at the earliest when the clock runs again", example: "leaves a timer of 50ms", source: "M-D" },
  { id: "worker-runs",     pattern: "worker runs <time:duration> after suspend", breaks: "SUN-SS-08", doc: "a driver thread goes on and touches the device, as soon as threads run", example: "worker runs 50ms after suspend", source: "M-D" },
  { id: "half-suspends",   pattern: "fails suspend halfway", breaks: "SUN-SS-09", doc: "it returns failure with the device already down: nobody will resume it", example: "fails suspend halfway", source: "M-D" },
  { id: "drains-forever",  pattern: "drains without limit", breaks: "SUN-SS-10", doc: "it waits for commands in flight for ever", example: "drains without limit", source: "SD, ST" },
  { id: "suspends-open",   pattern: "suspends while open", breaks: "SUN-SS-11", doc: "a tape driver that suspends although the tape is open", example: "suspends while open", source: "[seed]; ST" },
  { id: "suspends-reserved", pattern: "suspends while reserved", breaks: "SUN-SS-12", doc: "it suspends although its device is reserved", example: "suspends while reserved", source: "SD" },
  { id: "needs-device",    pattern: "suspend needs <device:device>", breaks: "SUN-SS-14", doc: "its suspend entry waits for another device, which may be suspended already", example: "suspend needs sd0", source: "[inference]" },
  { id: "down-early",      pattern: "goes down with its first child", breaks: "SUN-SS-15", doc: "a nexus that is unusable as soon as one of its children is suspended", example: "goes down with its first child", source: "SQ" },
  { id: "back-late",       pattern: "comes back <time:duration> late", breaks: "SUN-SS-15", doc: "a nexus that says it has resumed before its children can use it", example: "comes back 50ms late", source: "SQ" },
  { id: "fails-resume",    pattern: "fails resume", breaks: "SUN-SS-16", doc: "DDI_RESUME fails", example: "fails resume", source: "SQ" },
  { id: "loads-module",    pattern: "suspend loads a module", breaks: "SUN-SS-17", doc: "its suspend entry loads a kernel module, which blocks for ever while threads are stopped", example: "suspend loads a module", source: "SQ P0" },
  { id: "waits-process",   pattern: "suspend waits for <process:process>", breaks: "SUN-SS-17", doc: "its suspend entry waits for a user process, which is stopped", example: "suspend waits for mountd", source: "SQ P0" },
  { id: "takes-lock",      pattern: "suspend takes a lock of <process:process>", breaks: "SUN-SS-18", doc: "its suspend entry takes a kernel lock that the process may hold in its sleep", example: "suspend takes a lock of tar", source: "[inference]" },
  { id: "ignores-tunable", pattern: "ignores its tunable", breaks: "SUN-SS-20", doc: "it suspends although its tunable is 0", example: "ignores its tunable", source: "RN, E10b p.8" },
  { id: "unmasked-input",  pattern: "does not mask input", breaks: "SUN-SS-21", doc: "input that arrives while it is suspended still reaches memory", example: "does not mask input", source: "[seed]" },
  { id: "suspend-nothing", pattern: "suspend does nothing", breaks: "SUN-SS-22", doc: "its detach entry is the no-op that returns success: the device goes on working", example: "suspend does nothing", source: "DRV" },
  { id: "forgets-suspended", pattern: "restarts when suspended again", breaks: "SUN-SS-19", doc: "a second suspend of a suspended device wakes it up", example: "restarts when suspended again", source: "SD, ST, M-AT" },
  // ---- breaches of the detach obligations
  { id: "no-detach",       pattern: "has no detach", breaks: "SUN-DS-01", doc: "it does not support DDI_DETACH of one instance", example: "has no detach", source: "M-D; E10b" },
  { id: "unloads-open",    pattern: "unloads while open", breaks: "SUN-DS-02", doc: "its module can be unloaded although an instance is open", example: "unloads while open", source: "GJ, E10b" },
  { id: "detaches-busy",   pattern: "detaches while busy", breaks: "SUN-DS-03", doc: "it detaches although its device is open or mounted", example: "detaches while busy", source: "G" },
  // ---- entry points written out
  { id: "handler",         pattern: "on <entry:(suspend|resume)>", block: "handler", blockRequired: true, once: false, doc: "the entry point as steps, in place of the driver's own; it succeeds at its end", example: "on suspend { wait 20ms; refuse while open }", source: "M-D" },
] as const satisfies readonly Form[];

export type BehaviourId = (typeof BEHAVIOUR_FORMS)[number]["id"];

/** Steps of an entry point. */
// biome-ignore format: a table is read by rows and columns
export const HANDLER_FORMS: readonly Form[] = [
  { id: "step-wait",      pattern: "wait <time:duration>", once: false, doc: "time passes", example: "wait 20ms" },
  { id: "step-refuse",    pattern: "refuse [while <when:(open|busy|reserved)>]", once: false, doc: "returns failure, always or while the device is open, busy (open or mounted) or reserved", example: "refuse while open" },
  { id: "step-dma",       pattern: "dma", once: false, doc: "the device reaches memory", example: "dma" },
  { id: "step-interrupt", pattern: "interrupt", once: false, doc: "the device interrupts", example: "interrupt" },
  { id: "step-never",     pattern: "never return", doc: "the entry point hangs", example: "never return" },
];
