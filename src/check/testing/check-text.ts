import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { OpenScenario } from "../../model/choice.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import { parse } from "../../syntax/parse.ts";
import { checkFile, type ParsedText } from "../check-file.ts";
import { FIXTURE } from "./fixture.ts";

/** What the checker says about a text. */
export interface CheckedText {
  readonly scenarios: readonly OpenScenario[];
  readonly diagnostics: readonly Diagnostic[];
  /** `DRS2001 sd9`: the code and what it underlines. */
  readonly found: readonly string[];
  readonly definitionsUsed: readonly string[];
}

/** What a text may come with. */
export interface Around {
  /** Imported texts by name, in order. */
  readonly imports?: Readonly<Record<string, string>>;
  readonly definitions?: Readonly<Record<string, string>>;
}

const MAIN = "main.drs";

/** Checks a text about the fixture platform, which it need not name. */
export function checkText(text: string, around: Around = {}): CheckedText {
  const whole = /^\s*platform\b/m.test(text) ? text : `platform fixture\n${text}`;
  const main = parsed(MAIN, whole);
  const imports = Object.entries(around.imports ?? {}).map(([file, one]) => parsed(file, one));
  const { scenarios, diagnostics, definitionsUsed } = checkFile({
    ...main,
    imports,
    catalogue: { fixture: FIXTURE },
    definitions: around.definitions ?? {},
  });
  const texts = new Map([main, ...imports].map((one) => [one.file, one.text]));
  const found = diagnostics.map(({ code, span }) => {
    const place = texts.get(span.file)?.slice(span.start, span.end) ?? "";
    return `${code} ${place.split("\n", 1)[0]}`;
  });
  return { scenarios, diagnostics, found, definitionsUsed };
}

function parsed(file: string, text: string): ParsedText {
  const { tree, diagnostics } = parse(text, file);
  const [mistake] = diagnostics;
  if (mistake !== undefined) throw new Error(`${mistake.code} ${mistake.message}\n${text}`);
  return { file, text, tree };
}

/** The machine that most tests are about. */
export const MACHINE = `machine {
  device d1 : disk using dd
  device t1 : tape using tt
  cpu 6..7
}
process tar { opens t1 at 10ms }
workload db on d1 { rate 200/s }
`;

/** Checks the body of one scenario on that machine. */
export function checkBody(body: string): CheckedText {
  return checkText(`${MACHINE}scenario "s" {\n${body}\n}\n`);
}

/** The plan of the only scenario in a text, with the first answer to every choice unless others are given. */
export function planOf(checked: CheckedText, answers?: readonly number[]): ScenarioPlan {
  const [scenario] = checked.scenarios;
  if (scenario === undefined)
    throw new Error(checked.diagnostics.map(({ message }) => message).join("\n"));
  const first = scenario.choices.map((choice) => (choice.kind === "range" ? choice.from : 0));
  return scenario.settle(answers ?? first);
}
