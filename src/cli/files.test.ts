import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openFiles, reasonOf, writeAtomically } from "./files.ts";
import { scratchFolder, writeFiles } from "./testing/scratch.ts";

const folder = scratchFolder();
const root = join(folder, "project");
writeFiles(root, {
  "bom.drs": "\ufeffa",
  "crlf.drs": "a\r\nb",
  "nul.drs": "a\0b",
  "utf16.drs": new Uint8Array([0xff, 0xfe, 0x61, 0]),
  "latin.drs": new Uint8Array([0x61, 0xe4]),
  "binary.drs": new Uint8Array([0x7f, 0x45, 0, 0xff]),
  "surrogate.drs": new Uint8Array([0xed, 0xa0, 0x80]),
  "large.drs": "#".repeat(5 * 1024 * 1024),
  "folder.drs/x": "",
});
writeFiles(folder, { "outside.drs": "o" });
symlinkSync("../outside.drs", join(root, "link.drs"));
symlinkSync("circle.drs", join(root, "circle.drs"));
execFileSync("mkfifo", [join(root, "pipe.drs")]);
const files = openFiles(root);

describe("reading", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["bom.drs",        { kind: "text", text: "\ufeffa" }],
    ["crlf.drs",       { kind: "text", text: "a\r\nb" }],
    ["nul.drs",        { kind: "text", text: "a\0b" }],
    ["utf16.drs",      { kind: "not-text", what: "UTF-16" }],
    ["latin.drs",      { kind: "not-text", what: "another encoding" }],
    ["binary.drs",     { kind: "not-text", what: "binary data" }],
    ["surrogate.drs",  { kind: "not-text", what: "another encoding" }],
    ["large.drs",      { kind: "too-large", bytes: 5 * 1024 * 1024 }],
    ["folder.drs",     { kind: "no-file", what: "a folder" }],
    ["pipe.drs",       { kind: "no-file", what: "a pipe" }],
    ["none.drs",       { kind: "missing" }],
    ["crlf.drs/x",     { kind: "unreadable", reason: "a part of its path is no folder" }],
    ["circle.drs",     { kind: "unreadable", reason: "its links lead in a circle" }],
    ["../outside.drs", { kind: "text", text: "o" }],
    ["link.drs",       { kind: "text", text: "o" }],
  ])("%s", (path, reading) => {
    expect(files.read(path)).toEqual(reading);
  });

  test("an import does not follow a link out of the root", () => {
    expect(files.readImport("link.drs")).toEqual({ kind: "outside" });
    expect(files.readImport("crlf.drs")).toEqual({ kind: "text", text: "a\r\nb" });
    expect(files.readImport("none.drs")).toEqual({ kind: "missing" });
    expect(files.readImport("clrf.drs")).toEqual({ kind: "missing", near: "crlf.drs" });
  });
});

describe("writing", () => {
  test("makes folders, replaces in one step and leaves nothing else behind", () => {
    const path = join(root, "new/folder/x.txt");
    writeAtomically(path, "one");
    writeAtomically(path, "two");
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(readdirSync(join(root, "new/folder"))).toEqual(["x.txt"]);
  });

  test("that fails leaves nothing behind", () => {
    expect(() => writeAtomically(join(root, "folder.drs"), "x")).toThrow();
    expect(readdirSync(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

test("reasons are words, also for codes without a row", () => {
  const error = Object.assign(new Error("EWEIRD: strange thing, open '/x'"), { code: "EWEIRD" });
  expect(reasonOf(error)).toBe("strange thing");
});
