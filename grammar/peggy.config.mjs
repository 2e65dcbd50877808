// How Peggy compiles drs.peggy; scripts/grammar.mjs reads both exports.

export default {
  // The first is the whole file; with the others a fragment is read, or read again to say why it failed.
  allowedStartRules: [
    "File",
    "FileStatement",
    "ScenarioItem",
    "PhraseStatement",
    "ExpectationStatement",
    "ExampleRow",
    "Expectation",
    "Expression",
    "Phrase",
  ],
};

export { postProcess } from "./post-process.mjs";
