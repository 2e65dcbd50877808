import type { CodeTable } from "../code-entry.ts";

/** What is put right imports a file that is there. */
const RIGHT = 'import "imported/lab.drs"\n';

/** DRS9xxx: files, imports and options. */
export const FILE_CODES = {
  DRS9001: {
    title: "a file does not exist",
    explanation:
      "An import names its file relative to the folder of the importing file. Nothing is there under this name. " +
      "Write the path as it is on disk; upper and lower case count.",
    wrong: 'import "imported/labb.drs"\n',
    right: RIGHT,
  },
  DRS9002: {
    title: "an import leads out of the project",
    explanation:
      "Scenario files travel together with their project, so an import may only name files below its root: the " +
      "nearest folder that holds a drs configuration, a package.json or a .git. Links count as what they lead to. " +
      "Copy the file into the project.",
    wrong: 'import "../../../elsewhere/lab.drs"\n',
    right: RIGHT,
  },
  DRS9003: {
    title: "files import each other in a circle",
    explanation:
      "A file cannot need itself, neither directly nor by way of others. Put what both files need into a third " +
      "one and import that.",
    wrong: 'import "imported/itself.drs"\n',
    right: RIGHT,
  },
  DRS9004: {
    title: "imports are nested too deeply",
    explanation:
      "Imports of imports may be 32 deep. A longer chain is nearly always a mistake; let the files import what " +
      "they need directly.",
    wrong: 'import "imported/chain-1.drs"\n',
    right: RIGHT,
  },
  DRS9005: {
    title: "too many files are imported",
    explanation:
      "One file may bring in 256 others, directly and indirectly. Join small files of a lab to larger ones.",
    wrong: 'import "imported/many.drs"\n',
    right: RIGHT,
  },
  DRS9006: {
    title: "a file is too large",
    explanation:
      "A scenario file may have 4 MiB. Divide it: every file is checked and reported on its own, and several " +
      "workers can share them.",
    wrong: 'import "imported/too-large.drs"\n',
    right: RIGHT,
  },
  DRS9007: {
    title: "a file is not UTF-8 text",
    explanation:
      "Scenario files are text in UTF-8, with or without a byte-order mark. Save the file in that encoding; if it " +
      "is something else altogether, give it another extension than `.drs` or leave it out with `--exclude`.",
    wrong: 'import "imported/not-text.drs"\n',
    right: RIGHT,
  },
  DRS9008: {
    title: "a folder or device stands where a file is expected",
    explanation:
      "Something is there under this name, but it is no regular file. Folders of scenario files are named on the " +
      "command line, not imported, and their own names do not end in `.drs`.",
    wrong: 'import "imported"\n',
    right: RIGHT,
  },
  DRS9009: {
    title: "a file cannot be read",
    explanation:
      "The file is there, but the operating system does not hand it out; the message says why. Mostly its " +
      "permissions are to blame.",
    wrong: 'import "imported/unreadable.drs"\n',
    right: RIGHT,
  },
} as const satisfies CodeTable;
