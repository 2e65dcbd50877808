import type { Plain } from "../model/component.ts";

/** A text that two plain values share exactly when they are equal; the order of keys does not matter. */
export function canonicalText(value: unknown): string {
  return write(value as Plain);
}

function write(value: Plain): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(write).join(",")}]`;
  const record = value as Readonly<Record<string, Plain>>;
  const parts = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(record[key] ?? null)}`);
  return `{${parts.join(",")}}`;
}
