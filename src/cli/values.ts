import { resolve } from "node:path";
import { amountOf, unitNamed } from "../model/value.ts";

/** What reading one option's value gives: the value, or why it is none (a phrase that follows the option's name). */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** A kind of option value: how help shows it and how its text is read. */
export interface ValueType<T> {
  /** As help shows it: `<n>`. */
  readonly placeholder: string;
  readonly read: (text: string) => Read<T>;
  /** The words that are allowed, when there are only a few. */
  readonly words?: readonly string[];
  /** For a value that names a file: the same with that path as seen from a folder. */
  from?(value: T, folder: string): T;
}

/** How many workers: a number, or a share of the processors. */
export type Jobs =
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "share"; readonly share: number };

/** Which seed: one for all scenarios, or a fresh one. */
export type SeedChoice = number | "random";

/** First and last seed of a sweep, both included. */
export interface SeedRange {
  readonly from: number;
  readonly to: number;
}

/** A reporter and where it writes; `-` is standard output. */
export interface ReporterChoice {
  readonly name: string;
  readonly file?: string;
}

/** `name=value` for a `let` of the scenario files. */
export interface Definition {
  readonly name: string;
  readonly value: string;
}

/** Seeds are whole numbers up to this: 32 bits. */
export const SEED_MAX = 0xffff_ffff;

/** A sweep may have this many seeds. */
export const SWEEP_SEEDS_MAX = 1_000_000;

const WHOLE = /^\d{1,15}$/;

/** Any text that is not empty. */
export const text = (placeholder: string): ValueType<string> => ({
  placeholder,
  read: (given) => (given === "" ? { problem: "needs a value" } : { value: given }),
});

/** A file to write, or `-` for standard output. */
export const outputFile: ValueType<string> = {
  ...text("<file>"),
  from: fromFolder,
};

function fromFolder(file: string, folder: string): string {
  return file === "-" ? file : resolve(folder, file);
}

/** A whole number within bounds, both included. */
export const whole = (min: number, max = Number.MAX_SAFE_INTEGER): ValueType<number> => ({
  placeholder: "<n>",
  read: (given) => {
    const digits = given.replaceAll("_", "");
    const value = Number(digits);
    if (!WHOLE.test(digits)) return { problem: `needs a whole number, not \`${given}\`` };
    if (value < min) return { problem: `needs a whole number from ${min}, not \`${given}\`` };
    if (value > max) return { problem: `needs a whole number up to ${max}, not \`${given}\`` };
    return { value };
  },
});

/** One of a few words. */
export const oneOf = <const W extends string>(words: readonly W[]): ValueType<W> => ({
  placeholder: `<${words.join("|")}>`,
  words,
  read: (given) => {
    const value = words.find((word) => word === given);
    return value === undefined
      ? { problem: `needs one of ${words.join(", ")}, not \`${given}\`` }
      : { value };
  },
});

/** A regular expression. */
export const regex: ValueType<RegExp> = {
  placeholder: "<regex>",
  read: (given) => {
    try {
      return { value: new RegExp(given, "u") };
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^.*: /, "") : "unreadable";
      return { problem: `needs a regular expression, not \`${given}\`: ${reason}` };
    }
  },
};

const QUANTITY = /^(\d+(?:\.\d+)?)([a-z]*)$/i;

/** A number with a unit, in whole base units. `units`: two that one may forget; `span`: from where to where. */
function quantity(
  dimension: "duration" | "size",
  units: readonly [string, string],
  span: string,
): ValueType<number> {
  return {
    placeholder: `<${dimension}>`,
    read: (given) => {
      const [, digits = "", unit = ""] = QUANTITY.exec(given) ?? [];
      const [one, other] = units;
      if (digits !== "" && unit === "")
        return { problem: `needs a unit: \`${given}${one}\` or \`${given}${other}\`` };
      const known = unitNamed(unit);
      if (digits === "" || known?.dimension !== dimension) {
        return { problem: `needs a ${dimension} such as \`30${one}\`, not \`${given}\`` };
      }
      const value = Math.round(amountOf(Number(digits), known));
      return Number.isSafeInteger(value) && value > 0
        ? { value }
        : { problem: `needs a ${dimension} between ${span}, not \`${given}\`` };
    },
  };
}

