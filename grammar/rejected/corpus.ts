import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file that must be rejected, with the diagnostics as they are shown. */
export interface RejectedFile {
  /** `DRS1002-unclosed-string.drs`. */
  readonly file: string;
  /** The code that its name promises. */
  readonly code: string;
  readonly text: string;
  /** What is shown, or "" where nobody has looked yet. */
  readonly golden: string;
}

/** Codes that no file here can have: half a character is not UTF-8, and four megabytes or 20,000 devices are too many to keep. */
export const CODES_WITHOUT_FILE: readonly string[] = ["DRS1018", "DRS1020", "DRS4199"];

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** The rejected files whose names a pattern matches, in order. */
export function rejectedFiles(pattern: RegExp): readonly RejectedFile[] {
  return readdirSync(FOLDER)
    .filter((file) => /^DRS\d{4}-[a-z0-9-]+\.drs$/.test(file) && pattern.test(file))
    .sort()
    .map((file) => ({
      file,
      code: file.slice(0, 7),
      text: readFileSync(FOLDER + file, "utf8"),
      golden: read(goldenPath(file)),
    }));
}

/** What is shown for a rejected file, to be compared. With DRS_UPDATE_GOLDEN=1 it becomes the golden text first. */
export function goldenOf({ file, golden }: RejectedFile, shown: string): string {
  if (process.env["DRS_UPDATE_GOLDEN"] !== "1") return golden;
  writeFileSync(goldenPath(file), shown);
  return shown;
}

function goldenPath(file: string): string {
  return FOLDER + file.replace(/\.drs$/, ".txt");
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
