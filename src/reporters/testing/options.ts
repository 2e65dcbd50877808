import type { ReporterOptions } from "../../model/run-event.ts";

type Junit = ReporterOptions["junit"];

/** Options of reports in tests: as a log in continuous integration gets them, unless something else is said. */
export function optionsFor({
  junit,
  ...of
}: Partial<Omit<ReporterOptions, "junit">> & {
  readonly junit?: Partial<Junit>;
} = {}): ReporterOptions {
  return {
    colour: false,
    live: false,
    columns: 100,
    verbosity: "normal",
    unicode: true,
    ...of,
    junit: {
      profile: "ci",
      time: "wall",
      attachments: "relative",
      root: "/home/ci/project",
      casesMax: 0,
      ...junit,
    },
  };
}
