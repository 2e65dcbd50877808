import { nearestNames } from "../base/nearest.ts";
import type { CodeEntry } from "../diagnostics/code-entry.ts";
import { CODES } from "../diagnostics/codes.ts";
import type { Catalogue, Knob, Platform } from "../model/platform.ts";
import type { Invariant, Rule } from "../model/rule.ts";
import { formatValue } from "../model/value.ts";
import type { WordEntry } from "./words.ts";
import { WORDS } from "./words.ts";

/** A page of text about one thing. */
export interface Explanation {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Scenario text under a heading. */
  readonly samples: readonly { readonly heading: string; readonly text: string }[];
}

/** What is known about a code, rule, invariant, word, platform or platform option; else names that resemble it. */
export function explain(
  what: string,
  catalogue: Catalogue,
): Explanation | { readonly near: readonly string[] } {
  const topics = topicsOf(catalogue);
  const wanted = what.toLowerCase();
  const topic = topics.find(({ name }) => name.toLowerCase() === wanted);
  return topic === undefined
    ? {
        near: nearestNames(
          what,
          topics.map(({ name }) => name),
        ),
      }
    : topic.explain();
}

/** An explanation as lines of plain text. */
export function explanationLines({ heading, paragraphs, samples }: Explanation): readonly string[] {
  return [
    heading,
    ...paragraphs.flatMap((paragraph) => ["", ...paragraph.split("\n")]),
    ...samples.flatMap((sample) => [
      "",
      sample.heading,
      "",
      ...sample.text
        .trimEnd()
        .split("\n")
        .map((line) => (line === "" ? "" : `    ${line}`)),
    ]),
  ];
}

interface Topic {
  readonly name: string;
  readonly explain: () => Explanation;
}

function topicsOf(catalogue: Catalogue): readonly Topic[] {
  const platforms = Object.values(catalogue);
  return [
    ...topics(CODES, codeExplanation),
    ...topics<WordEntry>(WORDS, wordExplanation),
    ...platforms.map((platform) => ({
      name: platform.name,
      explain: () => platformExplanation(platform),
    })),
    ...platforms.flatMap((platform) => [
      ...platform.rules.map((rule) => ({
        name: rule.id,
        explain: () => ruleExplanation(rule, platform),
      })),
      ...platform.invariants.map((invariant) => ({
        name: invariant.id,
        explain: () => invariantExplanation(invariant, platform),
      })),
      ...platform.knobs.map((knob) => ({
        name: knob.name,
        explain: () => knobExplanation(knob, platform),
      })),
    ]),
  ];
}

function topics<T>(
  table: Readonly<Record<string, T>>,
  page: (name: string, entry: T) => Explanation,
): readonly Topic[] {
  return Object.entries(table).map(([name, entry]) => ({ name, explain: () => page(name, entry) }));
}

function codeExplanation(
  code: string,
  { title, explanation, wrong, right }: CodeEntry,
): Explanation {
  return {
    heading: `${code}: ${title}`,
    paragraphs: [explanation],
    samples: [
      { heading: "Wrong:", text: wrong },
      { heading: "Right:", text: right },
    ],
  };
}

function wordExplanation(word: string, entry: WordEntry): Explanation {
  const { what, title, explanation, wrong, right } = entry;
  return {
    heading: `${word} (${what}): ${title}`,
    paragraphs: [explanation],
    samples: [
      ...(wrong === undefined ? [] : [{ heading: "Shows with:", text: wrong }]),
      ...(right === undefined ? [] : [{ heading: "Right:", text: right }]),
    ],
  };
}

function platformExplanation({ name, title, summary, profiles, knobs }: Platform): Explanation {
  return {
    heading: `${name}: ${title}`,
    paragraphs: [
      summary,
      ["Profiles:", ...profiles.map((profile) => `  ${profile.name}: ${profile.doc}`)].join("\n"),
      [
        "Options:",
        ...knobs.map(
          (knob) => `  ${knob.name} (${formatValue(knob.default, knob.type)}): ${knob.doc}`,
        ),
      ].join("\n"),
    ],
    samples: [{ heading: "Chosen with:", text: `platform ${name}` }],
  };
}

function ruleExplanation({ id, text, source, breaks }: Rule, platform: Platform): Explanation {
  const sample =
    breaks.by === "scenario"
      ? [
          { heading: "Broken by:", text: breaks.example },
          { heading: "Expected with:", text: `expect rule ${id} violated` },
        ]
      : [];
  const engine =
    breaks.by === "engine"
      ? ["No scenario can break it; it is tested by changing the engine."]
      : [];
  return {
    heading: `${id} (rule of ${platform.name}): ${text}`,
    paragraphs: [`Source: ${source}`, ...engine],
    samples: sample,
  };
}

function invariantExplanation(
  { id, text, source, exceptions }: Invariant,
  platform: Platform,
): Explanation {
  return {
    heading: `${id} (invariant of ${platform.name}): ${text}`,
    paragraphs: [`Exceptions: ${exceptions}`, `Source: ${source}`],
    samples: [],
  };
}

function knobExplanation(knob: Knob, platform: Platform): Explanation {
  const usual = formatValue(knob.default, knob.type);
  return {
    heading: `${knob.name} (option of ${platform.name}): ${knob.doc}`,
    paragraphs: [`Default: ${usual}`, `Source: ${knob.source}`],
    samples: [
      { heading: "Set with:", text: `platform ${platform.name} { ${knob.name} ${usual} }` },
    ],
  };
}
