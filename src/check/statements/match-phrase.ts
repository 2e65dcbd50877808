import { nearestNames } from "../../base/nearest.ts";
import type { Form } from "../../model/vocabulary.ts";
import type { Block, ErrorNode, Phrase, Term } from "../../syntax/ast.ts";
import type { FormIndex } from "../matching/form-index.ts";
import type { Match, Matcher } from "../matching/match.ts";
import { mismatch } from "../matching/mismatch.ts";
import type { PlatformWords } from "../platform-words.ts";
import { didYouMean, type Extras, errorAt, listed, type Problems, ticked } from "../problems.ts";
import type { SourceFile } from "../source-file.ts";

/** A statement whose form is known, with the statements in its block. */
export interface MatchedPhrase {
  readonly match: Match<Form>;
  /** The form that a block or a label at the end belongs to: the statement's own, or that of the phrase it ends with. */
  readonly last: Form;
  readonly body: readonly MatchedPhrase[];
  readonly node: Phrase;
  readonly source: SourceFile;
}

/** What matching needs. */
export interface Matching {
  readonly words: PlatformWords;
  readonly matcher: Matcher;
  readonly source: SourceFile;
  readonly problems: Problems;
}

/** Finds the form of a statement and of all statements in its block; reports what fits none. */
export function matchPhrase(
  node: Phrase,
  context: string,
  matching: Matching,
): MatchedPhrase | undefined {
  const { words, matcher, source } = matching;
  const forms = words.forms(context);
  const [head] = node.terms;
  const candidates = forms?.candidates(head?.kind === "word" ? head.text : undefined) ?? [];
  const match = matcher.match(candidates, node.terms);
  if (match === undefined) {
    taintPhrase(node, matching);
    if (candidates.length === 0) unknownStatement(node, context, forms, matching);
    else misfit(node, candidates, matching);
    return undefined;
  }
  const last = node.block === undefined && node.label === undefined ? match.spec : lastForm(match);
  return { match, last, body: matchBlock(node, last, matching), node, source };
}

/** Statements of a block, each in the block's context. */
function matchAll(
  body: readonly (Phrase | ErrorNode)[],
  context: string,
  matching: Matching,
): readonly MatchedPhrase[] {
  const matched: MatchedPhrase[] = [];
  for (const item of body) {
    if (item.kind === "error") taintError(item, matching);
    else {
      const one = matchPhrase(item, context, matching);
      if (one !== undefined) matched.push(one);
    }
  }
  return matched;
}

const NO_BODY: readonly MatchedPhrase[] = [];

function matchBlock(node: Phrase, form: Form, matching: Matching): readonly MatchedPhrase[] {
  const { block } = node;
  if (block === undefined) {
    if (form.blockRequired === true) blockMissing(node, form, matching);
    return NO_BODY;
  }
  if (form.block === undefined) {
    blockUnwanted(node, block, matching);
    taintBlock(block, matching);
    return NO_BODY;
  }
  return matchAll(block.body, form.block, matching);
}

/** A statement may end with a phrase of another form; then what follows belongs to that one, if it wants it. */
function lastForm({ spec, pattern, bound }: Match<Form>): Form {
  if (spec.block !== undefined || spec.labels !== undefined) return spec;
  const end = pattern.slots.findLast(({ index }) => bound[index] !== undefined);
  const inner = end === undefined ? undefined : bound[end.index];
  return typeof inner === "object" && inner.kind === "match" ? lastForm(inner) : spec;
}

// ---- complaints

function misfit(
  node: Phrase,
  candidates: ReturnType<FormIndex<Form>["candidates"]>,
  { matcher, source, problems }: Matching,
): void {
  const shortfall = matcher.shortfall(candidates, node.terms);
  const codes = { unexpected: "DRS4009", missing: "DRS4010" };
  problems.add(mismatch(shortfall, { terms: node.terms, node }, source, codes));
}

