import { nearestNames } from "../../base/nearest.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { EventSpec } from "../../model/vocabulary.ts";
import type { Call, Expression } from "../../syntax/ast.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { didYouMean, listedShort, ticked } from "../problems.ts";
import { carryHole } from "./fit.ts";

const MEASURES = ["count", "first", "last"] as const;
type Measure = (typeof MEASURES)[number];

/** Types `dma(sd0)`, `count(panic)`, `contains(first.message, "busy")`, `io(db)`, `device(sd0)`. */
export function readCall(node: Call, env: Env): TypedExpr | undefined {
  const { text } = node.callee;
  if (isMeasure(text)) return readMeasure(text, node, env);
  if (text === "contains") return readContains(node, env);
  const event = env.words.events.get(text);
  if (event !== undefined) return readEvent(event, node, env);
  const kind = env.words.kindCalled(text);
  if (kind === undefined) return unknownCall(node, env);
  const [argument] = argumentsOf(node, 1, env) ?? [];
  if (argument === undefined) return undefined;
  const entity = env.read(argument, { entity: [kind.kind] }, env);
  if (entity === undefined) return undefined;
  const here: TypedExpr = { ...entity, span: placeOf(env, node) };
  carryHole(entity, here, env);
  return here;
}

function isMeasure(text: string): text is Measure {
  return (MEASURES as readonly string[]).includes(text);
}

function readMeasure(measure: Measure, node: Call, env: Env): TypedExpr | undefined {
  const [argument] = argumentsOf(node, 1, env) ?? [];
  const event = argument && env.read(argument, "boolean", env);
  if (argument === undefined || event === undefined) return undefined;
  if (event.op === "event") return { op: "measure", measure, event, span: placeOf(env, node) };
  return complain(env, argument, {
    code: "DRS5007",
    message: `${ticked(env.source.onOneLine(argument))} is no event, and only events can be counted`,
    label: "no event",
    notes: [`events: ${listedShort([...env.words.events.values()].map(signature))}`],
  });
}

function signature({ name, of }: EventSpec): string {
  return of === undefined ? name : `${name}(${of.join("/")})`;
}

function readContains(node: Call, env: Env): TypedExpr | undefined {
  const [text, part] = argumentsOf(node, 2, env) ?? [];
  if (text === undefined || part === undefined) return undefined;
  const whole = env.read(text, "text", env);
  const piece = env.read(part, "text", env);
  if (whole === undefined || piece === undefined) return undefined;
  return { op: "contains", text: whole, part: piece, span: placeOf(env, node) };
}

function readEvent(spec: EventSpec, node: Call, env: Env): TypedExpr | undefined {
  const span = placeOf(env, node);
  const { kind: event, name, of } = spec;
  if (of === undefined) {
    if (argumentsOf(node, 0, env) === undefined) return undefined;
    return { op: "event", event, name, span };
  }
  const [argument] = argumentsOf(node, 1, env) ?? [];
  const subject = argument && env.read(argument, { entity: of }, env);
  if (subject?.op !== "entity") return undefined;
  const expr: TypedExpr = {
    op: "event",
    event,
    name,
    subject: { kind: subject.kind, name: subject.name },
    span,
  };
  carryHole(subject, expr, env);
  return expr;
}

/** The arguments, if there are as many as there should be. */
function argumentsOf(node: Call, count: number, env: Env): readonly Expression[] | undefined {
  if (node.args.length === count) return node.args;
  const name = node.callee.text;
  const wanted =
    count === 0 ? "takes no argument" : count === 1 ? "takes one argument" : "takes two arguments";
  return complain(env, node, {
    code: "DRS3013",
    message: `${ticked(name)} ${wanted}, not ${node.args.length}`,
    ...(count === 0 ? { help: [`write ${ticked(name)}`] } : {}),
  });
}

function unknownCall(node: Call, env: Env): undefined {
  const kinds = [...env.words.kinds.values()];
  const accessors = kinds.map(({ kind, accessor }) => accessor ?? kind);
  const events = [...env.words.events.values()].filter(({ of }) => of !== undefined);
  const known = [...events.map(({ name }) => name), ...MEASURES, "contains", ...accessors];
  const { text } = node.callee;
  return complain(env, node.callee, {
    code: "DRS2006",
    message: `nothing of the form \`${text}(…)\` is known`,
    label: "unknown event",
    notes: [`known: ${listedShort(known.map((name) => `${name}(…)`))}`],
    ...didYouMean(nearestNames(text, known), placeOf(env, node.callee)),
  });
}
