import type { Ticks, ValueType } from "./component.ts";

/** What a unit measures. */
export type Dimension = "duration" | "size" | "rate" | "percent";

/** How much one of a unit is, in base units: nanoseconds, bytes, per second, one. */
export interface Unit {
  readonly unit: string;
  readonly dimension: Dimension;
  readonly base: number;
}

const MICROSECOND = 1_000;
const MILLISECOND = 1_000_000;
const SECOND = 1_000_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every unit that a quantity may carry, the largest of each dimension first. */
// biome-ignore format: a table is read by rows and columns
export const UNITS = [
  { unit: "d",    dimension: "duration", base: DAY },
  { unit: "h",    dimension: "duration", base: HOUR },
  { unit: "min",  dimension: "duration", base: MINUTE },
  { unit: "s",    dimension: "duration", base: SECOND },
  { unit: "ms",   dimension: "duration", base: MILLISECOND },
  { unit: "us",   dimension: "duration", base: MICROSECOND },
  { unit: "ns",   dimension: "duration", base: 1 },
  { unit: "TiB",  dimension: "size",     base: 1024 ** 4 },
  { unit: "TB",   dimension: "size",     base: 1000 ** 4 },
  { unit: "GiB",  dimension: "size",     base: 1024 ** 3 },
  { unit: "GB",   dimension: "size",     base: 1000 ** 3 },
  { unit: "MiB",  dimension: "size",     base: 1024 ** 2 },
  { unit: "MB",   dimension: "size",     base: 1000 ** 2 },
  { unit: "KiB",  dimension: "size",     base: 1024 },
  { unit: "KB",   dimension: "size",     base: 1000 },
  { unit: "B",    dimension: "size",     base: 1 },
  { unit: "/ms",  dimension: "rate",     base: 1000 },
  { unit: "/s",   dimension: "rate",     base: 1 },
  { unit: "/min", dimension: "rate",     base: 1 / 60 },
  { unit: "/h",   dimension: "rate",     base: 1 / 3600 },
  { unit: "%",    dimension: "percent",  base: 1 / 100 },
] as const satisfies readonly Unit[];

const BY_NAME: ReadonlyMap<string, Unit> = new Map(UNITS.map((unit) => [unit.unit, unit]));

/** The unit of this name, as it is written after a number; nothing for an unknown one. */
export function unitNamed(name: string): Unit | undefined {
  return BY_NAME.get(name);
}

/**
 * So many of a unit in base units: ticks, bytes, per second, a fraction. A product that differs from a whole number
 * only by the inexactness of decimal fractions is that whole number: `1.1us` is 1100 ns.
 */
export function amountOf(value: number, unit: Unit): number {
  const { base } = unit;
  if (base < 1) return value / Math.round(1 / base);
  const amount = value * base;
  const whole = Math.round(amount);
  return Math.abs(amount - whole) <= Math.abs(amount) * 2 ** -50 ? whole : amount;
}

/** A time as an author would write it, exactly: `1.5s`, `2.113ms`, `10min`, `0s`. */
export function formatDuration(ticks: Ticks): string {
  if (ticks < 0) return `-${formatDuration(-ticks)}`;
  if (ticks === 0) return "0s";
  for (const { unit, base } of LONG_UNITS) if (ticks % base === 0) return `${ticks / base}${unit}`;
  for (const { unit, base } of DECIMAL_UNITS) {
    if (ticks >= base) return `${decimal(ticks, base)}${unit}`;
  }
  return `${ticks}ns`;
}

const LONG_UNITS = UNITS.filter(({ unit }) => unit === "d" || unit === "h" || unit === "min");
const DECIMAL_UNITS = UNITS.filter(({ unit }) => unit === "s" || unit === "ms" || unit === "us");

/** `ticks / base` in decimal notation, digit by digit, because a division would round. `base` is a power of ten. */
function decimal(ticks: Ticks, base: number): string {
  const whole = Math.floor(ticks / base);
  const rest = String(ticks % base).padStart(String(base).length - 1, "0");
  const fraction = rest.replace(/0+$/, "");
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}

/** A size as an author would write it, exactly: `2GiB`, `1500B`. Decimal units where they fit and binary ones do not. */
export function formatSize(bytes: number): string {
  if (bytes === 0) return "0B";
  for (const { unit, base } of SIZE_UNITS) if (bytes % base === 0) return `${bytes / base}${unit}`;
  return `${bytes}B`;
}

const SIZE_UNITS = UNITS.filter(({ dimension }) => dimension === "size");

/** A rate as an author would write it: `200/s`, `3/min`. */
export function formatRate(perSecond: number): string {
  for (const { unit, factor } of RATE_STEPS) {
    const count = perSecond * factor;
    const whole = Math.round(count);
    if (whole !== 0 && Math.abs(count - whole) <= count * 2 ** -40) return `${whole}${unit}`;
  }
  return `${perSecond}/s`;
}

const RATE_STEPS = [
  { unit: "/s", factor: 1 },
  { unit: "/min", factor: 60 },
  { unit: "/h", factor: 3600 },
] as const;

/** A fraction as an author would write it: `10%`, `12.5%`. */
export function formatPercent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(12))}%`;
}

/** A value of the language as text: with its unit, a word as it is, a text in quotes. */
export function formatValue(value: string | number | boolean, type: ValueType): string {
  if (typeof value === "string") return type === "text" ? quoted(value) : value;
  if (typeof value === "boolean") return String(value);
  if (type === "duration" || type === "moment") return formatDuration(value);
  if (type === "size") return formatSize(value);
  if (type === "rate") return formatRate(value);
  if (type === "percent") return formatPercent(value);
  return String(value);
}

/** A text as the language writes it, in double quotes on one line. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll(/\p{Cc}/gu, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${escaped.replaceAll("{", "{{").replaceAll("\\u{{", "\\u{")}"`;
}

/** A type in the words of a message: "a duration such as `200ms`". */
export function describeType(type: ValueType): string {
  if (typeof type === "string") return TYPE_WORDS[type];
  if ("enum" in type) return `one of ${type.enum.map((word) => `\`${word}\``).join(", ")}`;
  return `a ${type.entity.join(" or ")}`;
}

const TYPE_WORDS = {
  boolean: "a condition",
  number: "a number",
  duration: "a duration such as `200ms`",
  moment: "a moment such as `5s`",
  size: "a size such as `2GiB`",
  rate: "a rate such as `200/s`",
  percent: "a percentage such as `10%`",
  text: "a text in quotes",
} as const satisfies Record<Extract<ValueType, string>, string>;
