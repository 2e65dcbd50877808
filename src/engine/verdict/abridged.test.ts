import { expect, test } from "vitest";
import type { TraceEvent } from "../../model/event.ts";
import { CoreEvent } from "../../model/event.ts";
import { abridged } from "./abridged.ts";

const event = (kind: TraceEvent["kind"], seq: number): TraceEvent => ({
  seq,
  time: seq,
  kind,
  subject: 0,
  source: 0,
  value: 0,
  text: "",
  cause: seq - 1,
});

/** A statement, ten phases, a refusal, ten phases. */
const CHAIN = Array.from({ length: 22 }, (_, seq) => {
  if (seq === 0) return event(CoreEvent.statement, seq);
  return event(seq === 11 ? CoreEvent.refused : CoreEvent.phase, seq);
});

const kept = (max: number): readonly number[] => abridged(CHAIN, max).map(({ seq }) => seq);

test("a short chain is whole", () => {
  expect(abridged(CHAIN, 22)).toBe(CHAIN);
});

test("the first, the turns and the last stay", () => {
  expect(kept(3)).toEqual([0, 11, 21]);
});

test("then comes what led to each", () => {
  expect(kept(7)).toEqual([0, 9, 10, 11, 19, 20, 21]);
});
