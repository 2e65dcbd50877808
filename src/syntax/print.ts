import type { Span } from "../diagnostics/diagnostic.ts";
import type {
  Block,
  ErrorNode,
  ExamplesStatement,
  Expectation,
  File,
  FileItem,
  OrderStatement,
  Phrase,
  ScenarioItem,
  ScenarioStatement,
  Term,
  TimelineStatement,
  Word,
} from "./ast.ts";
import { PageWriter } from "./page-writer.ts";
import { printExpectation, printExpression, printTerm, printText } from "./print-expression.ts";

/** A block that was written on one line stays on one line up to this width. */
const COLUMNS_MAX = 100;

/**
 * A file in its standard form. With the text that it was read from, comments, empty lines and the writing of numbers and
 * strings are kept; without it, the tree alone decides. Reading the result gives the same tree, save for the places.
 */
export function print(file: File, source?: string): string {
  return new Printer(source).file(file);
}

type Inner = FileItem | ScenarioItem | Expectation;
type AnyBlock = Block<Phrase | ErrorNode> | Block<ScenarioItem>;

/** Puts statements on lines; how expressions look is not its business. */
class Printer {
  readonly #source: string | undefined;
  readonly #page: PageWriter;

  constructor(source: string | undefined) {
    this.#source = source;
    this.#page = new PageWriter(source);
  }

  file({ body, end }: File): string {
    let last: FileItem | undefined;
    for (const item of body) {
      if (last !== undefined && isApart(last, item)) this.#page.requestGap();
      this.#statement(item);
      last = item;
    }
    return this.#page.finish(end);
  }

  fragment(phrase: Phrase): string {
    this.#statement(phrase);
    return this.#page.finish(phrase.end).trimEnd();
  }

