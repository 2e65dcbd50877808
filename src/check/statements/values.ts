import type { SourceSpan } from "../../diagnostics/diagnostic.ts";
import type { Expression, LetStatement } from "../../syntax/ast.ts";
import { parseExpression } from "../../syntax/parse.ts";
import { errorAt, type Problems, ticked } from "../problems.ts";
import type { Scope, ValueBinding } from "../scope.ts";
import { SourceFile } from "../source-file.ts";

/** Values given from outside, by the name of the `let` that they replace, as text. */
export type Definitions = Readonly<Record<string, string>>;

/** Gives the name of a `let` its value; reports a name that has one already. */
export function bindLet(
  node: LetStatement,
  { scope, source, problems, isImported }: Binding,
  definitions: Definitions = {},
): void {
  const { name } = node;
  const definition = Object.hasOwn(definitions, name.text) ? definitions[name.text] : undefined;
  const span = source.spanOf(name);
  const value =
    definition === undefined
      ? ({ what: "let", source, node: node.value } as const)
      : defined(definition, node, source);
  const binding: ValueBinding = {
    name: name.text,
    span,
    isImported,
    isUsed: false,
    isOpen: false,
    ...value,
  };
  const known = scope.bind(binding);
  if (known !== undefined) duplicateValue(binding, known, problems);
}

/** Where a value is bound. */
export interface Binding {
  readonly scope: Scope;
  readonly source: SourceFile;
  readonly problems: Problems;
  readonly isImported: boolean;
}

/** Reports a second value with one name at one level. */
export function duplicateValue(again: ValueBinding, first: ValueBinding, problems: Problems): void {
  problems.add(
    errorAt(again.span, "DRS2002", `${ticked(again.name)} has a value already`, {
      label: "defined again",
      related: [{ span: first.span, message: "first defined here" }],
    }),
  );
}

function defined(
  text: string,
  node: LetStatement,
  source: SourceFile,
): Pick<ValueBinding, "what" | "source" | "node"> {
  const definition = new DefinitionSource(source.spanOf(node.value), text);
  const { node: value, diagnostics } = parseExpression(text, source.file);
  const isReadable = value !== undefined && diagnostics.length === 0;
  return { what: "definition", source: definition, node: isReadable ? value : asText(text) };
}

/** What cannot be read as a value is a text: `-D greeting="hello, world"` needs no second pair of quotes. */
function asText(text: string): Expression {
  return { kind: "text", value: text, start: 0, end: text.length };
}

/** The text of a value from outside. All its places are that of the value which it replaces. */
class DefinitionSource extends SourceFile {
  readonly #place: SourceSpan;

  constructor(place: SourceSpan, text: string) {
    super(place.file, text);
    this.#place = place;
  }

  override spanOf(): SourceSpan {
    return this.#place;
  }
}