/** A duration with its unit, in whole nanoseconds. */
export const duration: ValueType<number> = quantity("duration", ["s", "ms"], "1ns and 104d");

/** A size with its unit, in bytes. */
export const size: ValueType<number> = quantity("size", ["GiB", "MiB"], "1B and 8191TiB");

/** A number of workers, or a percentage of the processors. */
export const jobs: ValueType<Jobs> = {
  placeholder: "<n|50%>",
  read: (given) => {
    const [, digits = "", percent] = /^(\d{1,4})(%?)$/.exec(given) ?? [];
    const value = Number(digits);
    if (digits === "" || value === 0) {
      return { problem: `needs a number of workers or a percentage, not \`${given}\`` };
    }
    return percent === "%"
      ? { value: { kind: "share", share: value / 100 } }
      : { value: { kind: "count", count: value } };
  },
};

/** A seed, or `random`. */
export const seed: ValueType<SeedChoice> = {
  placeholder: "<n|random>",
  read: (given) => (given === "random" ? { value: "random" } : whole(0, SEED_MAX).read(given)),
};

/** A range of seeds, both ends included. */
export const seeds: ValueType<SeedRange> = {
  placeholder: "<a..b>",
  read: (given) => {
    const [, from = "", to = ""] = /^(\d{1,10})\.\.(\d{1,10})$/.exec(given) ?? [];
    const range = { from: Number(from), to: Number(to) };
    if (from === "")
      return { problem: `needs a range of seeds such as \`1..100\`, not \`${given}\`` };
    if (range.to > SEED_MAX) return { problem: `needs seeds up to ${SEED_MAX}, not \`${given}\`` };
    if (range.from > range.to) return { problem: `needs the smaller seed first, not \`${given}\`` };
    if (range.to - range.from >= SWEEP_SEEDS_MAX) {
      return { problem: `needs at most ${SWEEP_SEEDS_MAX} seeds, not \`${given}\`` };
    }
    return { value: range };
  },
};

/** A reporter by name, and the file it writes. Whether there is such a reporter is the registry's business. */
export const reporter: ValueType<ReporterChoice> = {
  placeholder: "<name[=file]>",
  read: (given) => {
    const [, name = "", file] = /^([^=]+)(?:=(.+))?$/s.exec(given) ?? [];
    if (name === "")
      return { problem: `needs a reporter such as \`json=out.json\`, not \`${given}\`` };
    return { value: file === undefined ? { name } : { name, file } };
  },
  from: (choice, folder) =>
    choice.file === undefined ? choice : { ...choice, file: fromFolder(choice.file, folder) },
};

/** A name and the value it gets. */
export const definition: ValueType<Definition> = {
  placeholder: "<name=value>",
  read: (given) => {
    const [, name = "", value = ""] = /^([A-Za-z_][A-Za-z0-9_-]*)=(.+)$/s.exec(given) ?? [];
    return name === ""
      ? { problem: `needs \`name=value\`, not \`${given}\`` }
      : { value: { name, value } };
  },
};

const YES: ReadonlySet<string> = new Set(["1", "true", "yes", "on"]);
const NO: ReadonlySet<string> = new Set(["0", "false", "no", "off", ""]);

/** Reads an on/off option where it has a value: in the environment and in configuration. */
export function readSwitch(given: string): Read<boolean> {
  const word = given.toLowerCase();
  if (YES.has(word)) return { value: true };
  if (NO.has(word)) return { value: false };
  return { problem: `needs true or false, not \`${given}\`` };
}
