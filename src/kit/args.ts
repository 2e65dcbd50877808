import { InvariantViolation } from "../base/invariant-violation.ts";
import type { Args, ArgValue, Fact } from "../model/vocabulary.ts";

// What a fact's arguments are is settled by its form and checked before a platform is built. So a
// value of another type here is a fault of the program.

/** The number, duration, size, rate or moment of this name. */
export function numberIn(args: Args, name: string): number {
  const value = args[name];
  return typeof value === "number" ? value : mistaken(args, name, "number");
}

/** The number of this name, or what is usual where the slot was left out. */
export function numberOr(args: Args, name: string, usual: number): number {
  return args[name] === undefined ? usual : numberIn(args, name);
}

/** The whole number of this name. */
export function integerIn(args: Args, name: string): number {
  const value = numberIn(args, name);
  return Number.isInteger(value) ? value : mistaken(args, name, "whole number");
}

/** The name, word or text of this name. */
export function textIn(args: Args, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value : mistaken(args, name, "text");
}

/** The text of this name, or what is usual where the slot was left out. */
export function textOr(args: Args, name: string, usual: string): string {
  return args[name] === undefined ? usual : textIn(args, name);
}

/** Whether the optional words were there; `name` is the words joined by `-`. */
export function hasFlag(args: Args, name: string): boolean {
  return args[name] === true;
}

/** First and last of a range of whole numbers. */
export function rangeIn(args: Args, name: string): { readonly from: number; readonly to: number } {
  const value: ArgValue | undefined = args[name];
  if (typeof value === "number") return { from: value, to: value };
  return typeof value === "object" && "from" in value ? value : mistaken(args, name, "range");
}

/** The phrase of this name: a fact of another context. */
export function factIn(args: Args, name: string): Fact {
  const value = args[name];
  return typeof value === "object" && "form" in value ? value : mistaken(args, name, "phrase");
}

function mistaken(args: Args, name: string, expected: string): never {
  throw new InvariantViolation(`\`${name}\` is no ${expected} in ${JSON.stringify(args)}`);
}
