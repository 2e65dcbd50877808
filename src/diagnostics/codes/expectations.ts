import type { CodeTable } from "../code-entry.ts";
import { expectation, scenario } from "./examples.ts";

/** DRS5xxx: expectations that cannot be judged, or say nothing. */
export const EXPECTATION_CODES = {
  DRS5001: {
    title: "`within` does not say of what moment",
    explanation:
      "`within 1s` is counted from a moment, and that moment is written behind it: `within 1s of first.end`, or " +
      "`within 1s of 0s` for the start of the scenario.",
    wrong: expectation("expect eventually sd0.state == running within 1s"),
    right: expectation("expect eventually sd0.state == running within 1s of first.end"),
  },
  DRS5002: {
    title: "two words of time do not go together",
    explanation:
      "`always`, `never` and `sometimes` go with `while`; `eventually` with `within`; `always` with `until`; " +
      "`before`, `after`, `until` and `at` stand between two conditions alone. The help says what was probably meant.",
    wrong: expectation("expect eventually sd0.state == suspended while quiesced"),
    right: expectation("expect sometimes sd0.state == suspended while quiesced"),
  },
  DRS5003: {
    title: "a word of time is missing at the beginning",
    explanation:
      "`while` and `within` say when something is looked at, and a word before the condition says how often it must " +
      "be true: `always … while …`, `eventually … within … of …`.",
    wrong: expectation("expect sd0.state == suspended while quiesced"),
    right: expectation("expect always sd0.state == suspended while quiesced"),
  },
  DRS5004: {
    title: "a phrase is none that the platform knows",
    explanation:
      "Words side by side are a phrase of the platform, such as `first refused with BUSY naming st0`. This one fits " +
      "none; the message says where it stops fitting. Perhaps an operator is missing between two of the words.",
    wrong: expectation("expect first succeded"),
    right: expectation("expect first succeeded"),
  },
  DRS5005: {
    title: "a scenario expects nothing",
    explanation:
      "Without an expectation a scenario fails only when a rule of the platform is broken. Say what must come of it.",
    wrong: scenario("at 1s quiesce"),
    right: scenario("at 1s quiesce as first", "expect first succeeded"),
  },
  DRS5006: {
    title: "a condition does not depend on the run",
    explanation:
      "It is always true or always false, whatever happens, and so says nothing about the scenario.",
    wrong: expectation("expect first.elapsed == first.elapsed"),
    right: expectation("expect first.elapsed == first.end - first.start"),
  },
  DRS5007: {
    title: "something that is no event is counted",
    explanation:
      "`count`, `first` and `last` ask how often an event has happened, when first and when last. States are looked " +
      "at with `always`, `never` and `sometimes`, or read at a moment with `at`.",
    wrong: expectation("expect count(quiesced) == 1"),
    right: expectation("expect count(suspend(sd0)) == 1"),
  },
  DRS5008: {
    title: "an event is compared with a value",
    explanation:
      "An event happens or not. How often it has happened is `count(event)`; `first(event)` and `last(event)` are " +
      "the moments.",
    wrong: expectation("expect suspend(sd0) == 1"),
    right: expectation("expect count(suspend(sd0)) == 1"),
  },
} as const satisfies CodeTable;
