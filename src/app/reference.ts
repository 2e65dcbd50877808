import { CODES } from "../diagnostics/codes.ts";
import type { Platform } from "../model/platform.ts";
import { formatValue } from "../model/value.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { table, ticked } from "./markdown.ts";
import { typeName, vocabularyReference } from "./vocabulary-reference.ts";

/** The generated tables of the documents, by the names of their places. */
export function referenceTables(): Readonly<Record<string, string>> {
  const platforms: readonly Platform[] = Object.values(PLATFORMS);
  return {
    "diagnostic-codes": codeTable(),
    platforms: platformTable(platforms),
    ...Object.fromEntries(
      platforms.flatMap((platform) => [
        [`knobs-${platform.name}`, knobTable(platform)],
        [`profiles-${platform.name}`, profileTable(platform)],
        [`errors-${platform.name}`, errorTable(platform)],
        [`phases-${platform.name}`, phaseTable(platform)],
        [`rules-${platform.name}`, ruleTable(platform)],
        [`invariants-${platform.name}`, invariantTable(platform)],
        ...Object.entries(vocabularyReference(platform)),
      ]),
    ),
  };
}

function codeTable(): string {
  return table(
    ["code", "mistake"],
    Object.entries(CODES).map(([code, { title }]) => [code, title]),
  );
}

function platformTable(platforms: readonly Platform[]): string {
  const rows = platforms.map(({ name, title, summary }) => [ticked(name), title, summary]);
  return table(["platform", "system", "in short"], rows);
}

function knobTable({ knobs }: Platform): string {
  const rows = knobs.map(({ name, type, default: usual, doc, source }) => [
    ticked(name),
    typeName(type),
    ticked(formatValue(usual, type)),
    doc,
    source,
  ]);
  return table(["option", "takes", "default", "means", "source"], rows);
}

function profileTable({ profiles, knobs }: Platform): string {
  const rows = profiles.map(({ name, doc, source, values }) => {
    const set = knobs.flatMap((knob) => {
      const value = values[knob.name];
      return value === undefined ? [] : [ticked(`${knob.name} ${formatValue(value, knob.type)}`)];
    });
    return [ticked(name), doc, set.join(", "), source];
  });
  return table(["profile", "means", "sets", "source"], rows);
}

function errorTable({ errors = [] }: Platform): string {
  const rows = errors.map(({ name, says, source }) => [ticked(name), says, source]);
  return table(["error", "the operator reads", "source"], rows);
}

function phaseTable({ phases = [] }: Platform): string {
  const rows = phases.map(({ name, title, source }) => [ticked(name), title, source]);
  return table(["phase", "what happens", "source"], rows);
}

function ruleTable({ rules }: Platform): string {
  const rows = rules.map(({ id, text, source, breaks }) => [
    id,
    text,
    breaks.by === "scenario"
      ? ticked(breaks.example.split("\n").join("; "))
      : "a changed engine only",
    source,
  ]);
  return table(["rule", "says", "broken by", "source"], rows);
}

function invariantTable({ invariants }: Platform): string {
  const rows = invariants.map(({ id, text, exceptions, source }) => [id, text, exceptions, source]);
  return table(["invariant", "says", "except", "source"], rows);
}
