import type { Recorded } from "../../engine/run.ts";
import { record } from "../../engine/run.ts";
import type { Catalogue } from "../../model/platform.ts";
import { checkTexts } from "../check-texts.ts";
import type { Files } from "../host.ts";
import { prepare } from "../prepare.ts";

/** A scenario's run with every event, and the names of its components. */
export interface Played extends Recorded {
  readonly names: readonly string[];
}

const BOUNDS = { maxEvents: 2_000_000, maxTime: 24 * 3_600_000_000_000 };

/** Plays the only scenario of a text. Throws, with the text, when it is not a valid one. */
export function playText(text: string, catalogue: Catalogue): Played {
  const reading = { kind: "text", text } as const;
  const files: Files = { read: () => reading, readImport: () => reading };
  const [loaded] = [...checkTexts(["random.drs"], files, catalogue)];
  const problems = loaded?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  if (problems.length > 0) throw new Error(`${problems[0]?.message}\n${text}`);
  const [scenario] = loaded?.scenarios ?? [];
  if (scenario === undefined) throw new Error(text);
  const prepared = prepare(scenario, 1, catalogue);
  if ("problems" in prepared) throw new Error(`${prepared.problems[0]?.message}\n${text}`);
  const { plan, platform, world } = prepared;
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => faults.push(fault);
  const recorded = record(plan, world, { platform, seed: 1, ...BOUNDS, onFault });
  if (faults.length > 0) throw faults[0];
  return { ...recorded, names: world.components.map(({ name }) => name) };
}
