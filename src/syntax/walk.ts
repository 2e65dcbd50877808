import type {
  Block,
  ErrorNode,
  ExampleRow,
  Expectation,
  Expression,
  File,
  FileItem,
  Phrase,
  ScenarioItem,
  Tag,
  Term,
} from "./ast.ts";

/** Any node of the tree. */
export type Node =
  | File
  | FileItem
  | ScenarioItem
  | Block<Phrase | ErrorNode>
  | Block<ScenarioItem>
  | Tag
  | ExampleRow
  | Expectation
  | Expression
  | Term;

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "word":
    case "quantity":
    case "text":
    case "punctuation":
    case "tag":
      return [];
    case "file":
    case "block":
    case "expect":
      return node.body;
    case "error":
      return present(node.block);
    case "phrase":
      return present(...node.terms, node.block, node.label);
    case "phrase-expression":
      return node.terms;
    case "range":
      return [node.from, node.to];
    case "list":
      return node.items;
    case "one-of":
      return [node.options];
    case "paren":
      return [node.expression];
    case "member":
      return [node.object, node.name];
    case "call":
      return [node.callee, ...node.args];
    case "binary":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "expectation":
      return present(node.what, node.scope?.expression, node.scope?.of);
    default:
      return childrenOfStatement(node);
  }
}

type Statement = Extract<
  Node,
  {
    readonly kind:
      | "platform"
      | "import"
      | "let"
      | "scenario"
      | "timeline"
      | "order"
      | "run-for"
      | "expect-failure"
      | "maybe"
      | "examples"
      | "row";
  }
>;

function childrenOfStatement(node: Statement): readonly Node[] {
  switch (node.kind) {
    case "platform":
      return present(node.name, node.options);
    case "import":
      return [node.path];
    case "let":
      return [node.name, node.value];
    case "scenario":
      return [...node.tags, node.title, node.body];
    case "timeline":
      return [node.moment, node.action];
    case "order":
      return present(node.first, node.second, node.moment);
    case "run-for":
      return [node.duration];
    case "expect-failure":
      return [node.why];
    case "maybe":
      return [node.phrase];
    case "examples":
      return [...node.header, ...node.rows];
    case "row":
      return node.cells;
  }
}

function present(...nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined);
}

/** Visits a node and all below it, in the order of the text. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}
