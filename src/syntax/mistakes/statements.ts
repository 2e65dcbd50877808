import { nearestName } from "../../base/nearest.ts";
import { type Complaint, quoted } from "../complaint.ts";
import type { StartRule } from "../note.ts";
import { FILE_WORDS, SCENARIO_WORDS } from "../reserved.ts";
import { matchAt, type Unreadable } from "./unreadable.ts";

const ONLY_IN_SCENARIOS = new Set<string>([...SCENARIO_WORDS, "run"]);
const ONLY_IN_FILES = new Set<string>(FILE_WORDS);

/** `expect` outside every scenario, `platform` inside one. */
export function misplacedStatement(here: Unreadable): Complaint | undefined {
  const { rule, word, start, until } = here;
  const place = { start, end: start + word.length, code: "DRS1015", covers: { start, end: until } };
  // `let` may stand in both.
  if (word === "let") return undefined;
  if (rule === "FileStatement" && ONLY_IN_SCENARIOS.has(word)) {
    return {
      ...place,
      message: `\`${word === "run" ? "run for" : word}\` belongs inside a scenario`,
      label: "outside every scenario",
      help: ['put it between the braces of a `scenario "…" { … }`'],
    };
  }
  if (rule === "ExpectationStatement" && ONLY_IN_SCENARIOS.has(word)) {
    return {
      ...place,
      message: `\`${word}\` does not belong inside \`expect { … }\``,
      label: "inside a list of expectations",
      help: [word === "expect" ? "leave it out" : "close the list above with `}` first"],
    };
  }
  if (rule !== "ScenarioItem" || !ONLY_IN_FILES.has(word)) return undefined;
  return {
    ...place,
    message: `\`${word}\` does not belong inside a scenario`,
    label: "inside a scenario",
    help: [
      word === "scenario"
        ? "close the scenario above with `}` first"
        : "put it at the top of the file",
    ],
  };
}

/** `@smoke` before something else than a scenario. */
export function strayTag({ text, rule, start, until }: Unreadable): Complaint | undefined {
  const tag = matchAt(/@[\w-]*/y, text, start);
  if (tag === "") return undefined;
  return {
    start,
    end: start + tag.length,
    code: "DRS1016",
    message:
      tag === "@"
        ? "`@` begins a tag, and the name of the tag is missing"
        : `no scenario follows the tag ${quoted(tag)}`,
    help: [
      rule === "FileStatement"
        ? 'put tags directly before a scenario, as in `@smoke scenario "…" { … }`'
        : "put tags before the scenario that they belong to, outside its braces",
    ],
    covers: { start, end: until },
  };
}

/** `{` at the beginning of a statement. */
export function loneBlock({ text, start, until }: Unreadable): Complaint | undefined {
  if (text[start] !== "{") return undefined;
  return {
    start,
    end: start + 1,
    code: "DRS1022",
    message: "this block belongs to no statement",
    label: "begins a statement of its own",
    help: ["put `{` on the line of the statement that it belongs to, at its end"],
    covers: { start, end: until },
  };
}

/** A core word with a slip of the pen: if the statement can be read with the right word, that was it. */
export function misspeltStatement(here: Unreadable): Complaint | undefined {
  const { rule, word, start, text, until } = here;
  const keyword = coreWordNear(word, rule);
  if (keyword === undefined) return undefined;
  const corrected = keyword + text.slice(start + word.length, until);
  const { isRead } = here.retry(rule, 0, corrected);
  return isRead ? misspeltWord(start, word, keyword, until) : undefined;
}

/** `maybe at 5s kill tar`, which is written `at 5s maybe kill tar`. */
export function earlyMaybe({ text, word, start, rule }: Unreadable): Complaint | undefined {
  if (rule !== "ScenarioItem" || word !== "maybe") return undefined;
  if (matchAt(/maybe[ \t]+(?:at|after|when)(?![\w-])/y, text, start) === "") return undefined;
  return {
    start,
    end: start + word.length,
    code: "DRS1040",
    message: "in the timeline `maybe` stands before the action",
    help: ["write `at MOMENT maybe ACTION`"],
  };
}

/** The core word that may begin a statement here and is nearly this one. */
export function coreWordNear(word: string, rule: StartRule): string | undefined {
  if (word.length < 2) return undefined;
  if (rule === "FileStatement") return nearestName(word, FILE_WORDS);
  return rule === "ScenarioItem" ? nearestName(word, SCENARIO_WORDS) : undefined;
}

/** The complaint about a misspelt word at the beginning of a statement that reaches to `until`. */
export function misspeltWord(
  start: number,
  word: string,
  keyword: string,
  until: number,
): Complaint {
  const place = { start, end: start + word.length };
  return {
    ...place,
    code: "DRS1014",
    message: `${quoted(word)} does not begin a statement of this kind`,
    help: [`did you mean \`${keyword}\`?`],
    fix: { ...place, text: keyword, isSafe: false },
    covers: { start, end: until },
  };
}
