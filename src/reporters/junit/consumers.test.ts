import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { optionsFor } from "../testing/options.ts";
import { sampleRun } from "../testing/sample-run.ts";
import { writtenBy } from "../testing/written.ts";
import { elementsOf, type XmlNode, xmlTree } from "../testing/xml-tree.ts";
import { JunitReport } from "./report.ts";

// What each reader of JUnit is documented to take from a report, each rule again in a few lines of our own. The sample
// has 18 cases: 8 failures, 5 errors, 1 skipped.

const [DOCUMENT = ""] = writtenBy(new JunitReport(optionsFor().junit), sampleRun());
const ROOT = xmlTree(new SaxesParser(), DOCUMENT);
const SUITES = ROOT.children;
const CASES = elementsOf(ROOT, "testcase");
const FAILED = CASES.filter((node) => childOf(node, "failure") ?? childOf(node, "error"));
const TAPE = "scenarios/sun/tape.drs";

function childOf(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name);
}

function numberOf(node: XmlNode, attribute: string): number {
  return Number(node.attributes[attribute]);
}

function sumOf(nodes: readonly XmlNode[], attribute: string): number {
  return nodes.reduce((sum, node) => sum + numberOf(node, attribute), 0);
}

test("the sample has what the readers are asked about", () => {
  expect([CASES.length, FAILED.length]).toEqual([18, 13]);
});

describe("dorny/test-reporter, jest-junit", () => {
  // The summary is drawn from attributes; annotations from the first `(path:line:column)` at the end of a line of a
  // failure's text that names a tracked file. A failure without text makes it throw.
  const place = /\((.*):(\d+):(\d+)\)$/;
  const tracked = new Set(SUITES.map(({ attributes: { name = "" } }) => name));

  test("counts", () => {
    expect([
      numberOf(ROOT, "tests"),
      numberOf(ROOT, "failures") + numberOf(ROOT, "errors"),
    ]).toEqual([18, 13]);
    expect(sumOf(SUITES, "skipped")).toBe(1);
    expect(
      SUITES.every(({ attributes: { name, time } }) => name !== undefined && time !== undefined),
    ).toBe(true);
  });

  test("annotates every failure in its file, the sample's first one at its expectation", () => {
    const annotations = CASES.flatMap((node) => node.children)
      .filter(({ name }) => name === "failure")
      .map(({ text }) => {
        const found = text.split(/\r?\n/).map((line) => place.exec(line));
        const hit = found.find((match) => match !== null && tracked.has(match[1] ?? ""));
        return hit === undefined || hit === null ? undefined : `${hit[1]}:${hit[2]}`;
      });
    expect(annotations).toHaveLength(8);
    expect(annotations[0]).toBe(`${TAPE}:14`);
    expect(annotations.every((one) => one !== undefined)).toBe(true);
  });
});

describe("mikepenz/action-junit-report", () => {
  // Takes the place from testcase, failure, suite in this order; the message from the attribute, else two lines of text.
  const annotations = CASES.map((node) => {
    const outcome = childOf(node, "failure") ?? childOf(node, "error");
    return {
      isFailed: outcome !== undefined && childOf(node, "skipped") === undefined,
      isSkipped: childOf(node, "skipped") !== undefined,
      path: node.attributes["file"] ?? "",
      line: Number.parseInt(node.attributes["line"] ?? "", 10),
      message: outcome?.attributes["message"] ?? "",
      firstLines: outcome?.text.trim().split("\n").slice(0, 2) ?? [],
    };
  });

  test("counts", () => {
    expect(annotations.filter(({ isFailed }) => isFailed)).toHaveLength(13);
    expect(annotations.filter(({ isSkipped }) => isSkipped)).toHaveLength(1);
  });

  test("places each case at its scenario", () => {
    expect(annotations.every(({ path, line }) => path !== "" && line >= 1)).toBe(true);
    const tape = annotations.filter(({ path }) => path === TAPE);
    expect(tape.map(({ line }) => line)).toEqual([4, 9, 20]);
  });

  test("has something to say about every failure, with or without the attribute", () => {
    for (const { message, firstLines } of annotations.filter(({ isFailed }) => isFailed)) {
      expect(message).not.toBe("");
      expect(firstLines[0]).toBe(message);
    }
  });
});

