import type { CodeTable } from "../code-entry.ts";
import { declarations, expectation, scenario } from "./examples.ts";

const driver = (behaviour: string): string => declarations(`driver sd { ${behaviour} }`);

const quiesceAt = (...statements: readonly string[]): string =>
  scenario(...statements, "expect first.ended");

/** DRS3xxx: types, quantities and units. */
export const TYPE_CODES = {
  DRS3001: {
    title: "a unit is missing",
    explanation:
      "Times, sizes, rates and percentages carry their unit, glued to the number: `5ms`, `2GiB`, `200/s`, `10%`. " +
      "Both ends of a range carry it.",
    wrong: driver("suspend takes 30"),
    right: driver("suspend takes 30ms"),
  },
  DRS3002: {
    title: "a unit measures something else",
    explanation:
      "The quantity has a unit, but not one of what is wanted here: a size where a duration belongs, for instance.",
    wrong: driver("suspend takes 30MB"),
    right: driver("suspend takes 30ms"),
  },
  DRS3003: {
    title: "a unit is unknown",
    explanation:
      "Units of time are `ns us ms s min h d`, of size `B KB KiB MB MiB GB GiB TB TiB`, of rate `/s /ms /min /h`; " +
      "a percentage has `%`. Upper and lower case count.",
    wrong: driver("suspend takes 30sec"),
    right: driver("suspend takes 30s"),
  },
  DRS3004: {
    title: "a quantity is too fine",
    explanation:
      "Time is counted in whole nanoseconds and size in whole bytes. There is nothing in between.",
    wrong: driver("suspend takes 0.5ns"),
    right: driver("suspend takes 1ns"),
  },
  DRS3005: {
    title: "a range is empty, mixed or too long",
    explanation:
      "A range runs from a smaller to a larger quantity of the same kind. One that names things, such as processors " +
      "by number, may have 4096 of them.",
    wrong: driver("suspend takes 30ms..10ms"),
    right: driver("suspend takes 10ms..30ms"),
  },
  DRS3006: {
    title: "a quantity is negative",
    explanation:
      "A scenario begins at 0 and time runs forward only; sizes and rates are not negative either. Differences in " +
      "expectations may be.",
    wrong: quiesceAt("let start = 1s", "at start - 2s quiesce as first"),
    right: quiesceAt("let start = 3s", "at start - 2s quiesce as first"),
  },
  DRS3007: {
    title: "a quantity is too large",
    explanation:
      "A run lasts at most 30 days of virtual time, and sizes end where whole numbers are no longer exact.",
    wrong: quiesceAt("at 31d quiesce as first"),
    right: quiesceAt("at 29d quiesce as first"),
  },
  DRS3008: {
    title: "a calculation makes no sense",
    explanation:
      "Quantities of one kind can be added and subtracted, multiplied by numbers and divided by each other. The " +
      "difference of two moments is a duration, and a moment plus a duration is a moment; two moments cannot be added.",
    wrong: expectation("expect first.start + first.end < 5s"),
    right: expectation("expect first.end - first.start < 5s"),
  },
  DRS3009: {
    title: "two things cannot be compared",
    explanation:
      "Only values of one type can be compared: a duration with a duration, a state with a word of that state. Words " +
      "and texts are equal or not, but none is greater.",
    wrong: expectation("expect first.elapsed == first.end"),
    right: expectation("expect first.elapsed == first.end - first.start"),
  },
  DRS3010: {
    title: "something is neither true nor false",
    explanation:
      "An expectation, and whatever stands beside `and`, `or` and `not`, is a condition: a comparison, a field that " +
      "is true or false, an event, or a phrase of the platform. A bare name or a quantity is none.",
    wrong: expectation("expect first.outcome"),
    right: expectation("expect first.outcome == succeeded"),
  },
  DRS3011: {
    title: "a value has the wrong type",
    explanation:
      "Something else is wanted here: a word without quotes, a text in quotes, a number without a unit, a thing of " +
      "another kind. The message says which.",
    wrong: expectation('expect sd0.state == "running"'),
    right: expectation("expect sd0.state == running"),
  },
  DRS3012: {
    title: "a value is known only during the run",
    explanation:
      "Properties of what exists, durations and options are fixed before the run, so they cannot depend on what " +
      "happens in it. The moments of `after` may.",
    wrong: quiesceAt("at 1s quiesce as first", "run for first.elapsed"),
    right: quiesceAt("at 1s quiesce as first", "run for 10s"),
  },
  DRS3013: {
    title: "too many or too few arguments",
    explanation:
      "`count`, `first` and `last` take one event, `contains` two texts, an event that happens to something takes " +
      "that thing, and other events take nothing.",
    wrong: expectation("expect not panic(sd0)"),
    right: expectation("expect not panic"),
  },
  DRS3014: {
    title: "a division by zero",
    explanation: "Nothing can be divided by zero.",
    wrong: quiesceAt("let parts = 0", "at 1s / 0 quiesce as first", "expect parts == count(panic)"),
    right: quiesceAt("let parts = 0", "at 1s / 2 quiesce as first", "expect parts == count(panic)"),
  },
  DRS3015: {
    title: "a number is not whole",
    explanation:
      "Things are counted in whole numbers: requests at a time, passes, processor numbers.",
    wrong: driver("serves 1.5 at a time"),
    right: driver("serves 2 at a time"),
  },
  DRS3016: {
    title: "a choice cannot be made here",
    explanation:
      "A range, `one of […]`, `any` and `maybe` leave a question open that every run answers in its own way. " +
      "Expectations judge what has happened, so nothing can be left open in " +
      "them. A list alone is no value, a choice needs something to choose from, and ranges of percentages have no steps.",
    wrong: expectation("expect first.elapsed == 1s..2s"),
    right: expectation("expect first.elapsed <= 2s"),
  },
} as const satisfies CodeTable;