  #statement(node: Inner): void {
    this.#page.begin(node.start, headEnd(node));
    switch (node.kind) {
      case "scenario":
        this.#scenario(node);
        break;
      case "examples":
        this.#examples(node);
        break;
      case "expect":
        this.#expect(node);
        break;
      case "phrase":
        this.#withBlock("", node, node.end);
        break;
      case "timeline":
        this.#withBlock(this.#timing(node), node.action, node.end);
        break;
      case "maybe":
        this.#withBlock("maybe ", node.phrase, node.end);
        break;
      case "platform":
        this.#block(`platform ${node.name.text}`, node.options, node.end, "");
        break;
      default:
        this.#page.line(this.#simple(node), node.end);
    }
  }

  /** What stands before the action of a timeline statement. */
  #timing({ word, moment, maybe }: TimelineStatement): string {
    return `${word} ${this.#expression(moment)} ${maybe ? "maybe " : ""}`;
  }

  /** A statement without a block, as text. */
  #simple(
    node: Exclude<
      Inner,
      {
        readonly kind:
          | "scenario"
          | "examples"
          | "expect"
          | "phrase"
          | "timeline"
          | "maybe"
          | "platform";
      }
    >,
  ): string {
    switch (node.kind) {
      case "import":
        return `import ${printText(node.path, this.#source)}`;
      case "let":
        return `let ${node.name.text} = ${this.#expression(node.value)}`;
      case "order":
        return this.#order(node);
      case "run-for":
        return `run for ${this.#expression(node.duration)}`;
      case "expect-failure":
        return `expect failure ${printText(node.why, this.#source)}`;
      case "expectation":
        return printExpectation(node, this.#source);
      case "error":
        return this.#source?.slice(node.start, node.end) ?? "# What stood here could not be read.";
    }
  }

  #scenario({ tags, title, body, end }: ScenarioStatement): void {
    const lastTag = tags.at(-1);
    if (lastTag !== undefined) {
      this.#page.line(tags.map(({ name }) => `@${name}`).join(" "), lastTag.end);
    }
    this.#block(`scenario ${printText(title, this.#source)}`, body, end, "");
  }

  #expect({ body, start, end }: Extract<Inner, { kind: "expect" }>): void {
    const [only, ...others] = body;
    const isList = others.length > 0 || only === undefined || this.#isWrittenAsList(start);
    const line = isList
      ? `expect { ${body.map((node) => this.#simple(node)).join("; ")} }`
      : `expect ${this.#simple(only)}`;
    const isOneLine = this.#isOnOneLine(start, end) && this.#page.fits(line, COLUMNS_MAX);
    if (!isList || (isOneLine && body.length > 0)) {
      this.#page.line(line, end);
      return;
    }
    this.#page.open("expect {", start + "expect".length);
    for (const node of body) this.#statement(node);
    this.#page.close("}", end);
  }

  #isWrittenAsList(start: number): boolean {
    return /^expect[ \t:]*\{/.test(this.#source?.slice(start, start + 40) ?? "");
  }

  #examples({ header, rows, start, end }: ExamplesStatement): void {
    const table = [
      header.map(({ text }) => text),
      ...rows.map(({ cells }) => cells.map((cell) => printTerm(cell, this.#source))),
    ];
    const widths = header.map((_, column) =>
      Math.max(...table.map((row) => (row[column] ?? "").length)),
    );
    const lines = table.map(
      (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
    );
    this.#page.open("examples {", start);
    for (const [index, line] of lines.entries()) {
      const { start: rowStart, end: rowEnd } = rows[index - 1] ?? headerSpan(header, start);
      this.#page.begin(rowStart, rowEnd);
      this.#page.line(line, rowEnd);
    }
    this.#page.close("}", end);
  }

  /** A phrase behind what stands before it in its statement. */
  #withBlock(before: string, phrase: Phrase, end: number): void {
    this.#block(before + this.#head(phrase), phrase.block, end, tailOf(phrase));
  }

  /** A head with its block, if it has one: on one line if it may be. */
  #block(head: string, block: AnyBlock | undefined, end: number, label: string): void {
    const line = block === undefined ? head : this.#oneLine(head, block);
    if (line !== undefined && (block === undefined || this.#page.fits(line + label, COLUMNS_MAX))) {
      this.#page.line(line + label, end);
    } else if (block !== undefined) {
      this.#page.open(`${head} {`, block.start + 1);
      for (const node of block.body) this.#statement(node);
      this.#page.close(`}${label}`, block.end);
    }
  }

  /** A block with its head as one line; nothing if it must not be one. */
  #oneLine(head: string, { body, start, end }: AnyBlock): string | undefined {
    if (body.length === 0) return this.#page.hasComment(start, end) ? undefined : `${head} { }`;
    if (!this.#isOnOneLine(start, end) && (this.#source !== undefined || body.length > 1)) {
      return undefined;
    }
    const parts = body.map((node) => this.#leaf(node));
    return parts.includes(undefined) ? undefined : `${head} { ${parts.join("; ")} }`;
  }

  /** A statement of a phrase block as part of a line. */
  #leaf(node: Phrase | ScenarioItem): string | undefined {
    if (node.kind !== "phrase") return undefined;
    const head = this.#head(node);
    if (node.block === undefined) return head + tailOf(node);
    const line = this.#source === undefined ? undefined : this.#oneLine(head, node.block);
    return line === undefined ? undefined : line + tailOf(node);
  }

  #isOnOneLine(start: number, end: number): boolean {
    return this.#source !== undefined && !/[\r\n]/.test(this.#source.slice(start, end));
  }

  #head({ terms }: Phrase): string {
    let text = "";
    for (const term of terms) text += separatorBefore(term, text) + printTerm(term, this.#source);
    return text;
  }

  #order({ first, second, moment }: OrderStatement): string {
    const when = moment === undefined ? "" : ` at ${this.#expression(moment)}`;
    return `order ${this.#expression(first)} before ${this.#expression(second)}${when}`;
  }

  #expression(node: Parameters<typeof printExpression>[0]): string {
    return printExpression(node, this.#source);
  }
}

/** From the first name to the last; a table without any begins with its statement. */
function headerSpan(header: readonly Word[], start: number): Span {
  return { start: header[0]?.start ?? start, end: header.at(-1)?.end ?? start };
}

function separatorBefore(term: Term, before: string): string {
  const isComma = term.kind === "punctuation" && term.text === ",";
  return before === "" || isComma ? "" : " ";
}

/** What follows a phrase or its block. */
function tailOf({ terms, block, label }: Phrase): string {
  if (label !== undefined) return ` as ${label.text}`;
  const last = terms.at(-1);
  // Behind a comma the next line would be taken for more of the same phrase.
  return last?.kind === "punctuation" && last.text === "," && block === undefined ? ";" : "";
}

/** Where the part of a statement ends that is printed as one piece, before what has lines of its own. */
function headEnd(node: Inner): number {
  switch (node.kind) {
    case "phrase":
      return node.block?.start ?? node.end;
    case "timeline":
      return node.action.block?.start ?? node.end;
    case "maybe":
      return node.phrase.block?.start ?? node.end;
    case "platform":
      return node.options?.start ?? node.end;
    case "scenario":
      return node.body.start;
    case "expect":
    case "examples":
      return node.start;
    default:
      return node.end;
  }
}

/** Scenarios, and whatever has a block, stand apart from their neighbours in a file. */
function isApart(one: FileItem, other: FileItem): boolean {
  return isLarge(one) || isLarge(other) || one.kind !== other.kind;
}

function isLarge(item: FileItem): boolean {
  return item.kind === "scenario" || (item.kind === "phrase" && item.block !== undefined);
}
