import { InvariantViolation } from "../../../base/invariant-violation.ts";
import { DepthFirst } from "../depth-first.ts";
import type { Space, Wrong } from "../space.ts";
import { Board, THREADS_MAX } from "./board.ts";
import { share, takeOver } from "./helping.ts";
import type { Findings, Helper, Hire } from "./messages.ts";

/** States before others are asked to help: starting a thread takes as long as some hundred thousand. */
const ALONE_MAX = 200_000;

/** States expanded between two looks at what the others want. */
const TURN = 512;

/** Visits every state once, as `DepthFirst` does, and together with other threads once there are many. */
export class TeamSearch {
  readonly #space: Space;
  readonly #search: DepthFirst;
  readonly #hire: Hire;
  readonly #count: number;
  #board: Board | undefined;
  #helpers: readonly Helper[] = [];
  /** Of helpers that have ended. */
  #transitions = 0;
  #isWrongElsewhere = false;

  /** `count`: threads beside this one. */
  constructor(space: Space, { hire, count }: { readonly hire: Hire; readonly count: number }) {
    this.#space = space;
    this.#search = new DepthFirst(space);
    this.#hire = hire;
    this.#count = Math.min(count, THREADS_MAX - 1);
  }

  get states(): number {
    return this.#board?.size ?? this.#search.states;
  }

  get transitions(): number {
    return this.#search.transitions + this.#transitions;
  }

  get wrong(): Wrong | undefined {
    return this.#search.wrong;
  }

  /** States that wait here, at least one as long as not all is done. */
  get waiting(): number {
    if (this.#board === undefined) return this.#search.waiting;
    return Math.max(this.#search.waiting, this.#helpers.length > 0 ? 1 : 0);
  }

  /** Some thread has found something wrong while there were several. */
  get isWrong(): boolean {
    return this.#board !== undefined && (this.#isWrongElsewhere || this.wrong !== undefined);
  }

  /** No more states can be remembered. */
  get isFull(): boolean {
    return this.#board?.isFull ?? false;
  }

  /** Expands about so many more states. */
  expand(count: number): void {
    if (this.#board === undefined) {
      this.#search.expand(count);
      if (this.#search.states > ALONE_MAX && this.#search.waiting > 0) this.#begin();
      return;
    }
    for (let left = count; left > 0 && this.#helpers.length > 0; left -= TURN)
      this.#turn(this.#board);
  }

  /** Sends the helpers away. */
  dismiss(): void {
    this.#board?.end();
    for (const helper of this.#helpers) helper.dismiss();
    this.#helpers = [];
  }

  #begin(): void {
    const board = boardOrNone();
    if (board === undefined) return;
    this.#search.shareWith(board);
    this.#board = board;
    const seats = Array.from({ length: this.#count }, (_, at) => at + 1);
    this.#helpers = seats.map((thread) => this.#hire({ thread, memory: board.memory }));
  }

  #turn(board: Board): void {
    if (board.isEnding) {
      this.#gather();
      return;
    }
    const search = this.#search;
    board.growIfNeeded();
    for (const [at, helper] of this.#helpers.entries())
      if (board.isHungry(at + 1)) share(search, this.#space, board, at + 1, helper);
    if (search.waiting > 0) search.expand(TURN);
    board.publish();
    if (search.wrong !== undefined) board.end();
    if (search.waiting === 0) this.#wait(board);
  }

  /** Looks whether others have something to do. */
  #wait(board: Board): void {
    board.setHungry(true);
    for (const helper of this.#helpers) {
      if (takeOver(this.#search, this.#space, board, helper)) return;
    }
    if (board.isDone()) board.end();
    else board.rest();
  }

  /** Takes together what the threads have found that have come to their end. */
  #gather(): void {
    const ended = this.#helpers.filter((helper) => {
      const message = helper.receive();
      if (message?.kind === "broken") throw new InvariantViolation(`in a thread: ${message.what}`);
      if (message?.kind !== "done") return false;
      this.#add(message.found);
      helper.dismiss();
      return true;
    });
    this.#helpers = this.#helpers.filter((helper) => !ended.includes(helper));
    if (ended.length === 0) this.#board?.rest();
  }

  #add({ transitions, isWrong, unseen, ends, standstills }: Findings): void {
    const { conditions, expectations } = this.#space;
    this.#transitions += transitions;
    this.#isWrongElsewhere ||= isWrong;
    conditions.ends += ends;
    conditions.standstills += standstills;
    for (const plan of conditions.unseen)
      if (!unseen.includes(expectations.indexOf(plan))) conditions.unseen.delete(plan);
  }
}

function boardOrNone(): Board | undefined {
  try {
    return new Board(undefined, 0);
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}
