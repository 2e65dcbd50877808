import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Piece } from "../model/run-event.ts";
import { ReportFiles, ReportStream } from "./report-files.ts";
import { scratchFolder, writeFiles } from "./testing/scratch.ts";

const folder = scratchFolder();
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const end = (text: string, document = 1): Piece => ({ document, place: "end", text });
const start = (text: string, document = 1): Piece => ({ document, place: "start", text });

describe("a report in files", () => {
  test("appears when it is finished, with its beginning overwritten", () => {
    const report = new ReportFiles(join(folder, "new/one.xml"), false);
    report.write([end("<a n='?'>"), end("ü")]);
    expect(existsSync(join(folder, "new/one.xml"))).toBe(false);
    report.write([end("</a>"), start("<a n='2'>")]);
    report.finish();
    expect(read("new/one.xml")).toBe("<a n='2'>ü</a>");
    expect(readdirSync(join(folder, "new"))).toEqual(["one.xml"]);
  });

  test("is flushed in stretches without a gap", () => {
    const report = new ReportFiles(join(folder, "long.txt"), false);
    for (let index = 0; index < 100; index++) report.write([end(`${index}`.padEnd(5000, "é"))]);
    report.write([start("#")]);
    report.finish();
    const text = read("long.txt");
    expect(text.length).toBe(500_000);
    expect(text.slice(495_000, 495_004)).toBe("99éé");
    expect(text[0]).toBe("#");
  });

  test("may be split, and removes what an earlier one left beyond it", () => {
    writeFiles(folder, {
      "split/r-002.xml": "old",
      "split/r-003.xml": "old",
      "split/r-005.xml": "not mine",
    });
    const report = new ReportFiles(join(folder, "split/r.xml"), true);
    report.write([end("one"), end("two", 2)]);
    report.finish();
    expect(readdirSync(join(folder, "split"))).toEqual(["r-001.xml", "r-002.xml", "r-005.xml"]);
    expect([read("split/r-001.xml"), read("split/r-002.xml")]).toEqual(["one", "two"]);
  });

  test("can be given up without a trace", () => {
    const report = new ReportFiles(join(folder, "gone/x.xml"), false);
    report.write([end("x")]);
    report.discard();
    expect(readdirSync(join(folder, "gone"))).toEqual([]);
  });
});

describe("a report on a stream", () => {
  const stream = (isKept: boolean, flushMs: number) => {
    const written: string[] = [];
    let now = 0;
    const report = new ReportStream(
      (text) => {
        if (text !== "") written.push(text);
      },
      () => now,
      isKept,
      flushMs,
    );
    return {
      written,
      report,
      wait: (ms: number) => {
        now += ms;
      },
    };
  };

  test("goes out in stretches", () => {
    const { written, report, wait } = stream(false, 100);
    report.write([end("a")]);
    report.write([end("b")]);
    expect(written).toEqual([]);
    wait(100);
    report.write([end("c")]);
    report.write([end("d")]);
    report.finish();
    expect(written).toEqual(["abc", "d"]);
  });

  test("goes out when a moment has passed", () => {
    const { written, report, wait } = stream(false, 100);
    report.write([end("a")]);
    wait(100);
    report.idle();
    expect(written).toEqual(["a"]);
  });

  test("goes out at once to a person", () => {
    const { written, report } = stream(false, 0);
    report.write([end("a")]);
    expect(written).toEqual(["a"]);
  });

  test("that goes back to its beginning goes out when it is complete", () => {
    const { written, report, wait } = stream(true, 100);
    report.write([end("?-a"), end("?-b", 2)]);
    wait(1000);
    report.write([start("2", 2), start("1"), end("!", 2)]);
    expect(written).toEqual([]);
    report.finish();
    expect(written).toEqual(["1-a2-b!"]);
  });
});
