import { InvariantViolation } from "../../../base/invariant-violation.ts";
import { DepthFirst } from "../depth-first.ts";
import type { Space } from "../space.ts";
import { Board } from "./board.ts";
import { packed, unpacked } from "./load.ts";
import type { Findings, Line, Seat } from "./messages.ts";

/** States expanded between two looks at what the others want. */
const TURN = 512;

/** With fewer states that wait for their turn, none is given away. */
const SHARED_MIN = 64;

/** States given away at a time, at most. */
const SHARED_MAX = 8192;

/** Gives away about half of what waits, the oldest first: mostly more hangs on it. */
export function share(
  search: DepthFirst,
  space: Space,
  board: Board,
  to: number,
  line: Line,
): void {
  if (search.waiting < SHARED_MIN) return;
  board.noteSent(to);
  const rows = search.giveAway(Math.min(SHARED_MAX, search.waiting >> 1));
  line.send({ kind: "load", load: packed(space, rows) });
}

/** Takes over what another thread has given away. Whether there was something. */
export function takeOver(search: DepthFirst, space: Space, board: Board, line: Line): boolean {
  const message = line.receive();
  if (message?.kind === "broken") throw new InvariantViolation(`in a thread: ${message.what}`);
  if (message?.kind !== "load") return false;
  search.takeOver(unpacked(space, message.load));
  board.setHungry(false);
  board.noteReceived();
  return true;
}

/** What a thread has found so far. */
export function findingsOf(
  { transitions, wrong }: DepthFirst,
  { conditions, expectations }: Space,
): Findings {
  const { unseen, ends, standstills } = conditions;
  const places = [...unseen].map((plan) => expectations.indexOf(plan));
  return { transitions, isWrong: wrong !== undefined, unseen: places, ends, standstills };
}

/** Searches beside others, until all is done: the whole work of a helping thread. */
export function help(space: Space, { memory, thread }: Seat, line: Line): void {
  const board = new Board(memory, thread);
  const search = new DepthFirst(space, board);
  board.setHungry(true);
  board.join();
  while (!board.isEnding) {
    board.park();
    if (search.waiting === 0) {
      board.setHungry(true);
      if (!takeOver(search, space, board, line)) board.rest();
      continue;
    }
    search.expand(TURN);
    board.publish();
    if (search.wrong !== undefined) board.end();
    if (board.isHungry(0)) share(search, space, board, 0, line);
  }
  line.send({ kind: "done", found: findingsOf(search, space) });
}
