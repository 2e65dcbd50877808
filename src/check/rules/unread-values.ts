import type { Env, ValueNode } from "../env.ts";
import { envOf } from "../file-context.ts";
import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import type { FileRule } from "./file-rule.ts";

/** A value is typed where it is used; one that nothing uses is looked at here, so that its mistakes are seen. */
export const unreadScenarioValues: ScenarioRule = ({ env }) => {
  if (env.scope.hasOwnValues) readUnused(env);
};

/** The same for the values of a file. */
export const unreadFileValues: FileRule = ({ file }) => {
  if (file.scope.hasOwnValues) readUnused(envOf(file, file.scope));
};

function readUnused(env: Env): void {
  for (const binding of env.scope.ownValues) {
    if (binding.isUsed || isWanted(binding.node)) continue;
    binding.isOpen = true;
    env.read(binding.node, undefined, { ...env, source: binding.source });
    binding.isOpen = false;
  }
}

/** What a bare word means depends on where it is used. */
function isWanted(node: ValueNode): boolean {
  if (node.kind === "one-of") return node.options.items.some(isWanted);
  return node.kind === "word" || node.kind === "list";
}
