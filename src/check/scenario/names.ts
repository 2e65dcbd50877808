import type { SourceSpan } from "../../diagnostics/diagnostic.ts";
import type { Env } from "../env.ts";
import type { FileContext } from "../file-context.ts";
import { errorAt, quotedSource, ticked } from "../problems.ts";
import { declareMentioned, declareNames, eachDeclared } from "../statements/declare.ts";
import { isAboutTheSame } from "../statements/layers.ts";
import type { MatchedPhrase } from "../statements/match-phrase.ts";
import { bindLet } from "../statements/values.ts";
import type { OwnAction, ScenarioParts } from "./parts.ts";

/** Declares all names of a scenario, whatever their order, and says how each operation is called. */
export function declareScenario(
  parts: ScenarioParts,
  env: Env,
  file: FileContext,
): ReadonlyMap<OwnAction, string> {
  const { scope, source, problems } = env;
  for (const node of parts.lets) bindLet(node, { scope, source, problems, isImported: false });
  for (const { phrase, maybe } of parts.declarations) {
    const there = maybe === undefined ? {} : { maybe: source.spanOf(maybe) };
    declareNames(phrase, env, { isImported: false, ...there });
  }
  const labels = declareLabels(parts.actions, env);
  for (const { phrase } of parts.declarations) declareMentioned(phrase, env, false);
  for (const { phrase } of parts.actions) declareMentioned(phrase, env, false);
  if (parts.declarations.length > 0 && file.statements.length > 0) hideReplaced(parts, env, file);
  return labels;
}

/** Every action that starts something names it: as labelled, or `run1`, `run2`, … in written order. */
function declareLabels(actions: readonly OwnAction[], env: Env): ReadonlyMap<OwnAction, string> {
  const labels = new Map<OwnAction, string>();
  const isWritten = (text: string) =>
    actions.some(({ phrase }) => phrase.node.label?.text === text);
  let number = 0;
  for (const action of actions) {
    const { labels: kind } = action.phrase.last;
    if (kind === undefined) continue;
    let name = action.phrase.node.label?.text;
    while (name === undefined) {
      number++;
      if (!isWritten(`run${number}`)) name = `run${number}`;
    }
    labels.set(action, name);
    declareLabel(action, kind, name, env);
  }
  return labels;
}

function declareLabel({ node, phrase }: OwnAction, kind: string, name: string, env: Env): void {
  const { label } = phrase.node;
  const span = env.source.spanOf(label ?? node);
  const entity = {
    kind,
    name,
    span,
    isSoft: false,
    isImported: false,
    isUsed: label === undefined,
  };
  const known = env.scope.declare(
    node.maybe ? { maybe: env.source.spanOf(node), ...entity } : entity,
  );
  if (known?.span === undefined) return;
  env.problems.add(
    errorAt(span, "DRS2002", `there is an ${kind} ${ticked(name)} already`, {
      label: "declared again",
      related: [{ span: known.span, message: "first declared here" }],
    }),
  );
}

/** What a statement of the file declares and its replacement does not is not there in this scenario. */
function hideReplaced(parts: ScenarioParts, env: Env, file: FileContext): void {
  const below = file.statements.map(({ phrase }) => phrase);
  for (const { phrase, maybe } of parts.declarations) {
    if (maybe !== undefined) continue;
    const removed = removedBy(phrase, below, env);
    if (removed.size === 0) continue;
    for (const name of removed.values()) env.scope.hide(name.kind, name.name);
    reportOrphans(phrase, removed, file, env);
  }
}

interface Removed {
  readonly kind: string;
  readonly name: string;
}

const NONE_REMOVED: ReadonlyMap<string, Removed> = new Map();

/** Names that a statement takes away by replacing others. One that merges replaces only within its block. */
function removedBy(
  above: MatchedPhrase,
  below: readonly MatchedPhrase[],
  env: Env,
): ReadonlyMap<string, Removed> {
  const covered = below.find((phrase) => isAboutTheSame(phrase, above));
  if (covered === undefined) return NONE_REMOVED;
  if (above.match.spec.merges === true) {
    return new Map(above.body.flatMap((item) => [...removedBy(item, covered.body, env)]));
  }
  const removed = new Map<string, Removed>();
  eachDeclared(covered, env, ({ kind, name }) => {
    if (!env.scope.hasOwn(kind, name)) removed.set(`${kind} ${name}`, { kind, name });
  });
  return removed;
}

/** A statement of the file still refers to what was taken away. */
function reportOrphans(
  replacement: MatchedPhrase,
  removed: ReadonlyMap<string, Removed>,
  file: FileContext,
  env: Env,
): void {
  for (const { phrase, asked } of file.statements) {
    if (isAboutTheSame(phrase, replacement)) continue;
    const orphan = asked.entities.find(({ kind, name }) => removed.has(`${kind} ${name}`));
    if (orphan !== undefined) complainOrphan(replacement, orphan, env);
  }
}

function complainOrphan(
  { node, source }: MatchedPhrase,
  { kind, name, span }: Removed & { readonly span: SourceSpan },
  env: Env,
): void {
  const [head = node] = node.terms;
  env.problems.add(
    errorAt(
      source.spanOf(head),
      "DRS4022",
      `replacing ${quotedSource(source, head)} takes away the ${kind} ${ticked(name)}, which is still used`,
      {
        label: "replaces the file's",
        related: [{ span, message: "used here" }],
        help: [`declare ${ticked(name)} here too, or replace what uses it`],
      },
    ),
  );
}
