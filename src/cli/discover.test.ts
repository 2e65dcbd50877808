import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { discover, excludedPaths } from "./discover.ts";
import { scratchFolder, writeFiles } from "./testing/scratch.ts";

const root = scratchFolder();
writeFiles(root, {
  "s/b.drs": "",
  "s/a.drs": "",
  "s/a/c.drs": "",
  "s/a/slow.drs": "",
  "s/notes.txt": "",
  "s/node_modules/x/x.drs": "",
  "s/.git/y.drs": "",
  "s/.hidden/z.drs": "",
  "s/odd[1].drs": "",
});
mkdirSync(join(root, "s/folder.drs"));
symlinkSync("..", join(root, "s/a/up"));
symlinkSync("nowhere", join(root, "s/broken.drs"));

const none: ReadonlySet<string> = new Set();
const find = async (...operands: readonly string[]) =>
  (await discover(operands, { root, from: root, excluded: none })).map(({ file, lines }) =>
    lines === undefined ? file : `${file}:${lines.join(",")}`,
  );

const ALL = [
  "s/.hidden/z.drs",
  "s/a.drs",
  "s/a/c.drs",
  "s/a/slow.drs",
  "s/b.drs",
  "s/broken.drs",
  "s/folder.drs",
  "s/odd[1].drs",
];

describe("discovery", () => {
  test("of a folder goes into all but node_modules and .git, sorted, with links in circles", async () => {
    expect(await find("s")).toEqual(ALL);
  });

  // biome-ignore format: a table is read by rows and columns
  test.each([
    [["s/b.drs", "s/a.drs"],             ["s/a.drs", "s/b.drs"]],
    [["s/b.drs", "./s/../s/b.drs"],      ["s/b.drs"]],
    [["s/b.drs:3", "s/b.drs:7:2"],       ["s/b.drs:3,7"]],
    [["s/b.drs:3", "s"],                 ALL],
    [["s/b.drs", "s/b.drs:3"],           ["s/b.drs"]],
    [["s/*/*.drs"],                      ["s/.hidden/z.drs", "s/a/c.drs", "s/a/slow.drs"]],
    [["s/**/{c,b}.drs"],                 ["s/a/c.drs", "s/b.drs"]],
    [["s/odd[1].drs"],                   ["s/odd[1].drs"]],
    [["s/notes.txt"],                    ["s/notes.txt"]],
  ])("of %j", async (operands, files) => {
    expect(await find(...operands)).toEqual(files);
  });

  test("from a folder below the root, and outside it", async () => {
    const places = { root: join(root, "s"), from: join(root, "s/a"), excluded: none };
    expect((await discover(["c.drs", "../b.drs"], places)).map(({ file }) => file)).toEqual([
      "a/c.drs",
      "b.drs",
    ]);
    const narrow = { root: join(root, "s/a"), from: root, excluded: none };
    expect((await discover(["s/b.drs"], narrow)).map(({ file }) => file)).toEqual(["../b.drs"]);
  });

  test("leaves out what is excluded: by name anywhere, by path from the folder", async () => {
    const excluded = await excludedPaths(["slow.drs", "s/.hidden/**", ".git"], [root, root]);
    const found = await discover(["s"], { root, from: root, excluded });
    expect(found.map(({ file }) => file)).toEqual(
      ALL.filter((file) => !file.includes("slow") && !file.includes("hidden")),
    );
    for (const folder of ["a", "a/", "s/a", "s/a/", "s/a/**"]) {
      const less = await discover(["s"], {
        root,
        from: root,
        excluded: await excludedPaths([folder], [root]),
      });
      expect(less.map(({ file }) => file)).toEqual(ALL.filter((file) => !file.startsWith("s/a/")));
    }
  });

  test("gives a folder that cannot be read, to be reported", async () => {
    mkdirSync(join(root, "locked"));
    chmodSync(join(root, "locked"), 0);
    // The administrator can read everything.
    expect(await find("locked")).toEqual(process.getuid?.() === 0 ? [] : ["locked"]);
    chmodSync(join(root, "locked"), 0o700);
  });
});

describe("what is not there", () => {
  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["s/bb.drs",     "there is no file or folder `s/bb.drs`",     ["did you mean `s/b.drs`?"]],
    ["chekc",        "there is no file or folder `chekc`",        ["did you mean the command `drs check`?"]],
    ["check",        "there is no file or folder `check`",        ["a command stands first: `drs check …`"]],
    ["x/*.drs",      "no file matches `x/*.drs`",                 []],
    ["nowhere:12",   "there is no file or folder `nowhere:12`",   []],
  ])("%s", async (operand, message, help) => {
    await expect(find(operand)).rejects.toMatchObject({ message, help });
  });
});
