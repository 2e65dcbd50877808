import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { run } from "../engine/run.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { ScenarioPlan } from "../model/plan.ts";
import type { BuildProblem, Platform, World } from "../model/platform.ts";
import type { RunResult } from "../model/verdict.ts";
import { answersFor, defaultSeed } from "./answers.ts";
