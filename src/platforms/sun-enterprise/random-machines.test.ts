import fc from "fast-check";
import { expect, test } from "vitest";
import type { Played } from "../../app/testing/play-text.ts";
import { playText } from "../../app/testing/play-text.ts";
import type { TraceEvent } from "../../model/event.ts";
import { eventName } from "../../model/kinds.ts";
import { PLATFORMS } from "../registry.ts";
import type { Machine, Node } from "./testing/random-machines.ts";
import { machine } from "./testing/random-machines.ts";

// Whatever machine, whatever runs on it and whatever the operator does: conforming drivers break no rule, every
// invariant holds, and what was suspended is resumed in exactly the reverse order.

/** Children before their parent, siblings in order: how drivers must be asked. */
const postOrder = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [...postOrder(node.children), node]);

/** Suspends and resumes of each operation, as the trace tells them. */
function rounds({ trace, names }: Played): readonly { down: string[]; up: string[] }[] {
  const found: { down: string[]; up: string[] }[] = [];
  const name = ({ subject }: TraceEvent): string => names[subject] ?? "";
  for (const event of trace) {
    const kind = eventName(event.kind);
    if (kind === "operation-started") found.push({ down: [], up: [] });
    if (kind === "suspended") found.at(-1)?.down.push(name(event));
    if (kind === "resumed") found.at(-1)?.up.push(name(event));
  }
  return found;
}

function holds({ text, trees }: Machine): void {
  const played = playText(text, PLATFORMS);
  const { verdict, failures } = played.result;
  expect([verdict, failures.map(({ message }) => message)], text).toEqual(["passed", []]);
  const order = postOrder(trees.flat()).map(({ name }) => name);
  for (const { down, up } of rounds(played)) {
    expect(up, text).toEqual(down.toReversed());
    expect(down, text).toEqual(order.filter((name) => down.includes(name)));
  }
}

test("random machines keep every rule and invariant", () => {
  fc.assert(fc.property(machine, holds), { numRuns: 250, seed: 20_010_203 });
}, 60_000);

test("the same text gives the same trace", () => {
  const same = ({ text }: Machine): void => {
    expect(playText(text, PLATFORMS).result.traceHash).toBe(
      playText(text, PLATFORMS).result.traceHash,
    );
  };
  fc.assert(fc.property(machine, same), { numRuns: 20, seed: 7 });
}, 60_000);
