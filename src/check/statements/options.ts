import { nearestNames } from "../../base/nearest.ts";
import type { Knob, Profile } from "../../model/platform.ts";
import { formatValue } from "../../model/value.ts";
import type { Phrase, PlatformStatement, Term, Word } from "../../syntax/ast.ts";
import type { Hole } from "../choices.ts";
import { complain, type Env } from "../env.ts";
import { didYouMean, listed, ticked } from "../problems.ts";
import { constant } from "./arguments.ts";
import { taintError } from "./match-phrase.ts";

/** Values of a platform's knobs by name. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** Options that are left open, by name. */
export type OpenOptions = ReadonlyMap<string, Hole>;

/** Options, complete with one possible value for each, and those that are only one of several. */
export interface ReadOptions {
  readonly options: Options;
  readonly open: OpenOptions;
}

/** What a platform statement asks for, before defaults. */
interface Asked {
  profile: Profile | undefined;
  readonly values: Map<string, string | number | boolean>;
  readonly open: Map<string, Hole>;
}

/**
 * The effective value of every knob: what the statements say, over the profile, over the defaults. Of several
 * statements (those of imported files come first) a later one wins; within one nothing may be said twice.
 */
export function optionsOf(
  statements: readonly { readonly node: PlatformStatement; readonly env: Env }[],
  env: Env,
): ReadOptions {
  const { knobs, profiles, defaultProfile } = env.words.platform;
  const asked: Asked = {
    profile: profiles.find(({ name }) => name === defaultProfile),
    values: new Map(),
    open: new Map(),
  };
  for (const { node, env: own } of statements) readStatement(node, asked, own);
  const values = knobs.map(({ name, default: standard }): [string, string | number | boolean] => {
    const profiled = asked.profile?.values ?? {};
    const fromProfile = Object.hasOwn(profiled, name) ? profiled[name] : undefined;
    return [name, asked.values.get(name) ?? fromProfile ?? standard];
  });
  return { options: Object.fromEntries(values), open: asked.open };
}

function readStatement(node: PlatformStatement, asked: Asked, env: Env): void {
  const given = new Map<string, Phrase>();
  for (const item of node.options?.body ?? []) {
    if (item.kind === "error") taintError(item, env);
    else readOption(item, given, asked, env);
  }
}

function readOption(phrase: Phrase, given: Map<string, Phrase>, asked: Asked, env: Env): void {
  const [name, value, ...others] = phrase.terms;
  if (name?.kind !== "word") return;
  const first = given.get(name.text);
  if (first !== undefined) {
    repeated(name, first, env);
    return;
  }
  given.set(name.text, phrase);
  if (value === undefined || others.length > 0 || phrase.block !== undefined)
    malformed(phrase, name, env);
  else if (name.text === "profile") readProfile(value, asked, env);
  else readKnob(name, value, asked, env);
}

function readProfile(value: Term, asked: Asked, env: Env): void {
  const { profiles } = env.words.platform;
  const text = value.kind === "word" ? value.text : env.source.onOneLine(value);
  const profile = profiles.find(({ name }) => name === text);
  if (profile !== undefined) {
    asked.profile = profile;
    return;
  }
  const names = profiles.map(({ name }) => name);
  complain(env, value, {
    code: "DRS4004",
    message: `${env.words.platform.name} has no profile ${ticked(text)}`,
    label: "unknown profile",
    notes: names.length === 0 ? ["it has none at all"] : [`profiles are ${listed(names, "and")}`],
    ...didYouMean(nearestNames(text, names), env.source.spanOf(value)),
  });
}

function readKnob(name: Word, value: Term, asked: Asked, env: Env): void {
  const knob = env.words.platform.knobs.find((one) => one.name === name.text);
  if (knob === undefined) {
    unknownOption(name, env.words.platform.knobs, env);
    return;
  }
  const argument = constant(env.read(value, knob.type, env), value, env);
  const settled = argument?.value;
  if (settled === undefined || typeof settled === "object") return;
  if (typeof settled === "number" && settled < 0) {
    complain(env, value, {
      code: "DRS3006",
      message: `${ticked(env.source.onOneLine(value))} is negative`,
    });
    return;
  }
  if (typeof settled === "number" && argument?.hole === undefined && settled < (knob.least ?? 0)) {
    complain(env, value, {
      code: "DRS4014",
      message: `${ticked(knob.name)} is at least ${formatValue(knob.least ?? 0, knob.type)}`,
    });
    return;
  }
  asked.values.set(knob.name, settled);
  if (argument?.hole === undefined) asked.open.delete(knob.name);
  else asked.open.set(knob.name, argument.hole);
}

function unknownOption(name: Word, knobs: readonly Knob[], env: Env): void {
  const names = [...knobs.map((knob) => knob.name), "profile"];
  const near = nearestNames(name.text, names);
  complain(env, name, {
    code: "DRS4003",
    message: `${env.words.platform.name} has no option ${ticked(name.text)}`,
    label: "unknown option",
    notes: [`options are ${listed(names, "and")}`],
    ...didYouMean(near, env.source.spanOf(name), near.length === 1 ? "machine" : "maybe"),
  });
}

function repeated(name: Word, first: Phrase, env: Env): void {
  complain(env, name, {
    code: "DRS4005",
    message: `the option ${ticked(name.text)} is given twice`,
    label: "given again",
    related: [{ span: env.source.spanOf(first), message: "first given here" }],
  });
}

function malformed(phrase: Phrase, name: Word, env: Env): void {
  complain(env, phrase, {
    code: "DRS4006",
    message: `an option is a name and one value, and ${ticked(env.source.onOneLine(phrase))} is not`,
    help: [`write ${ticked(`${name.text} <value>`)}`],
  });
}
