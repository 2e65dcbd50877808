import type { Form } from "../../model/vocabulary.ts";

// biome-ignore format: a table is read by rows and columns
/**
 * What a driver does otherwise than usual. The same phrases stand in a `driver` block and after `fault`.
 * A form that breaks a rule names it.
 */
export const BEHAVIOUR_FORMS = [
  // ---- times and sizes
  { id: "suspend-takes",  pattern: "suspend takes <time:duration>",       doc: "How long suspending takes once the requests under way are done.", example: "suspend takes 30ms" },
  { id: "resume-takes",   pattern: "resume takes <time:duration>",        doc: "How long resuming takes.", example: "resume takes 10ms" },
  { id: "serves",         pattern: "serves <width:integer> at a time",    doc: "How many requests the device serves at a time; 1 when nothing is said.", example: "serves 4 at a time" },
  // ---- what a driver may do
  { id: "refuses",        pattern: "refuses suspend [while open]",        doc: "It refuses to suspend, always or while a process has its device open, and goes on as before.", example: "refuses suspend while open" },
  // ---- what a driver must not do
  { id: "hangs",          pattern: "hangs on suspend",                    doc: "It never answers when it is asked to suspend.", breaks: "TOY-03", example: "hangs on suspend" },
  { id: "fails-resume",   pattern: "fails resume",                        doc: "It does not come back, which brings the machine down.", breaks: "TOY-04", example: "fails resume" },
  { id: "works-on",       pattern: "works while suspended",               doc: "It says that it is suspended and goes on completing requests.", breaks: "TOY-01", example: "works while suspended" },
  { id: "drops-requests", pattern: "drops requests while suspended",      doc: "Requests that arrive while it is suspended vanish.", breaks: "TOY-02", example: "drops requests while suspended" },
] as const satisfies readonly Form[];

/** The name of a behaviour form. */
export type BehaviourName = (typeof BEHAVIOUR_FORMS)[number]["id"];
