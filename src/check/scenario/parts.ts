import type {
  ExamplesStatement,
  Expectation,
  ExpectFailureStatement,
  LetStatement,
  MaybeStatement,
  OrderStatement,
  RunForStatement,
  ScenarioItem,
  ScenarioStatement,
  TimelineStatement,
} from "../../syntax/ast.ts";
import type { MatchedPhrase, Matching } from "../statements/match-phrase.ts";
import { matchPhrase, taintError } from "../statements/match-phrase.ts";

/** A declaration of a scenario. */
interface OwnDeclaration {
  readonly phrase: MatchedPhrase;
  readonly maybe?: MaybeStatement;
}

/** A timeline statement whose action is known. */
export interface OwnAction {
  readonly node: TimelineStatement;
  readonly phrase: MatchedPhrase;
}

/** The statements of a scenario, sorted by what they are, each kind in written order. */
export interface ScenarioParts {
  readonly node: ScenarioStatement;
  readonly lets: readonly LetStatement[];
  readonly declarations: readonly OwnDeclaration[];
  readonly actions: readonly OwnAction[];
  readonly orders: readonly OrderStatement[];
  readonly durations: readonly RunForStatement[];
  readonly expectations: readonly Expectation[];
  readonly failures: readonly ExpectFailureStatement[];
  readonly examples: readonly ExamplesStatement[];
  /** A part could not be read or fits no form, so that what is missing is not missing. */
  readonly isIncomplete: boolean;
}

type Building = {
  readonly [K in Exclude<keyof ScenarioParts, "node" | "isIncomplete">]: ScenarioParts[K][number][];
} & { readonly node: ScenarioStatement; isIncomplete: boolean };

/** Sorts the statements of a scenario and finds the forms of its phrases. */
export function partsOf(node: ScenarioStatement, matching: Matching): ScenarioParts {
  const parts: Building = {
    node,
    lets: [],
    declarations: [],
    actions: [],
    orders: [],
    durations: [],
    expectations: [],
    failures: [],
    examples: [],
    isIncomplete: false,
  };
  for (const item of node.body.body) sort(item, parts, matching);
  return parts;
}

function sort(item: ScenarioItem, parts: Building, matching: Matching): void {
  switch (item.kind) {
    case "phrase":
    case "maybe":
      declare(item, parts, matching);
      break;
    case "timeline":
      act(item, parts, matching);
      break;
    case "expect":
      expectAll(item.body, parts, matching);
      break;
    case "let":
      parts.lets.push(item);
      break;
    case "order":
      parts.orders.push(item);
      break;
    case "run-for":
      parts.durations.push(item);
      break;
    case "expect-failure":
      parts.failures.push(item);
      break;
    case "examples":
      parts.examples.push(item);
      break;
    case "error":
      parts.isIncomplete = true;
      taintError(item, matching);
      break;
  }
}

function declare(
  item: ScenarioItem & { readonly kind: "phrase" | "maybe" },
  parts: Building,
  matching: Matching,
): void {
  const node = item.kind === "maybe" ? item.phrase : item;
  const phrase = matchPhrase(node, "declaration", matching);
  if (phrase === undefined) parts.isIncomplete = true;
  else parts.declarations.push(item.kind === "maybe" ? { phrase, maybe: item } : { phrase });
}

function act(node: TimelineStatement, parts: Building, matching: Matching): void {
  const phrase = matchPhrase(node.action, "action", matching);
  if (phrase === undefined) parts.isIncomplete = true;
  else parts.actions.push({ node, phrase });
}

function expectAll(
  body: (ScenarioItem & { readonly kind: "expect" })["body"],
  parts: Building,
  matching: Matching,
): void {
  for (const item of body) {
    if (item.kind === "expectation") parts.expectations.push(item);
    else {
      parts.isIncomplete = true;
      taintError(item, matching);
    }
  }
}
