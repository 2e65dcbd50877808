import type { ScenarioStatement } from "../../syntax/ast.ts";

const NONE: ReadonlySet<string> = new Set();

/** Names of the values that a scenario gives: its lets and the columns of its tables. */
export function givenValues({ body }: ScenarioStatement): ReadonlySet<string> {
  let names: Set<string> | undefined;
  for (const item of body.body) {
    if (item.kind !== "examples" && item.kind !== "let") continue;
    names ??= new Set();
    for (const { text } of item.kind === "let" ? [item.name] : item.header) names.add(text);
  }
  return names ?? NONE;
}
