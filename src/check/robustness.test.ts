import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic, SourceSpan } from "../diagnostics/diagnostic.ts";
import { parse } from "../syntax/parse.ts";
import { checkFile } from "./check-file.ts";
import { FIXTURE } from "./testing/fixture.ts";

// Whatever stands in a file, the checker answers with diagnostics whose places are in it, and never throws.

const TEXT = `platform fixture { profile hasty; watchdog 5s }
let limit = 2 * 5s
let who = one of [d1, t1]
machine {
  device d1 : disk using dd { device d2 spare }
  device t1 : tape using tt
  cpu 6..7
}
driver dd { takes 5ms..9ms; refuses suspend while open; waits for t1 }
process tar { opens t1 at 10ms; reads d1 as x }
workload db on d1 { rate 200/s }
fault t1 takes 5ms from 1s when (quiesced and x == 9)
sample duration limit size 2GiB rate 30/min percent 10% text "in {limit}" range 0..7 word red entity who
@tag scenario "first" {
  examples { | t | state |
    | 1s | gone |
    | 2s..3s | suspended |
  }
  let late = t + 1s
  at t stop who as one
  after one.end + 1s maybe kill tar
  when d1.state == state and not panic run "stop {late}" as two
  order dma(d1) before one
  expect {
    one refused with BUSY naming t1
    never dma(d1) while quiesced
    eventually d1.state == state within 1s of two
    first(dma(t1)) - one.start < limit
    suspend(d1) before quiesced
    io(db).lost == 0 or only rule FIX-01 violated by d1
    contains(two.message, "busy")
  }
}
scenario "second" {
  machine { device d3 }
  driver dd { takes 1ms }
  run for 10s
  at any kill tar
  expect failure "not yet"
  expect count(panic) == 0
}
`;

const RUNS = 300;

const TOKENS = TEXT.match(/"[^"\n]*"|[\w./%-]+|\s+|[^\s\w]/g) ?? [];

/** The text with some of its tokens left out, doubled or put elsewhere. */
const MUTANTS = fc
  .array(
    fc.record({
      at: fc.nat(TOKENS.length - 1),
      from: fc.nat(TOKENS.length - 1),
      how: fc.constantFrom("drop", "replace", "insert", "swap"),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((changes) => {
    const tokens = [...TOKENS];
    for (const { at, from, how } of changes) {
      const token = TOKENS[from] ?? "";
      if (how === "drop") tokens.splice(at, 1);
      else if (how === "replace") tokens[at] = token;
      else if (how === "insert") tokens.splice(at, 0, ` ${token} `);
      else [tokens[at], tokens[from]] = [tokens[from] ?? "", tokens[at] ?? ""];
    }
    return tokens.join("");
  });

function check(text: string) {
  const { tree, diagnostics } = parse(text, "main.drs");
  const checked = checkFile({
    file: "main.drs",
    text,
    tree,
    imports: [],
    catalogue: { fixture: FIXTURE },
    definitions: {},
  });
  return { ...checked, isReadable: diagnostics.length === 0 };
}

test("the text itself is right", () => {
  const { diagnostics, scenarios } = check(TEXT);
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  expect(scenarios).toHaveLength(3);
});

/** Places that are not in a text of this length. */
function outside(found: readonly Diagnostic[], length: number): readonly SourceSpan[] {
  const places = found.flatMap(({ span, related = [], fix }) => [
    span,
    ...related.map((one) => one.span),
    ...(fix === undefined ? [] : [fix.span]),
  ]);
  return places.filter(({ start, end }) => !(0 <= start && start <= end && end <= length));
}

test("mutants are answered, in places that exist", () => {
  fc.assert(
    fc.property(MUTANTS, (text) => {
      const { diagnostics, scenarios, isReadable } = check(text);
      expect(outside(diagnostics, text.length)).toEqual([]);
      expect(diagnostics.filter(({ message }) => /undefined|\[object/.test(message))).toEqual([]);
      for (const scenario of isReadable ? scenarios : []) {
        const last = scenario.choices.map((choice) => (choice.kind === "range" ? choice.to : 1));
        expect(scenario.settle(last).choices).toHaveLength(scenario.choices.length);
      }
    }),
    { numRuns: RUNS },
  );
});

test("checking twice gives the same", () => {
  fc.assert(
    fc.property(MUTANTS, (text) => {
      expect(check(text).diagnostics).toEqual(check(text).diagnostics);
    }),
    { numRuns: 100 },
  );
});

test("fixes that may be applied unseen leave fewer mistakes", () => {
  fc.assert(
    fc.property(MUTANTS, (text) => {
      const { diagnostics, isReadable } = check(text);
      const fix = diagnostics.find((one) => one.fix?.applicability === "machine")?.fix;
      if (!isReadable || fix === undefined) return;
      const mended = text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
      const isGone = check(mended).diagnostics.every(
        (one) => one.fix?.span.start !== fix.span.start || one.fix?.text !== fix.text,
      );
      expect(isGone).toBe(true);
    }),
    { numRuns: RUNS },
  );
});
