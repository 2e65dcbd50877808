import { EVENTS_MAX, STATES_MAX } from "../base/limits.ts";
import type { ValueType } from "./values.ts";
import {
  definition,
  duration,
  jobs,
  oneOf,
  outputFile,
  regex,
  reporter,
  seed,
  seeds,
  size,
  text,
  whole,
} from "./values.ts";

/** The commands that exist. Each has a row in `commands.ts`. */
export const COMMAND_NAMES = ["run", "explore", "check", "list", "rules", "explain"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** One option: a long flag, a configuration key in camel case and a `DRS_…` variable, all from its name. */
export interface OptionRow {
  readonly short?: string;
  /** Absent: on or off. */
  readonly value?: ValueType<unknown>;
  /** May be given several times; the values of one place are collected. */
  readonly list?: true;
  /** The value of the flag alone; otherwise a value is required. */
  readonly alone?: string;
  /** What `--no-x` stands for, where that is more than "not given". */
  readonly off?: string;
  /** As one would type it. */
  readonly default?: string;
  readonly on: readonly CommandName[];
  readonly doc: string;
}

const RUN: readonly CommandName[] = ["run"];
const PLAY: readonly CommandName[] = ["run", "explore"];
const EXPLORE: readonly CommandName[] = ["explore"];
const SELECT: readonly CommandName[] = ["run", "explore", "list"];
const FILES: readonly CommandName[] = ["run", "explore", "check", "list"];
const ALL: readonly CommandName[] = COMMAND_NAMES;

// biome-ignore format: a table is read by rows and columns
/** Every option of every command. Help, configuration, environment and documents follow from this table. */
export const OPTIONS = {
  "name":                   { short: "t", value: regex,                                  on: SELECT, doc: "only scenarios whose name matches" },
  "tags":                   { short: "T", value: text("<expression>"),                   on: SELECT, doc: "only scenarios with these tags: `@a and not (@b or @c)`" },
  "exclude":                { value: text("<glob>"), list: true,                         on: FILES,  doc: "leave out files that match; repeatable" },
  "define":                 { short: "D", value: definition, list: true,                 on: [...FILES, "explain"],  doc: "give a `let` of the files another value; repeatable" },
  "seed":                   { value: seed,                                               on: ["run", "explain"],    doc: "one seed for all scenarios; default: from each one's identity" },
  "seeds":                  { value: seeds,                                              on: RUN,    doc: "play every scenario with each of these seeds" },
  "repeat":                 { value: whole(1, 1_000_000), default: "1",                  on: RUN,    doc: "play each scenario n times; the traces must be identical" },
  "max-events":             { value: whole(1), default: String(EVENTS_MAX),                   on: RUN,    doc: "events of one run, before it is given up as inconclusive" },
  "max-time":               { value: duration, default: "30d",                           on: RUN,    doc: "virtual time of one run, likewise" },
  "wall-timeout":           { value: duration, default: "60s",                           on: PLAY,    doc: "wall time of one scenario, likewise" },
  "any-timing":             {                                                            on: EXPLORE, doc: "every latency may take any value: what is proved then holds at all speeds" },
  "walks":                  { value: whole(1, 1_000_000_000),                            on: EXPLORE, doc: "play n random runs instead of all: no proof, but quickly much of a large space" },
  "por":                    { value: oneOf(["on", "off"]), default: "on", off: "off",   on: EXPLORE, doc: "leave out orders that make no difference; `--no-por` explores them too" },
  "symmetry":               { value: oneOf(["on", "off"]), default: "on", off: "off",   on: EXPLORE, doc: "with --any-timing: take components that are alike for one another; `--no-symmetry` tells them apart" },
  "exact":                  {                                                            on: EXPLORE, doc: "with --any-timing: keep states whole instead of 64 bits of each, the nearest first" },
  "bfs":                    {                                                            on: EXPLORE, doc: "with --any-timing: the nearest states first, as with --exact" },
  "dfs":                    {                                                            on: EXPLORE, doc: "with --any-timing: the newest states first, by fingerprint; the default" },
  "max-depth":              { value: whole(1),                                           on: EXPLORE, doc: "with --any-timing: steps from the beginning; what is farther is not visited" },
  "max-states":             { value: whole(1), default: String(STATES_MAX),              on: EXPLORE, doc: "states of one search, before it is given up as inconclusive" },
  "max-memory":             { value: size, default: "3GiB",                              on: EXPLORE, doc: "memory of the program while it explores, likewise" },
  "out":                    { value: outputFile,                                         on: EXPLORE, doc: "where the counterexample is written; default: `reports/counterexamples/`" },
  "bail":                   { value: whole(0), alone: "1",                               on: PLAY,    doc: "stop after n failures (alone: 1); `-x` is `--bail=1`" },
  "jobs":                   { short: "j", value: jobs,                                   on: PLAY,    doc: "workers; default: as many as pay; results never depend on it" },
  "dry-run":                {                                                            on: PLAY,    doc: "check and select, play nothing" },
  "fail-on-vacuous":        {                                                            on: RUN,    doc: "fail scenarios with an expectation that tested nothing" },
  "pass-with-no-scenarios": {                                                            on: SELECT, doc: "exit 0 when nothing was selected" },
  "reporter":               { short: "r", value: reporter, list: true,                   on: PLAY,    doc: "add a report, to a file or to standard output (`-`); repeatable" },
  "junit":                  { value: outputFile, default: "reports/junit.xml",       on: PLAY,    doc: "where JUnit is written; `--no-junit` for nowhere" },
  "json":                   { value: outputFile, alone: "-",                         on: ["run", "explore", "list", "rules"], doc: "JSON, to a file or (alone) to standard output" },
  "junit-profile":          { value: oneOf(["ci", "strict"]), default: "ci",             on: PLAY,    doc: "with what CI systems need, or only what public schemas know" },
  "junit-time":             { value: oneOf(["wall", "virtual"]), default: "wall",        on: PLAY,    doc: "which time the `time` attributes show" },
  "junit-attachments":      { value: oneOf(["relative", "absolute", "none"]), default: "relative", on: PLAY, doc: "how paths of attachments are written" },
  "junit-max-cases":        { value: whole(0), default: "0",                             on: PLAY,    doc: "split JUnit into files of at most n cases; 0: one file" },
  "deterministic":          {                                                            on: PLAY,    doc: "no clock and no host name in reports: same input, same bytes" },
  "format":                 { value: oneOf(["pretty", "short", "json", "sarif", "github"]), default: "pretty", on: ["check"], doc: "how diagnostics are written" },
  "fix":                    {                                                            on: ["check"], doc: "apply the corrections that are certain, then check again" },
  "quiet":                  { short: "q",                                                on: PLAY,    doc: "only failures and the summary" },
  "verbose":                { short: "v",                                                on: PLAY,    doc: "every scenario, with seed and options" },
  "color":                  { value: oneOf(["auto", "always", "never"]), default: "auto", off: "never", on: ALL, doc: "colour; NO_COLOR and FORCE_COLOR are honoured" },
  "config":                 { short: "c", value: text("<file>"),                         on: ALL,    doc: "configuration file; `--no-config` reads none" },
} as const satisfies Readonly<Record<string, OptionRow>>;

/** The long name of an option. */
export type OptionName = keyof typeof OPTIONS;

type SettingOf<Row> = Row extends { readonly value: ValueType<infer T> }
  ? Row extends { readonly list: true }
    ? readonly T[]
    : T
  : boolean;

/** Options as the program uses them, defaults included. Absent: not given, or switched off. */
export type Settings = {
  readonly [Name in OptionName]?: SettingOf<(typeof OPTIONS)[Name]>;
};

/** The rows with their names, in the order of help. */
export const OPTION_ROWS: readonly (OptionRow & { readonly name: OptionName })[] = Object.entries(
  OPTIONS,
).map(([name, row]) => ({ ...row, name: name as OptionName }));

/** `max-events` → `maxEvents`, the key in configuration. */
export function configKeyOf(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `max-events` → `DRS_MAX_EVENTS`. */
export function variableOf(name: string): string {
  return `DRS_${name.replaceAll("-", "_").toUpperCase()}`;
}
