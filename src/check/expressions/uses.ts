import type { SourceSpan } from "../../diagnostics/diagnostic.ts";
import type { Env } from "../env.ts";
import { errorAt, ticked } from "../problems.ts";
import type { Entity } from "../scope.ts";

/** Notes that something refers to an entity; reports it when the entity may not be there. */
export function noteUse(entity: Entity, span: SourceSpan, env: Env): void {
  const { kind, name, maybe } = entity;
  entity.isUsed = true;
  env.asked?.entities.push({ kind, name, span });
  if (maybe === undefined || isWithin(span, maybe)) return;
  env.problems.add(
    errorAt(span, "DRS4023", `${ticked(name)} may not be there`, {
      label: `this ${kind} is only there when the choice is made so`,
      related: [{ span: maybe, message: "left open here" }],
      help: ["leave something else open, or write two scenarios"],
    }),
    `DRS4023 ${kind} ${name} ${maybe.file} ${maybe.start}`,
  );
}

function isWithin(inner: SourceSpan, outer: SourceSpan): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}
