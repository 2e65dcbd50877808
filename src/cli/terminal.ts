import { writeSync } from "node:fs";
import { isatty } from "node:tty";

/** The standard streams, and what is known about who reads them. */
export interface Terminal {
  /** Writes to standard output. Once its reader has gone, does nothing. */
  readonly out: (text: string) => void;
  /** Writes to standard error, likewise. */
  readonly err: (text: string) => void;
  /** A person may be watching standard output. */
  readonly isLive: boolean;
  /** Width of lines, in columns. */
  readonly columns: number;
  /** Whether box drawing and the like may be used. */
  readonly isUnicode: boolean;
  /** Whether colour is wanted on standard output when nothing was said by flag. */
  readonly isColoured: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const COLUMNS_DEFAULT = 100;
const COLUMNS_MIN = 40;
const RETRY_MS = 2;

/** The terminal of this process. */
export function openTerminal(env: Environment): Terminal {
  const isTty = isatty(1);
  return {
    out: writerTo(1),
    err: writerTo(2),
    isLive: isTty && !isSet(env["CI"]) && env["TERM"] !== "dumb",
    columns: Math.max(COLUMNS_MIN, widthOf(env, isTty)),
    isUnicode: isUnicode(env),
    isColoured: isColoured(env, isTty),
  };
}

/** NO_COLOR wins over FORCE_COLOR, which wins over what the stream is. */
export function isColoured(env: Environment, isTty: boolean): boolean {
  if (isSet(env["NO_COLOR"])) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTty && env["TERM"] !== "dumb";
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}

function widthOf(env: Environment, isTty: boolean): number {
  const told = Number(env["COLUMNS"]);
  if (Number.isInteger(told) && told > 0) return told;
  // Asking the stream opens it, which is worth the time only for a person.
  return isTty ? (process.stdout.columns ?? COLUMNS_DEFAULT) : COLUMNS_DEFAULT;
}

function isUnicode(env: Environment): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return env["TERM"] !== "dumb" && (locale === "" || /utf-?8/i.test(locale));
}

/** Writes at once and completely, so that nothing is lost however the process ends. */
function writerTo(descriptor: number): (text: string) => void {
  let isOpen = true;
  return (text) => {
    if (isOpen && text !== "") isOpen = writeAll(descriptor, Buffer.from(text));
  };
}

/** Whether the reader is still there. */
function writeAll(descriptor: number, bytes: Buffer): boolean {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") return false;
      pause();
    }
  }
  return true;
}

/** A stream that somebody else made non-blocking is full: give its reader a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
