import type { TypedExpr } from "../../model/expression.ts";
import type { ScenarioPlan, TimelineItem } from "../../model/plan.ts";
import { formatDuration } from "../../model/value.ts";
import type { Expression, OrderStatement, TimelineStatement } from "../../syntax/ast.ts";
import type { Hole } from "../choices.ts";
import { complain, type Env, withoutChoices } from "../env.ts";
import { coerced } from "../expressions/fit.ts";
import { type Literal, nameOfType, typeOf } from "../expressions/types.ts";
import { ticked } from "../problems.ts";

type Moment = TimelineItem["moment"];

/** When a timeline statement happens; nothing if that makes no sense, which is then reported. `env` lets choices be made. */
export function momentOf(node: TimelineStatement, env: Env): Moment | undefined {
  switch (node.word) {
    case "at":
      return momentAt(node, env);
    case "after":
      return momentAfter(node, env);
    case "when": {
      const condition = env.read(node.moment, "boolean", withoutChoices(env));
      return condition && { kind: "when", condition };
    }
  }
}

function momentAt(node: TimelineStatement, env: Env): Moment | undefined {
  const expr = env.read(node.moment, "moment", env);
  if (expr === undefined) return undefined;
  if (expr.op !== "literal") return knownLater(node, env);
  if (Number(expr.value) < 0) return tooEarly(node, env);
  const moment: Moment = { kind: "at", time: Number(expr.value) };
  passHole(expr, moment, env);
  return moment;
}

/** The time of a moment is as open as the literal that it comes from. */
function passHole(expr: TypedExpr, moment: Moment, env: Env): void {
  const hole: Hole | undefined = env.choices.hole(expr);
  if (hole !== undefined) env.choices.open(moment, hole);
}

function momentAfter(node: TimelineStatement, env: Env): Moment | undefined {
  const expr = env.read(node.moment, undefined, env);
  if (expr === undefined) return undefined;
  const type = typeOf(expr);
  if (type === "duration") {
    if (expr.op !== "literal") return unknownDelay(node, env);
    return delayed(undefined, expr, node, env);
  }
  const moment = type === "moment" ? expr : coerced(expr, type, "moment", env);
  if (moment === undefined) return noMoment(node, expr, env);
  return split(moment, node, env);
}

/** `M + D` as the moment M and the constant delay D. */
function split(expr: TypedExpr, node: TimelineStatement, env: Env): Moment | undefined {
  if (expr.op === "-") return tooEarly(node, env);
  if (expr.op !== "+") return { kind: "after", moment: expr, delay: 0 };
  const [moment, delay] =
    typeOf(expr.left) === "duration" ? [expr.right, expr.left] : [expr.left, expr.right];
  if (delay.op !== "literal" || moment.op === "+" || moment.op === "-")
    return unknownDelay(node, env);
  return delayed(moment, delay, node, env);
}

function delayed(
  after: TypedExpr | undefined,
  delay: Literal,
  node: TimelineStatement,
  env: Env,
): Moment | undefined {
  const ticks = Number(delay.value);
  if (ticks < 0) return tooEarly(node, env);
  const moment: Moment = {
    kind: "after",
    delay: ticks,
    ...(after === undefined ? {} : { moment: after }),
  };
  passHole(delay, moment, env);
  return moment;
}

// ---- complaints

function knownLater(node: TimelineStatement, env: Env): undefined {
  const { moment } = node;
  return complain(env, moment, {
    code: "DRS4016",
    message: `${ticked(env.source.onOneLine(moment))} is known only during the run, and \`at\` takes a time of the clock`,
    label: "not a fixed time",
    help: ["write `after` instead of `at`"],
    fix: {
      span: env.source.spanOf({ start: node.start, end: node.start + node.word.length }),
      text: "after",
      applicability: "machine",
    },
  });
}

function unknownDelay(node: TimelineStatement, env: Env): undefined {
  return complain(env, node.moment, {
    code: "DRS3012",
    message: `how long ${ticked(env.source.onOneLine(node.moment))} waits is known only during the run`,
    label: "must be a moment, or a moment plus a fixed delay",
    help: ["for example `after first.end + 2s`"],
  });
}

function tooEarly(node: TimelineStatement, env: Env): undefined {
  return complain(env, node.moment, {
    code: "DRS3006",
    message: `${ticked(env.source.onOneLine(node.moment))} is a time that has passed`,
    label: node.word === "at" ? "before the scenario begins" : "time does not run backwards",
  });
}

function noMoment(node: TimelineStatement, expr: TypedExpr, env: Env): undefined {
  const type = typeOf(expr);
  const text = ticked(env.source.onOneLine(node.moment));
  if (type === "number" && expr.op === "literal" && node.moment.kind === "quantity") {
    env.read(node.moment, "duration", env);
    return undefined;
  }
  if (type !== "boolean") {
    return complain(env, node.moment, {
      code: "DRS3011",
      message: `${text} is ${nameOfType(type)}, and a moment or a delay is wanted`,
      help: [
        `for example ${ticked(`after ${formatDuration(2_000_000_000)} …`)} or \`after first.end …\``,
      ],
    });
  }
  return complain(env, node.moment, {
    code: "DRS4016",
    message: `${text} is a condition, and \`after\` takes a moment or a delay`,
    label: "a condition",
    help: ["write `when` instead of `after`"],
    fix: {
      span: env.source.spanOf({ start: node.start, end: node.start + node.word.length }),
      text: "when",
      applicability: "machine",
    },
  });
}

/** The two happenings of `order a before b`, and the instant, if one is named. */
export function orderOf(
  node: OrderStatement,
  env: Env,
): Omit<ScenarioPlan["orders"][number], "span"> | undefined {
  const first = happening(node.first, env);
  const second = happening(node.second, env);
  if (node.moment === undefined) return first && second && { first, second };
  const moment = env.read(node.moment, "duration", withoutChoices(env));
  if (moment !== undefined && moment.op !== "literal") return noInstant(node.moment, env);
  return first && second && moment && { first, second, at: Number(moment.value) };
}

function noInstant(node: Expression, env: Env): undefined {
  return complain(env, node, {
    code: "DRS4016",
    message: `${ticked(env.source.onOneLine(node))} is known only during the run, and \`at\` takes a time of the clock`,
    label: "not a fixed time",
    help: ["leave it out, and the order holds whenever both fall on one instant"],
  });
}

function happening(node: OrderStatement["first"], env: Env): TypedExpr | undefined {
  const expr = env.read(node, undefined, withoutChoices(env));
  if (expr === undefined || expr.op === "event" || expr.op === "entity") return expr;
  if (expr.op === "field" && expr.type === "moment") return expr;
  return complain(env, node, {
    code: "DRS4017",
    message: `${ticked(env.source.onOneLine(node))} does not happen at a moment`,
    label: "an event, an operation or a component is wanted",
    help: ["for example `order dma(sd0) before first.end`"],
  });
}
