// Single-point mutations of the shared machine: [what it does, file, the text, its replacement].

const PLAYING = "src/kit/playing.ts";
const ROUNDS = "src/kit/rounds.ts";
const END = "src/kit/operation-end.ts";
const STATION = "src/kit/station.ts";
const WORKLOAD = "src/kit/workload.ts";
const AGENDA = "src/engine/agenda.ts";

// biome-ignore format: a table is read by rows and columns
export const MUTANTS = [
  ["undoing goes first to last",          ROUNDS,   "    backwards: true,", "    backwards: false,"],
  ["the refuser is undone too",           ROUNDS,   "places: failure === null ? who.length : failure.reach,\n    backwards: true,\n    except: failure?.index ?? -1,", "places: failure === null ? who.length : failure.reach + 1,\n    backwards: true,\n    except: -1,"],
  ["those after the refuser are undone",  ROUNDS,   "places: failure === null ? who.length : failure.reach", "places: who.length"],
  ["asks of one phase have no limit",     ROUNDS,   "const time = (asking.ask.limit ?? c.watchdog) - over;", "const time = c.watchdog - over;"],
  ["nobody waits for the watchdog",       ROUNDS,   "if (asking.ask.limit !== undefined || c.watchdog > 0)", "if (asking.ask.limit !== undefined)"],
  ["undoing always says: succeeding",     ROUNDS,   "d.direction === \"forward\" || d.failure === null ? 0 : 1", "0"],
  ["passes are counted apart",            PLAYING,  "d.unsettled += d.round.done;", "d.unsettled = d.round.done;"],
  ["one pass is enough",                  PLAYING,  "d.pass < waits - 1", "d.pass < 0"],
  ["a rollback undoes one phase only",    PLAYING,  "if (before !== undefined && before >= target) beginUndo", "if (!isRollback && before !== undefined && before >= target) beginUndo"],
  ["a refusal rolls nothing back",        PLAYING,  "  d.direction = \"rollback\";\n  beginUndo(d, d.phase, fx, c);", "  d.direction = \"rollback\";\n  d.entered = [];\n  nextFinal(d, fx, c);"],
  ["the refusing phase is not undone",    PLAYING,  "  d.direction = \"rollback\";\n  beginUndo(d, d.phase, fx, c);", "  d.direction = \"rollback\";\n  undone(d, fx, c);"],
  ["skipping on is forgotten",            PLAYING,  "if (phase?.skipTo !== undefined &&", "if (phase?.skipTo === \"\" &&"],
  ["pauses of the table are left out",    PLAYING,  "wait(d, phase.wait ?? 0, Step.leave, fx)", "wait(d, 0, Step.leave, fx)"],
  ["a panic lets the world go on",        END,      "  end(d, conclusion, fx, c);\n  fx.halt();", "  end(d, conclusion, fx, c);"],
  ["the operator is told nothing",        END,      "  d.message = message;", "  d.message = \"\";"],
  ["nobody is named",                     END,      "  d.culprit = conclusion.culprit;", "  d.culprit = NOBODY;"],
  ["a held station begins new services",  STATION,  "if (station.held && service.whileHeld !== \"serve\")", "if (false)"],
  ["requests that waited are left",       STATION,  "for (let begun = Math.min(free, waiting); begun > 0; begun--) fx.recall();", ""],
  ["one server is as good as many",       STATION,  "if (station.busy >= service.width) {", "if (station.busy >= 1) {"],
  ["timers come before messages",         AGENDA,   "export const TIMER_ORDER = 2 * CLASS;", "export const TIMER_ORDER = CLASS / 2;"],
  ["statements come last",                AGENDA,   "export const STATEMENT_ORDER = 0;", "export const STATEMENT_ORDER = 3 * CLASS;"],
  ["messages of an instant come last first", AGENDA, "    if (this.#first === null) this.#first = pending;\n    else this.#last.next = pending;\n    this.#last = pending;\n  }\n\n  /** Puts a message before", "    pending.next = this.#first;\n    if (this.#first === null) this.#last = pending;\n    this.#first = pending;\n  }\n\n  /** Puts a message before"],
  ["a stopped workload goes on",          WORKLOAD, "if (d.stopped || d.issued >= d.due ||", "if (d.issued >= d.due ||"],
];
