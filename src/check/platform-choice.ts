import { nearestNames } from "../base/nearest.ts";
import type { Catalogue } from "../model/platform.ts";
import type { PlatformStatement, ScenarioStatement, Word } from "../syntax/ast.ts";
import { type PlatformWords, wordsOf } from "./platform-words.ts";
import { didYouMean, errorAt, listed, type Problems, ticked } from "./problems.ts";
import type { ReadFile } from "./read-file.ts";
import type { SourceFile } from "./source-file.ts";

/** A platform statement and where it stands. */
export interface PlacedPlatform {
  readonly node: PlatformStatement;
  readonly source: SourceFile;
}

/** The platform of a file, and the statements that name it: those of imported files first. */
export interface ChosenPlatform {
  readonly words: PlatformWords;
  readonly statements: readonly PlacedPlatform[];
}

/** The one platform that a file and all it imports name. Nothing, and a complaint, if there is none or more than one. */
export function choosePlatform(
  files: readonly ReadFile[],
  scenarios: readonly ScenarioStatement[],
  catalogue: Catalogue,
  problems: Problems,
): ChosenPlatform | undefined {
  const statements = files.flatMap((file) => onlyStatement(file, problems));
  const own = statements.at(-1);
  if (own === undefined) {
    const [scenario] = scenarios;
    if (scenario !== undefined && !files.some(hasBroken))
      missing(scenario, files, catalogue, problems);
    return undefined;
  }
  const { name } = own.node;
  const other = statements.find(({ node }) => node.name.text !== name.text);
  if (other !== undefined) return differing(other, own, problems);
  const platform = Object.hasOwn(catalogue, name.text) ? catalogue[name.text] : undefined;
  if (platform === undefined) return unknown(own, catalogue, problems);
  return { words: wordsOf(platform), statements };
}

function onlyStatement({ tree, source }: ReadFile, problems: Problems): readonly PlacedPlatform[] {
  const [first, ...others] = tree.body.filter((item) => item.kind === "platform");
  if (first === undefined) return [];
  for (const other of others) {
    problems.add(
      errorAt(source.spanOf(other.name), "DRS4002", "a file has one platform", {
        label: "a second platform",
        related: [{ span: source.spanOf(first.name), message: "the first one" }],
        help: ["put scenarios of another platform into a file of their own"],
      }),
    );
  }
  return [{ node: first, source }];
}

/** Whether a statement that could not be read was meant to name the platform. */
function hasBroken({ tree, source }: ReadFile): boolean {
  return tree.body.some((item) => item.kind === "error" && /^\W*plat/.test(source.slice(item)));
}

function missing(
  scenario: ScenarioStatement,
  files: readonly ReadFile[],
  catalogue: Catalogue,
  problems: Problems,
): void {
  const own = files.at(-1);
  if (own === undefined) return;
  const { source } = own;
  const mistyped = mistypedPlatform(own);
  if (mistyped !== undefined) {
    problems.add(
      errorAt(
        source.spanOf(mistyped),
        "DRS4001",
        `this file names no platform, and ${ticked(mistyped.text)} begins no statement`,
        {
          label: "unknown statement",
          ...didYouMean(["platform"], source.spanOf(mistyped), "machine"),
        },
      ),
    );
    return;
  }
  problems.add(
    errorAt(source.spanOf(scenario.title), "DRS4001", "this file names no platform", {
      label: "on which machine?",
      notes: [`platforms are ${listed(Object.keys(catalogue), "and")}`],
      help: ["begin the file with `platform <name>`"],
    }),
  );
}

function differing(other: PlacedPlatform, own: PlacedPlatform, problems: Problems): undefined {
  const [one, two] = [own, other].map(({ node }) => ticked(node.name.text));
  problems.add(
    errorAt(
      own.source.spanOf(own.node.name),
      "DRS4002",
      `this is about ${one}, and an imported file is about ${two}`,
      {
        label: "another platform",
        related: [{ span: other.source.spanOf(other.node.name), message: "named here" }],
      },
    ),
  );
  return undefined;
}

function unknown(
  { node, source }: PlacedPlatform,
  catalogue: Catalogue,
  problems: Problems,
): undefined {
  const span = source.spanOf(node.name);
  const names = Object.keys(catalogue);
  problems.add(
    errorAt(span, "DRS2009", `no platform is called ${ticked(node.name.text)}`, {
      label: "unknown platform",
      notes: [`platforms are ${listed(names, "and")}`],
      ...didYouMean(nearestNames(node.name.text, names), span),
    }),
  );
  return undefined;
}

/** The first word of a statement that was probably meant to name the platform. */
function mistypedPlatform({ tree }: ReadFile): Word | undefined {
  for (const item of tree.body) {
    const head = item.kind === "phrase" ? item.terms[0] : undefined;
    if (head?.kind === "word" && nearestNames(head.text, ["platform"]).length > 0) return head;
  }
  return undefined;
}
