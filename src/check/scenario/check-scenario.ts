import type { OpenScenario } from "../../model/choice.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { ScenarioStatement } from "../../syntax/ast.ts";
import type { Env } from "../env.ts";
import { envOf, type FileContext, statementMatcher } from "../file-context.ts";
import { SCENARIO_RULES } from "../rules/index.ts";
import { Scope } from "../scope.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { oneLine, type Row, rowsOf } from "./examples.ts";
import { givenValues } from "./given-values.ts";
import { declareScenario } from "./names.ts";
import { partsOf, type ScenarioParts } from "./parts.ts";
import { choicePoint, type Fixed, latestStated, settledPlan } from "./settle.ts";
import { type Template, templateOf } from "./template.ts";

/** Names that were given in a file, so that no scenario gets one twice. */
export type TakenNames = Set<string>;

/** Checks one scenario and gives it once for each of its example rows. */
export function checkScenario(
  node: ScenarioStatement,
  file: FileContext,
  taken: TakenNames,
): readonly OpenScenario[] {
  const scope = new Scope(file.scope);
  const env = envOf(file, scope);
  const given = givenValues(node);
  const isValue = (name: string) => given.has(name) || scope.value(name) !== undefined;
  const parts = partsOf(node, { matcher: statementMatcher(file.words, isValue), ...file });
  const labels = declareScenario(parts, env, file);
  const rows = rowsOf(parts.examples[0], env);
  const templates = rows.map((row) => templateOf(parts, labels, file, inRow(row, env)));
  const checked: CheckedScenario = { parts, labels, env, file, rows, templates };
  for (const rule of SCENARIO_RULES) rule(checked);
  return rows.flatMap((row, at) => {
    const template = templates[at];
    return template === undefined ? [] : [openScenario(template, fixedOf(parts, row, file, taken))];
  });
}

function inRow({ scope }: Row, env: Env): Env {
  return scope === env.scope ? env : envOf(env, scope);
}

function fixedOf(parts: ScenarioParts, row: Row, file: FileContext, taken: TakenNames): Fixed {
  const { node } = parts;
  const { source } = file;
  const title = oneLine(node.title.value);
  const [failure] = parts.failures;
  const fixed = {
    file: source.file,
    title,
    row: row.cells,
    name: uniqueName(title, row.cells, taken),
    tags: node.tags.map(({ name }) => name),
    span: source.spanOf(node.title),
    line: source.lineAt(node.title.start),
    platform: file.words.platform.name,
    options: file.options,
  };
  return failure === undefined ? fixed : { expectFailure: failure.why.value, ...fixed };
}

/** Title and row; the second of equal rows gets `#2`. */
function uniqueName(title: string, cells: ScenarioPlan["row"], taken: TakenNames): string {
  const values = (): string => cells.map(({ name, value }) => `${name}=${value}`).join(", ");
  const plain = cells.length === 0 ? title : `${title} [${values()}]`;
  let name = plain;
  for (let again = 2; taken.has(name); again++) name = `${plain} #${again}`;
  taken.add(name);
  return name;
}

function openScenario(template: Template, fixed: Fixed): OpenScenario {
  const { file, title, row, name, tags, span, line, platform } = fixed;
  const latest = template.sites.length === 0 ? 0 : latestStated(template);
  return {
    identity: { file, name },
    choices: template.sites.map((site) => choicePoint(site, latest)),
    settle: settler(template, fixed),
    head: { file, title, row, name, tags, span, line, platform },
  };
}

/** Without choices there is one plan, and it is made once. */
function settler(template: Template, fixed: Fixed): OpenScenario["settle"] {
  if (template.sites.length > 0) return (answers) => settledPlan(template, fixed, answers);
  const plan = settledPlan(template, fixed, []);
  return () => plan;
}
