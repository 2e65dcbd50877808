import type { Complaint } from "./complaint.ts";
import { explain, type Noted } from "./explain.ts";
import type { Note } from "./note.ts";

/** Complaints by position, and how many more there would have been, about. */
export interface Complaints {
  readonly first: readonly Complaint[];
  readonly left: number;
}

/** So many notes are looked into for each complaint that may be shown; most texts have fewer notes than complaints. */
const NOTES_PER_COMPLAINT = 4;

/** Makes complaints of notes: none twice, and none that only follows from another. At most `max` of them. */
export function complaintsOf(noted: Noted, max: number): Complaints {
  const first: Complaint[] = [];
  const said = new Said(noted);
  let looked = 0;
  let left = 0;
  for (const note of relevant(noted.notes)) {
    if (said.covers(note)) continue;
    if (first.length >= max || looked >= max * NOTES_PER_COMPLAINT) {
      left++;
      continue;
    }
    looked++;
    const complaint = explain(note, noted);
    if (!said.isRepeatedBy(complaint)) first.push(complaint);
    said.add(complaint);
  }
  return { first: first.sort((one, other) => one.start - other.start), left };
}

/** Notes by position, without repetitions and without those from the midst of what could not be read at all. */
function relevant(notes: readonly Note[]): readonly Note[] {
  const sorted = [...notes].sort(
    (one, other) => one.start - other.start || rank(one) - rank(other),
  );
  const isTooDeep = tooDeep(sorted);
  const kept: Note[] = [];
  let unreadEnd = -1;
  for (const note of sorted) {
    const isInside = note.kind !== "deep" && note.start < unreadEnd;
    if (isInside || isTooDeep(note) || isRepetition(note, kept.at(-1))) continue;
    if (note.kind === "bad") unreadEnd = note.end;
    kept.push(note);
  }
  return kept;
}

/** Whether a statement could not be read because it is nested too deeply, which is noted by itself. Asked in order. */
function tooDeep(sorted: readonly Note[]): (note: Note) => boolean {
  const places = sorted.filter(({ kind }) => kind === "deep").map(({ start }) => start);
  let next = 0;
  return ({ kind, start, end }) => {
    while ((places[next] ?? Number.POSITIVE_INFINITY) < start) next++;
    return kind === "bad" && (places[next] ?? Number.POSITIVE_INFINITY) <= end;
  };
}

function isRepetition(note: Note, last: Note | undefined): boolean {
  return last !== undefined && last.kind === note.kind && last.start === note.start;
}

/** What could not be read comes before what else was noticed at the same place. */
function rank({ kind }: Note): number {
  return kind === "bad" ? 0 : 1;
}

const MISPLACED = "DRS1015";
const STRAY_BRACE = "DRS1004";

/** What has been said so far. */
class Said {
  readonly #scenarios: readonly number[];
  #coveredEnd = -1;
  #misplacedAt = -1;

  constructor({ tree }: Noted) {
    this.#scenarios = tree.body.filter(({ kind }) => kind === "scenario").map(({ start }) => start);
  }

  add({ covers, code, start }: Complaint): void {
    if (covers !== undefined) this.#coveredEnd = Math.max(this.#coveredEnd, covers.end);
    if (code === MISPLACED) this.#misplacedAt = start;
  }

  /** Notes come by position, so what is covered reaches from the last complaint to one end. */
  covers({ start }: Note): boolean {
    return start < this.#coveredEnd;
  }

  /** A block closed too early puts all that follows, up to the next scenario, in the wrong place: said once. */
  isRepeatedBy({ code, start }: Complaint): boolean {
    if (this.#misplacedAt < 0 || (code !== MISPLACED && code !== STRAY_BRACE)) return false;
    return !this.#scenarios.some((scenario) => scenario > this.#misplacedAt && scenario < start);
  }
}
