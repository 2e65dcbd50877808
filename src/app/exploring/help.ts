import { InvariantViolation } from "../../base/invariant-violation.ts";
import { Space } from "../../explore/untimed/space.ts";
import { staged } from "../../explore/untimed/timeline.ts";
import { help } from "../../explore/untimed/together/helping.ts";
import type { Line, Seat } from "../../explore/untimed/together/messages.ts";
import type { Catalogue } from "../../model/platform.ts";
import { checkerFor } from "../checker.ts";
import type { Files, ScenarioPlace } from "../host.ts";
import { FileLoader } from "../load-file.ts";
import type { PlaySettings } from "../play-settings.ts";
import { prepareWith } from "../prepare.ts";

/** Finds a scenario again in another thread, and helps to explore it with any timing until all is done. */
export function helpExploring(
  { file, index, answers }: ScenarioPlace,
  { definitions }: PlaySettings,
  files: Files,
  catalogue: Catalogue,
  seat: Seat,
  line: Line,
): void {
  const loader = new FileLoader(files, checkerFor(catalogue, definitions));
  const scenario = loader.load(file).scenarios[index];
  const prepared = scenario && prepareWith(scenario, answers, catalogue);
  if (prepared === undefined || "problems" in prepared)
    throw new InvariantViolation("the scenario is gone");
  const { plan, world, platform } = prepared;
  const stage = staged(plan, world);
  if ("reason" in stage) throw new InvariantViolation("the scenario cannot be explored here");
  help(new Space(stage.world, platform, plan.expectations), seat, line);
}
