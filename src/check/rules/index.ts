import type { ScenarioRule } from "../scenario/checked-scenario.ts";
import { afterTheEnd } from "./after-the-end.ts";
import { constantExpectations } from "./constant-expectations.ts";
import type { FileRule } from "./file-rule.ts";
import { importedScenarios } from "./imported-scenarios.ts";
import { fileLabels, scenarioLabels } from "./misplaced-labels.ts";
import { mistypedMentions, scenarioMistypedMentions } from "./mistyped-mentions.ts";
import { noExpectations } from "./no-expectations.ts";
import { fileRepetitions, scenarioRepetitions } from "./repeated-statements.ts";
import { sameTitles } from "./same-titles.ts";
import { singleStatements } from "./single-statements.ts";
import { unreadFileValues, unreadScenarioValues } from "./unread-values.ts";
import { unusedFileNames, unusedScenarioNames } from "./unused-names.ts";

// Each rule looks for one kind of mistake in what has been read and typed, in this order. Mistakes that stop a
// statement from being typed are reported where it is read (matching/, expressions/, statements/).

/** Asked once for each scenario. */
export const SCENARIO_RULES: readonly ScenarioRule[] = [
  scenarioLabels,
  scenarioRepetitions,
  singleStatements,
  afterTheEnd,
  noExpectations,
  constantExpectations,
  scenarioMistypedMentions,
  unreadScenarioValues,
  unusedScenarioNames,
];

/** Asked once for each file, after its scenarios. */
export const FILE_RULES: readonly FileRule[] = [
  importedScenarios,
  sameTitles,
  fileLabels,
  fileRepetitions,
  mistypedMentions,
  unreadFileValues,
  unusedFileNames,
];
