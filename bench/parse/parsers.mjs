// The parsers under one interface: `load()` gives a function from text to tree.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The peers of the runners have what is needed of gherkin.
const { resolve } = createRequire(new URL("../runners/package.json", import.meta.url));
const peer = (name) => import(pathToFileURL(resolve(name)).href);

const LIMITS = { nestingMax: 64, operatorsMax: 256 };

export const PARSERS = {
  "by hand": {
    language: "drs",
    load: async () => (await import("./hand.mjs")).parse,
  },
  "drs, from the grammar": {
    language: "drs",
    load: async () => {
      const { parse } = await import("../../src/syntax/generated/drs-parser.js");
      return (text) => {
        const notes = [];
        const tree = parse(text, {
          startRule: "File",
          peg$silentFails: 1,
          notes,
          closes: [],
          ...LIMITS,
        });
        if (notes.length > 0) throw new Error("the corpus has a mistake");
        return tree;
      };
    },
  },
  gherkin: {
    language: "feature",
    load: async () => {
      const { AstBuilder, GherkinClassicTokenMatcher, Parser } = await peer("@cucumber/gherkin");
      const { IdGenerator } = await peer("@cucumber/messages");
      const builder = new AstBuilder(IdGenerator.incrementing());
      const parser = new Parser(builder, new GherkinClassicTokenMatcher());
      return (text) => parser.parse(text);
    },
  },
};
