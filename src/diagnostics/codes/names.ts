import type { CodeTable } from "../code-entry.ts";
import { declarations, expectation, QUIESCE, scenario, scenarioAlone } from "./examples.ts";

/** DRS2xxx: names that stand for nothing, for two things, or for something else. */
export const NAME_CODES = {
  DRS2001: {
    title: "nothing of this kind has this name",
    explanation:
      "A statement refers to a device, a process or another thing that nothing declares: not the scenario, not the " +
      "file, not a file that it imports. Names of one kind do not stand for things of another, so a process is not " +
      "found where a device is wanted. The order of declarations does not matter.",
    wrong: scenario("at 1s quiesce as first", "at 2s kill tra", "expect first succeeded"),
    right: scenario("at 1s quiesce as first", "at 2s kill tar", "expect first succeeded"),
  },
  DRS2002: {
    title: "a name is given twice",
    explanation:
      "Within a file, or within a scenario, each device, process, value and label has a name of its own. A scenario " +
      "may use a name of its file again: then its declaration replaces the file's.",
    wrong: declarations("process tar { opens sd0 }"),
    right: declarations("process dump { opens sd0 }"),
  },
  DRS2003: {
    title: "a name could mean two things",
    explanation:
      "Things of different kinds may have the same name. Where either could be meant, the kind is written before " +
      "it: `device(x)`, `process(x)`.",
    wrong: scenario(
      "process sd0 { opens st0 }",
      "at 1s quiesce as first",
      "expect first succeeded and sd0",
    ),
    right: scenario(
      "process sd0 { opens st0 }",
      "at 1s quiesce as first",
      "expect first succeeded and process(sd0).alive",
    ),
  },
  DRS2004: {
    title: "a name stands for nothing",
    explanation:
      "In an expression a bare word is the name of a value, of something declared, of a state of the whole machine " +
      "or of an event. This one is none of them. Minus needs blanks around it, because `a-b` is one name.",
    wrong: expectation("expect sd1.state == running"),
    right: expectation("expect sd0.state == running"),
  },
  DRS2005: {
    title: "there is no such field",
    explanation:
      "Each kind of thing has fields that expectations can read, such as the state of a device or the outcome of " +
      "an operation. The notes list those of this kind.",
    wrong: expectation("expect sd0.stat == running"),
    right: expectation("expect sd0.state == running"),
  },
  DRS2006: {
    title: "an event is unknown",
    explanation:
      "`name(thing)` is an event of the platform that happens to something, one of `count`, `first`, `last` and " +
      "`contains`, or a kind before a name, such as `io(db)` for a workload. Nothing of this name is known.",
    wrong: expectation("expect count(transfre(sd0)) > 0"),
    right: expectation("expect count(transfer(sd0)) > 0"),
  },
  DRS2007: {
    title: "a word is none of the possible ones",
    explanation:
      "States, outcomes and other fields have a fixed set of words, and so have some parts of statements. This word " +
      "is not among them; the notes list them all.",
    wrong: expectation("expect sd0.state == runing"),
    right: expectation("expect sd0.state == running"),
  },
  DRS2008: {
    title: "the platform has no such rule",
    explanation:
      "`rule` names a rule or an invariant of the platform by its id. `drs rules` lists them, and `drs explain` " +
      "says of each what it demands and how it is broken.",
    wrong: expectation("fault sd0 works while suspended", "expect rule TOY-1 violated by sd0"),
    right: expectation("fault sd0 works while suspended", "expect rule TOY-01 violated by sd0"),
  },
  DRS2009: {
    title: "there is no such platform",
    explanation:
      "A file begins with the platform that its scenarios run on. Its name is written as `drs rules` writes it.",
    wrong: `platform toi\n\n${scenarioAlone("at 1s quiesce as first", "expect first succeeded")}`,
    right: `platform toy\n\n${scenarioAlone("at 1s quiesce as first", "expect first succeeded")}`,
  },
  DRS2010: {
    title: "braces in a text name no value",
    explanation:
      "`{name}` in a text is replaced by the value of that name: of a `let` or of a column of the examples. A brace " +
      "that is meant to be one is written twice: `{{`.",
    wrong: expectation('expect not contains(first.message, "after {limit}")'),
    right: expectation("let limit = 5s", 'expect not contains(first.message, "after {limit}")'),
  },
  DRS2011: {
    title: "a value is defined by itself",
    explanation:
      "The value of a name is made of others, and one of those is made of the first again.",
    wrong: scenario(
      "let a = b + 1s",
      "let b = a",
      "at a quiesce as first",
      "expect first succeeded",
    ),
    right: scenario(
      "let a = b + 1s",
      "let b = 2s",
      "at a quiesce as first",
      "expect first succeeded",
    ),
  },
  DRS2012: {
    title: "two scenarios have one title, or one has none",
    explanation:
      "Reports know a scenario by its file and its title, so each scenario of a file has a title of its own.",
    wrong: `${scenario("at 1s quiesce as first", "expect first succeeded")}\n${QUIESCE}`,
    right: `${scenario("at 1s quiesce as first", "expect first succeeded")}\n${QUIESCE.replace("an example", "another one")}`,
  },
  DRS2013: {
    title: "nothing uses a name",
    explanation:
      "A value, a label, a driver or a thing without properties is declared and then never mentioned. Either it is " +
      "superfluous, or another name was written where it was meant.",
    wrong: scenario("let limit = 5s", "at 1s quiesce as first", "expect first succeeded"),
    right: scenario(
      "let limit = 5s",
      "at 1s quiesce as first",
      "expect first succeeded and first.elapsed < limit",
    ),
  },
  DRS2014: {
    title: "a name that is only mentioned resembles an unused one",
    explanation:
      "A driver need not be declared: one that is only named does everything as it should. Here one is named that is " +
      "nowhere declared, while one with nearly this name is declared and never used. Probably they are the same.",
    wrong: `platform toy\n\ntopology { device sd0 using disc }\ndriver disk { suspend takes 30ms }\n\n${QUIESCE}`,
    right: `platform toy\n\ntopology { device sd0 using disk }\ndriver disk { suspend takes 30ms }\n\n${QUIESCE}`,
  },
  DRS2015: {
    title: "two columns have one name",
    explanation:
      "Each column of an examples table gives a value to a name, so each has a name of its own.",
    wrong: scenario(
      "examples {",
      "  | start | start |",
      "  | 1s    | 2s    |",
      "}",
      "at start quiesce as first",
      "expect first succeeded",
    ),
    right: scenario(
      "examples {",
      "  | start | limit |",
      "  | 1s    | 2s    |",
      "}",
      "at start quiesce as first",
      "expect first succeeded and first.elapsed < limit",
    ),
  },
} as const satisfies CodeTable;
