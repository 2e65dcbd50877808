import { isUtf8 } from "node:buffer";
import type { Stats } from "node:fs";
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Files, Reading } from "../app/host.ts";
import { FILE_BYTES_MAX } from "../base/limits.ts";
import { nearestName } from "../base/nearest.ts";
import { relativeTo } from "./discover.ts";

/** The files below (and, for those named on the command line, beside) a root. */
export function openFiles(root: string): Files {
  const realRoot = realpathSync(root);
  return {
    read: (path) => readFile(resolve(root, path)),
    readImport: (path) => {
      const absolute = resolve(root, path);
      if (leavesRoot(absolute, realRoot)) return { kind: "outside" };
      const reading = readFile(absolute);
      return reading.kind === "missing" ? withNear(absolute) : reading;
    },
  };
}

/** Puts a text where a file is or shall be, in one step: readers see the old or the new, never a part. */
export function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What the system says about a failed file operation, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return (
    REASONS[code] ??
    (error instanceof Error ? error.message.replace(/^[A-Z]+: |, [a-z]+ '.*$/g, "") : code)
  );
}

// biome-ignore format: a table is read by rows and columns
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM:  "permission denied",
  EIO:    "the device reports an error",
  ELOOP:  "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is no folder",
  ENOSPC: "no space is left",
  EROFS:  "the file system is read-only",
};

function readFile(path: string): Reading {
  try {
    const stats = statSync(path);
    // A folder whose list was refused has come this far as if it were a file.
    if (stats.isDirectory()) accessSync(path, constants.R_OK);
    if (!stats.isFile()) return { kind: "no-file", what: kindOf(stats) };
    if (stats.size > FILE_BYTES_MAX) return { kind: "too-large", bytes: stats.size };
    const bytes = readFileSync(path);
    // It may have grown since, and files of /proc say that they are empty.
    if (bytes.length > FILE_BYTES_MAX) return { kind: "too-large", bytes: bytes.length };
    return isUtf8(bytes)
      ? { kind: "text", text: bytes.toString("utf8") }
      : { kind: "not-text", what: encodingOf(bytes) };
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return isMissing ? { kind: "missing" } : { kind: "unreadable", reason: reasonOf(error) };
  }
}

function withNear(path: string): Reading {
  const near = nearestName(basename(path), namesIn(dirname(path)));
  return near === undefined ? { kind: "missing" } : { kind: "missing", near };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe";
  return stats.isSocket() ? "a socket" : "a device";
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "UTF-16";
  return bytes.includes(0) ? "binary data" : "another encoding";
}

function leavesRoot(path: string, realRoot: string): boolean {
  try {
    return relativeTo(realRoot, realpathSync(path)).startsWith("..");
  } catch {
    return false;
  }
}
