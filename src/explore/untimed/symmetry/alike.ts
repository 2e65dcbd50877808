import type { ComponentSpec } from "../../../model/component.ts";
import type { ExpectationPlan } from "../../../model/expression.ts";
import { canonicalText } from "../../canonical.ts";

// Which components cannot be told apart: built alike, and the expectations say of each what they say of the other.

/** Pairs that turned out not to be alike after all. */
export class Unlike {
  readonly #pairs = new Set<string>();

  add(one: number, other: number): void {
    this.#pairs.add(keyOf(one, other));
  }

  has(one: number, other: number): boolean {
    return this.#pairs.has(keyOf(one, other));
  }
}

function keyOf(one: number, other: number): string {
  return `${Math.min(one, other)} ${Math.max(one, other)}`;
}

/** Groups of components that are alike, of two and more. `begins`: the cell of each, without its own number. */
export function groupsOf(
  components: readonly ComponentSpec[],
  begins: readonly string[],
  expectations: readonly ExpectationPlan[],
  unlike: Unlike,
): readonly (readonly number[])[] {
  const isAlike = (one: number, other: number): boolean => {
    const [spec, two] = [components[one], components[other]];
    if (spec === undefined || two === undefined || unlike.has(one, other)) return false;
    const isBuiltAlike =
      spec.class === two.class && spec.kind === two.kind && begins[one] === begins[other];
    const isSetAlike = canonicalText(spec.config) === canonicalText(two.config);
    return isBuiltAlike && isSetAlike && isIndifferent(expectations, spec, two);
  };
  const groups: number[][] = [];
  for (const id of components.keys()) {
    const home = groups.find((group) => group.every((other) => isAlike(id, other)));
    if (home === undefined) groups.push([id]);
    else home.push(id);
  }
  return groups.filter(({ length }) => length > 1);
}

/** The expectations say the same when the two change their names. */
function isIndifferent(
  expectations: readonly ExpectationPlan[],
  one: ComponentSpec,
  other: ComponentSpec,
): boolean {
  const plain = (name: string): string => name;
  const swapped = (name: string): string =>
    name === one.name ? other.name : name === other.name ? one.name : name;
  const texts = (rename: (name: string) => string): string =>
    expectations.map((plan) => textOf({ ...plan, text: "", span: "" }, rename)).join("\n");
  return texts(plain) === texts(swapped);
}

const COMMUTATIVE: ReadonlySet<unknown> = new Set(["and", "or", "+", "*", "==", "!="]);

/** An expression as a text in which the order of operands does not matter where it does not matter. */
function textOf(value: unknown, rename: (name: string) => string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, unknown>>;
  const op = record["op"];
  if (COMMUTATIVE.has(op)) {
    return `${String(op)}(${operandsOf(record, op, rename).sort().join(",")})`;
  }
  const parts = Object.entries(record)
    .filter(([key]) => key !== "span")
    .map(([key, part]) => {
      const isName = key === "name" && typeof part === "string" && "kind" in record;
      return `${key}:${isName ? rename(part) : textOf(part, rename)}`;
    });
  return `{${parts.sort().join(",")}}`;
}

/** The operands of a chain of one operator. */
function operandsOf(
  record: Readonly<Record<string, unknown>>,
  op: unknown,
  rename: (name: string) => string,
): string[] {
  return ["left", "right"].flatMap((side) => {
    const operand = record[side] as Readonly<Record<string, unknown>>;
    const isChained = operand["op"] === op && op !== "==" && op !== "!=";
    return isChained ? operandsOf(operand, op, rename) : [textOf(operand, rename)];
  });
}
