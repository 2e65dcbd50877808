import { VIRTUAL_TIME_MAX } from "../../base/limits.ts";
import { nearestNames } from "../../base/nearest.ts";
import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { amountOf, type Dimension, describeType, UNITS, unitNamed } from "../../model/value.ts";
import type { Quantity } from "../../syntax/ast.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { didYouMean, joined, ticked } from "../problems.ts";
import { type Literal, nameOfType, needsUnit } from "./types.ts";

/** Types a number with its unit. A bare number where a unit belongs is reported here, with the unit it may need. */
export function readQuantity(
  node: Quantity,
  expected: ValueType | undefined,
  env: Env,
  unitNearby = "",
): Literal | undefined {
  if (node.unit === "") {
    if (needsUnit(expected)) return missingUnit(node, expected, env, unitNearby);
    return literalAt(env, node, "number", node.value);
  }
  const unit = unitNamed(node.unit);
  if (unit === undefined) return unknownUnit(node, expected, env);
  const amount = amountOf(node.value, unit);
  const { dimension } = unit;
  if (!isRepresentable(node, amount, dimension, env)) return undefined;
  const type = dimension === "duration" && expected === "moment" ? "moment" : dimension;
  return literalAt(env, node, type, amount);
}

/** Whether the amount is a whole number of ticks or bytes within what a run can hold; reports it if not. */
function isRepresentable(node: Quantity, amount: number, dimension: Dimension, env: Env): boolean {
  if (dimension !== "duration" && dimension !== "size") return true;
  if (!Number.isInteger(amount)) {
    notWhole(node, dimension, env);
    return false;
  }
  const isTooLarge =
    amount > (dimension === "duration" ? VIRTUAL_TIME_MAX : Number.MAX_SAFE_INTEGER);
  if (isTooLarge) tooLarge(node, dimension, env);
  return !isTooLarge;
}

function tooLarge(node: Quantity, dimension: "duration" | "size", env: Env): undefined {
  const [long, run, max] =
    dimension === "duration" ? ["longer", "a run", "30d"] : ["larger", "a size", "8191TiB"];
  return complain(env, node, {
    code: "DRS3007",
    message: `${ticked(written(node, env))} is ${long} than ${run} can be`,
    label: `at most ${max}`,
  });
}

/** A literal at a node's place. */
export function literalAt(
  env: Env,
  node: { readonly start: number; readonly end: number },
  type: ValueType,
  value: string | number | boolean,
): Literal {
  return { op: "literal", type, value, span: placeOf(env, node) };
}

/** Units offered for a bare number, by what is wanted. */
const OFFERED = {
  duration: ["ms", "s"],
  moment: ["ms", "s"],
  size: ["MiB", "GiB"],
  rate: ["/s", "/min"],
  percent: ["%"],
} as const;

function missingUnit(
  node: Quantity,
  expected: ValueType | undefined,
  env: Env,
  unitNearby: string,
): undefined {
  const number = written(node, env);
  const offered: readonly string[] =
    unitNearby !== "" ? [unitNearby] : OFFERED[expected as keyof typeof OFFERED];
  const [first = "", ...others] = offered;
  const ways = joined(
    offered.map((unit) => ticked(`${number}${unit}`)),
    "or",
  );
  return complain(env, node, {
    code: "DRS3001",
    message: `${ticked(number)} has no unit, and ${describeType(expected ?? "number")} is wanted`,
    label: "which unit?",
    help: [`write ${ways}`],
    ...(others.length > 0
      ? {}
      : {
          fix: {
            span: placeOf(env, node),
            text: `${number}${first}`,
            applicability: unitNearby === "" ? "maybe" : "machine",
          },
        }),
  });
}

/** What people write for our units. */
// biome-ignore format: a table is read by rows and columns
const OTHER_SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  sec: ["s"], secs: ["s"], second: ["s"], seconds: ["s"], S: ["s"],
  m: ["min", "ms"], mins: ["min"], minute: ["min"], minutes: ["min"], Min: ["min"],
  msec: ["ms"], msecs: ["ms"], millis: ["ms"], milliseconds: ["ms"],
  usec: ["us"], micros: ["us"], "µs": ["us"], "μs": ["us"], nsec: ["ns"], nanos: ["ns"],
  hr: ["h"], hrs: ["h"], hour: ["h"], hours: ["h"], day: ["d"], days: ["d"],
  b: ["B"], byte: ["B"], bytes: ["B"],
  k: ["KiB", "KB"], K: ["KiB", "KB"], kB: ["KB"], kb: ["KB"], Kb: ["KB"], kib: ["KiB"],
  M: ["MiB", "MB"], Mb: ["MB"], mb: ["MB"], mib: ["MiB"],
  g: ["GiB", "GB"], G: ["GiB", "GB"], Gb: ["GB"], gb: ["GB"], gib: ["GiB"],
  T: ["TiB", "TB"], Tb: ["TB"], tb: ["TB"], tib: ["TiB"],
  Hz: ["/s"], hz: ["/s"], "/sec": ["/s"], "/second": ["/s"], "/m": ["/min"], "/minute": ["/min"],
  "/hour": ["/h"], "/hr": ["/h"], percent: ["%"],
};

function unknownUnit(node: Quantity, expected: ValueType | undefined, env: Env): undefined {
  const dimension = expected === "moment" ? "duration" : expected;
  const all = UNITS.filter((unit) => !needsUnit(dimension) || unit.dimension === dimension);
  const names = all.map(({ unit }) => unit);
  const spelt = Object.hasOwn(OTHER_SPELLINGS, node.unit) ? OTHER_SPELLINGS[node.unit] : undefined;
  const meant = spelt ?? nearestNames(node.unit, names);
  const number = written(node, env).slice(0, -node.unit.length);
  const place = placeOf(env, node);
  return complain(env, node, {
    code: "DRS3003",
    message: `${ticked(node.unit)} is no unit`,
    label: "unknown unit",
    notes: [`units are ${names.join(" ")}`],
    ...didYouMean(
      meant.map((unit) => `${number}${unit}`),
      place,
      spelt === undefined ? "maybe" : "machine",
    ),
  });
}

function notWhole(node: Quantity, dimension: Dimension, env: Env): undefined {
  const smallest = dimension === "duration" ? "nanoseconds" : "bytes";
  return complain(env, node, {
    code: "DRS3004",
    message: `${ticked(written(node, env))} is not a whole number of ${smallest}`,
    label: "too fine",
  });
}

/** A quantity as its author wrote it. */
function written(node: Quantity, env: Env): string {
  return env.source.slice(node);
}

/** Reports a value of the wrong type. */
export function wrongType(
  node: { readonly start: number; readonly end: number },
  found: TypedExpr,
  expected: ValueType,
  type: ValueType,
  env: Env,
): undefined {
  const isUnits = needsUnit(type) && needsUnit(expected);
  const quoted = ticked(env.source.onOneLine(node));
  const bare = found.op === "literal" && typeof found.value === "string" && type === "text";
  const isQuotedWord =
    bare &&
    typeof expected !== "string" &&
    "enum" in expected &&
    expected.enum.includes(found.value);
  return complain(env, node, {
    code: isUnits ? "DRS3002" : "DRS3011",
    message: `${quoted} is ${nameOfType(type)}, and ${describeType(expected)} is wanted`,
    label: nameOfType(type),
    ...(isQuotedWord
      ? {
          help: [`write ${ticked(found.value)} without quotes`],
          fix: { span: placeOf(env, node), text: found.value, applicability: "machine" },
        }
      : {}),
  });
}
