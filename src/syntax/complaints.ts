import type { FileItem } from "./ast.ts";
import type { Complaint } from "./complaint.ts";
import { explain, type Noted } from "./explain.ts";
import type { Note } from "./note.ts";

/** Complaints by position, and how many more there would have been. */
export interface Complaints {
  readonly first: readonly Complaint[];
  readonly left: number;
}

/** Makes complaints of notes: none twice, and none that only follows from another. At most `max` of them. */
export function complaintsOf(noted: Noted, max: number): Complaints {
  const first: Complaint[] = [];
  const said = new Said(noted);
  let left = 0;
  for (const note of relevant(noted.notes)) {
    if (said.covers(note)) continue;
    if (first.length >= max) {
      left++;
      continue;
    }
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
  const deep = sorted.filter(({ kind }) => kind === "deep");
  const isTooDeep = ({ start, end }: Note) =>
    deep.some((note) => note.start >= start && note.start <= end);
  const kept: Note[] = [];
  let unreadEnd = -1;
  for (const note of sorted) {
    const last = kept.at(-1);
    if (last !== undefined && last.kind === note.kind && last.start === note.start) continue;
    if (note.kind === "bad" && isTooDeep(note)) continue;
    if (note.kind !== "deep" && note.start < unreadEnd) continue;
    if (note.kind === "bad") unreadEnd = note.end;
    kept.push(note);
  }
  return kept;
}

function rank({ kind }: Note): number {
  return kind === "bad" ? 0 : 1;
}

const MISPLACED = "DRS1015";
const STRAY_BRACE = "DRS1004";

/** What has been said so far. */
class Said {
  readonly #noted: Noted;
  #coveredEnd = -1;
  #misplacedAt = -1;

  constructor(noted: Noted) {
    this.#noted = noted;
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
    const isBetween = (item: FileItem) =>
      item.kind === "scenario" && item.start > this.#misplacedAt && item.start < start;
    return !this.#noted.tree.body.some(isBetween);
  }
}