function unknownStatement(
  node: Phrase,
  context: string,
  forms: FormIndex<Form> | undefined,
  { words, source, problems }: Matching,
): void {
  const [head] = node.terms;
  if (head === undefined) return;
  const text = source.slice(head);
  const place = source.spanOf(head);
  const heads = forms?.heads ?? [];
  const near = nearestNames(text, heads);
  const elsewhere = words.contextsOf(text).filter((other) => other !== context);
  const where =
    elsewhere.length > 0
      ? `${ticked(text)} does not belong here`
      : `${ticked(text)} begins no statement`;
  problems.add(
    errorAt(place, "DRS4008", where, {
      label: "unknown statement",
      notes: heads.length === 0 ? [] : [`here one can write ${listed(heads, "or")}`],
      ...(elsewhere.length > 0 ? moved(text, elsewhere, words) : meantHead(near, place)),
    }),
  );
}

function meantHead(near: readonly string[], place: ReturnType<SourceFile["spanOf"]>): Extras {
  return didYouMean(near, place, near.length === 1 ? "machine" : "maybe");
}

/** Where a statement that stands in the wrong place belongs. */
function moved(head: string, contexts: readonly string[], words: PlatformWords): Extras {
  const [context = ""] = contexts;
  if (context === "action") {
    return { help: [`it is something to do: say when, as in ${ticked(`at 1s ${head} …`)}`] };
  }
  if (context === "declaration") return { help: ["it is a declaration: it stands by itself"] };
  const owners = ownersOf(context, words);
  return owners.length === 0
    ? {}
    : { help: [`it belongs into the braces of ${listed(owners, "or")}`] };
}

/** The first words of statements whose block has this context. */
function ownersOf(context: string, { platform }: PlatformWords): readonly string[] {
  const forms = Object.values(platform.vocabulary.contexts).flat();
  const owners = forms.filter(({ block }) => block === context);
  return [
    ...new Set(owners.map(({ pattern }) => pattern.trim().split(/[\s<[(]/, 1)[0] ?? "")),
  ].filter((head) => head !== "");
}

function blockMissing(node: Phrase, form: Form, { source, problems }: Matching): void {
  const last = node.terms.at(-1) ?? node;
  problems.add(
    errorAt(source.spanOf(last), "DRS4012", `${quotedHead(node, source)} needs a block`, {
      label: "`{ … }` is missing after this",
      notes: [`for example ${ticked(form.example.trim().replaceAll(/\s+/g, " "))}`],
    }),
  );
}

function blockUnwanted(node: Phrase, block: Block<unknown>, { source, problems }: Matching): void {
  const place = source.spanOf({ start: block.start, end: block.start + 1 });
  problems.add(
    errorAt(place, "DRS4011", `${quotedHead(node, source)} takes no block`, {
      label: "this block does not belong here",
    }),
  );
}

function quotedHead(node: Phrase, source: SourceFile): string {
  const [head] = node.terms;
  return ticked(head === undefined ? "" : source.slice(head));
}

// ---- names that only a broken statement knows

/** Remembers every word of a statement that could not be read: it may have declared any of them. */
function taintPhrase(node: Phrase, matching: Matching): void {
  for (const term of node.terms) taintTerm(term, matching.problems);
  if (node.label !== undefined) matching.problems.taint(node.label.text);
  if (node.block !== undefined) taintBlock(node.block, matching);
}

function taintTerm(term: Term, problems: Problems): void {
  if (term.kind === "word") problems.taint(term.text);
  if (term.kind === "quantity" && term.unit === "") problems.taint(String(term.value));
}

function taintBlock(block: Block<Phrase | ErrorNode>, matching: Matching): void {
  for (const item of block.body) {
    if (item.kind === "error") taintError(item, matching);
    else taintPhrase(item, matching);
  }
}

const WORDS = /[A-Za-z_]\w*(?:-\w+)*/g;

/** Remembers every word of a text that the parser could not read. */
export function taintError(
  node: ErrorNode,
  { source, problems }: Pick<Matching, "source" | "problems">,
): void {
  for (const [word] of source.slice(node).matchAll(WORDS)) problems.taint(word);
}