describe("EnricoMi/publish-unit-test-result-action", () => {
  // Trusts the counts of the suites; a case is what its most severe child is; place from the testcase.
  test("counts", () => {
    const counts = ["tests", "skipped", "failures", "errors"].map((name) => sumOf(SUITES, name));
    expect(counts).toEqual([18, 1, 8, 5]);
  });

  test("finds one result in each case, and the same numbers when it counts cases", () => {
    const results = CASES.map((node) =>
      node.children
        .map(({ name }) => name)
        .filter((name) => /^(error|failure|skipped)$/.test(name)),
    );
    expect(results.every((all) => all.length <= 1)).toBe(true);
    const having = (name: string): number => results.filter(([only]) => only === name).length;
    expect([having("skipped"), having("failure"), having("error")]).toEqual([1, 8, 5]);
  });

  test("keeps every field within its 64,000 bytes, but for cut bodies", () => {
    for (const { children } of FAILED) {
      for (const { text, attributes } of children) {
        expect(Buffer.byteLength(attributes["message"] ?? "")).toBeLessThan(4096);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64 * 1024);
      }
    }
  });
});

describe("Jenkins junit-plugin", () => {
  // Class and package are parted at the last dot of classname; error comes before failure, and only the first counts.
  test("shows folder and file as package and class", () => {
    const classes = CASES.map(({ attributes: { classname = "" } }) => {
      const dot = classname.lastIndexOf(".");
      return { package: classname.slice(0, dot), class: classname.slice(dot + 1) };
    });
    expect(classes).toContainEqual({ package: "scenarios.sun", class: "tape" });
    expect(classes.some((one) => one.class === "drs")).toBe(false);
  });

  test("keeps every case apart", () => {
    const keys = CASES.map(({ attributes: { classname, name } }) => `${classname}.${name}`);
    expect(new Set(keys).size).toBe(CASES.length);
  });

  test("drops no suite, because each has a case, and reads each time", () => {
    expect(SUITES.every(({ children }) => children.some(({ name }) => name === "testcase"))).toBe(
      true,
    );
    expect(CASES.every((node) => Number.isFinite(numberOf(node, "time")))).toBe(true);
  });

  test("finds the reason of a skipped case", () => {
    const skipped = CASES.flatMap((node) => childOf(node, "skipped") ?? []);
    expect(skipped.map(({ attributes: { message } }) => message)).toEqual(["needs st9"]);
  });
});

describe("GitLab", () => {
  // Classname is the suite; of two cases of the same classname and name only the first is kept; the message attribute is
  // ignored, the text is shown; the first attachment line of a failure's system-out is taken. Types that Rails would
  // convert are not used.
  test("counts and places", () => {
    const keys = new Set(
      CASES.map(({ attributes: { classname, name } }) => `${classname}#${name}`),
    );
    expect(keys.size).toBe(18);
    expect(CASES.every(({ attributes: { file = "" } }) => /^[^/.][^\\]*\.drs$/.test(file))).toBe(
      true,
    );
  });

  test("shows the message, though it reads the text only", () => {
    for (const node of FAILED) {
      const outcome = childOf(node, "failure") ?? childOf(node, "error");
      expect(outcome?.text.startsWith(outcome.attributes["message"] ?? "?")).toBe(true);
    }
  });

  test("finds the picture of a failure, relative to the project", () => {
    const pictures = CASES.filter((node) => childOf(node, "failure") !== undefined).flatMap(
      (node) => {
        const [, path] =
          /\[\[ATTACHMENT\|(.+?)\]\]/.exec(childOf(node, "system-out")?.text ?? "") ?? [];
        return path ?? [];
      },
    );
    expect(pictures).toEqual(["reports/an-open-tape-drive.svg"]);
  });

  test("meets no type that Rails converts", () => {
    const converted =
      /^(symbol|date|datetime|integer|float|decimal|boolean|string|yaml|base64binary|file|array)$/i;
    const types = elementsOf(ROOT, "failure").concat(elementsOf(ROOT, "error"));
    expect(types.some(({ attributes: { type = "" } }) => converted.test(type))).toBe(false);
  });
});

describe("Azure, CircleCI and Buildkite", () => {
  test("find name, classname, file and time on every case", () => {
    for (const { attributes } of CASES) {
      for (const name of ["name", "classname", "file", "time"])
        expect(attributes[name]).toBeTruthy();
    }
  });
});
