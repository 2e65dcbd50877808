import { expect, test } from "vitest";
import { PLAIN_SETTINGS } from "../../app/testing/plain-settings.ts";
import { playFile } from "../../app/testing/play-files.ts";

// Exploring finds each deadlock and hang of the catalogue where it depends on who comes first, and shrinks it to those who are in it.

const explore = {
  isAnyTiming: false,
  isFull: false,
  isByName: false,
  isExact: false,
  statesMax: 1e5,
  memoryMax: 1e12,
};

const BYSTANDERS = `
record k9 { value V 1 }
context bystander { begin k9 to read; read V of k9 into r9; end k9 }
`;

interface Row {
  readonly kind: string;
  readonly options?: string;
  readonly declarations: string;
  readonly timeline: string;
  /** What is broken in every order, so that it is no finding. */
  readonly expected: string;
}

const TWO = "record k1 { value V 1 }; record k2 { value V 1 }";
const ADAPTER =
  "topology { group CG0 { cpu 0 }; bus pci0 in CG0 { slot s1 { card A { function hba0 using adst { bound to cpu0 } } } } }";

// biome-ignore format: a table is read by rows and columns
const ROWS: readonly Row[] = [
  { kind: "DL4", options: "scope per-key", declarations: `${TWO}
context one { begin k1 to write; wait 1ms; begin k2 to write; end k2; end k1 }
context other { begin k2 to write; wait 1ms; begin k1 to write; end k1; end k2 }`, timeline: "at 0s start one as a; at 0ms..20ms start other as b", expected: "rule SVR5-RM-02 violated by a; rule SVR5-RM-02 violated by b" },
  { kind: "DL5", declarations: `${TWO}
context one { wait 18ms; begin k1 to write; await told; end k1 }
context other { begin k2 to write; signal told; end k2 }`, timeline: "at 0s start one as a; at 0ms..20ms start other as b", expected: "rule SVR5-RM-04 violated by a" },
  { kind: "DL6", declarations: `driver adst : sdi { during CFG_SUSPEND { begin own to write; await told; end own } }
${ADAPTER}
context other in HPCI { begin hba0 to write; signal told; end hba0 }`, timeline: "at 18ms suspend hba0 as a; at 0ms..20ms start other as b", expected: "rule SVR5-RM-04 violated by hba0" },
  { kind: "DL7", declarations: `${TWO}
context one { begin k1 to write }
context other { begin k1 to read; end k1 }`, timeline: "at 18ms start one as a; at 0ms..20ms start other as b", expected: "rule SVR5-RM-03 violated by a" },
  { kind: "nested read", declarations: `${TWO}
context one { begin k1 to read; wait 1ms; begin k1 to read; end k1; end k1 }
context other { begin k1 to write; end k1 }`, timeline: "at 0s start one as a; at 0ms..20ms start other as b", expected: "rule SVR5-RM-02 violated by a" },
];

const textOf = ({ options = "scope global", declarations, timeline, expected }: Row): string => `
platform svr5-ddi8 { ${options} }
${declarations}
${BYSTANDERS}
scenario "who is first" {
  ${timeline}
  at 5ms start bystander as c
  expect { count(deadlock) == 0; ${expected} }
}`;

test.each(ROWS)("$kind is found, and told with what is needed for it only", (row) => {
  const [finished] = playFile(
    "row.drs",
    { "row.drs": textOf(row) },
    { ...PLAIN_SETTINGS, explore },
  );
  const { verdict, counterexample, failures } = finished?.result ?? {};
  expect(verdict).toBe("failed");
  expect(failures?.some(({ message }) => /deadlock|hang/.test(message))).toBe(true);
  expect(counterexample).not.toContain("bystander");
  const replayed = playFile("row.drs", { "row.drs": counterexample ?? "" });
  expect(replayed.map(({ result }) => result.verdict)).toEqual(["failed"]);
  expect(JSON.stringify(replayed)).toContain(`${row.kind}: waits for`);
});
