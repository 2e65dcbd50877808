import { explain, explanationLines } from "../app/explain.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import type { Invocation } from "./invocation.ts";
import { UsageError } from "./usage-error.ts";

/** `drs explain`: what a code, a rule or a word means. */
export async function explainCommand({ operands, terminal }: Invocation): Promise<number> {
  const [what = ""] = operands;
  const found = explain(what, PLATFORMS);
  if ("near" in found) {
    throw new UsageError(`nothing is known about \`${what}\``, [
      ...(found.near.length === 0
        ? []
        : [`did you mean ${found.near.map((name) => `\`${name}\``).join(" or ")}?`]),
      "try a code such as `DRS2001`, a rule from `drs rules`, an outcome or a verdict",
    ]);
  }
  terminal.out(`${explanationLines(found).join("\n")}\n`);
  return 0;
}
