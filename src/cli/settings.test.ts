import { describe, expect, test } from "vitest";
import type { Given } from "./arguments.ts";
import type { OptionName } from "./options.ts";
import { configKeyOf, OPTION_ROWS, variableOf } from "./options.ts";
import { configuredPaths, settingsOf } from "./settings.ts";

const config = (values: Readonly<Record<string, unknown>>) => ({
  label: "drs.config.json",
  folder: "/p",
  values,
});

const from = (
  given: readonly (readonly [OptionName, Given])[],
  env: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, unknown>> = {},
) =>
  settingsOf("run", {
    given: new Map(given),
    env,
    config: config(values),
    cwd: "/p/sub",
    root: "/p",
  });

describe("the nearer place wins", () => {
  const values = { repeat: 2 };
  const env = { DRS_REPEAT: "3" };
  test("default", () => expect(from([]).repeat).toBe(1));
  test("configuration", () => expect(from([], {}, values).repeat).toBe(2));
  test("environment", () => expect(from([], env, values).repeat).toBe(3));
  test("command line", () => expect(from([["repeat", ["4"]]], env, values).repeat).toBe(4));

  test("also where it switches off", () => {
    expect(from([["junit", false]], {}, { junit: "a.xml" }).junit).toBeUndefined();
    expect(from([], { DRS_JUNIT: "" }).junit).toBeUndefined();
    expect(from([], {}, { junit: false }).junit).toBeUndefined();
    expect(from([["junit", ["b.xml"]]], { DRS_JUNIT: "false" }).junit).toBe("/p/sub/b.xml");
    expect(from([["color", false]]).color).toBe("never");
  });

  test("also between options that exclude each other", () => {
    expect(from([["seed", ["5"]]], {}, { seeds: "1..3" })).toMatchObject({ seed: 5 });
    expect(from([["seed", ["5"]]], {}, { seeds: "1..3" }).seeds).toBeUndefined();
    expect(from([["verbose", true]], { DRS_QUIET: "1" }).quiet).toBeUndefined();
  });

  test("and its folder is where files start", () => {
    expect(from([]).junit).toBe("/p/reports/junit.xml");
    expect(from([], {}, { junit: "a.xml" }).junit).toBe("/p/a.xml");
    expect(from([], { DRS_JUNIT: "a.xml" }).junit).toBe("/p/sub/a.xml");
    expect(from([["json", ["-"]]]).json).toBe("-");
    expect(from([["reporter", ["json=a.json", "ndjson"]]]).reporter).toEqual([
      { name: "json", file: "/p/sub/a.json" },
      { name: "ndjson" },
    ]);
  });

  test("with its whole list", () => {
    expect(from([["exclude", ["a", "b"]]], {}, { exclude: ["c"] }).exclude).toEqual(["a", "b"]);
    expect(from([], {}, { exclude: ["c", "d"] }).exclude).toEqual(["c", "d"]);
  });
});

describe("refused", () => {
  test("a value, by the name of the place that gave it", () => {
    expect(() => from([["repeat", ["x"]]])).toThrow("`--repeat` needs a whole number, not `x`");
    expect(() => from([], { DRS_MAX_EVENTS: "x" })).toThrow(
      "`DRS_MAX_EVENTS` needs a whole number, not `x`",
    );
    expect(() => from([], {}, { wallTimeout: 5 })).toThrow(
      "`drs.config.json: wallTimeout` needs a unit: `5s` or `5ms`",
    );
  });

  test("what is no text, number or list", () => {
    expect(() => from([], {}, { repeat: { n: 1 } })).toThrow(
      "`drs.config.json: repeat` needs text, numbers",
    );
    expect(() => from([], {}, { repeat: true })).toThrow("`drs.config.json: repeat` needs a value");
  });

  test("an unknown key", () => {
    expect(() => from([], {}, { maxEvent: 1 })).toThrow(
      "`drs.config.json` has an unknown key `maxEvent`",
    );
  });

  test("two options of one place that exclude each other", () => {
    expect(() =>
      from([
        ["seed", ["1"]],
        ["seeds", ["1..2"]],
      ]),
    ).toThrow("cannot go together");
  });
});

test("a key for another command is no mistake, and means nothing here", () => {
  expect(from([], {}, { format: "sarif" })).not.toHaveProperty("format");
});

test("configured paths", () => {
  expect(configuredPaths(config({ paths: "a" }))).toEqual(["a"]);
  expect(configuredPaths(config({ paths: ["a", "b"] }))).toEqual(["a", "b"]);
  expect(configuredPaths(undefined)).toEqual([]);
});

test("every option has its own key and variable, and every default can be read", () => {
  const names = OPTION_ROWS.map(({ name }) => name);
  expect(new Set(names.map(configKeyOf)).size).toBe(names.length);
  expect(new Set(names.map(variableOf)).size).toBe(names.length);
  const shorts = OPTION_ROWS.flatMap(({ short }) => (short === undefined ? [] : [short]));
  expect(new Set(shorts).size).toBe(shorts.length);
  for (const row of OPTION_ROWS) {
    if (row.default !== undefined) expect(row.value?.read(row.default)).toHaveProperty("value");
    if (row.alone !== undefined) expect(row.value?.read(row.alone)).toHaveProperty("value");
  }
});
