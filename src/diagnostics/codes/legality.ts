import type { CodeTable } from "../code-entry.ts";

/** A toy machine with one workload and one operation. */
const workload = (statements: string): string => `platform toy

topology { device sd0 }
workload db on sd0 { ${statements} }

scenario "nothing is lost while the machine is quiet" {
  at 1s quiesce as first

  expect {
    first succeeded
    io(db).lost == 0
  }
}
`;

/** DRS4xxx: what a platform does not allow. Codes from DRS4100 on are given while its world is built. */
export const LEGALITY_CODES = {
  DRS4100: {
    title: "a workload does not say when its requests come",
    explanation:
      "A workload has exactly one source of requests. `every 5ms` and `rate 200/s` put them at even distances, and " +
      "`poisson` beside one of them makes the distances random. `outstanding 8` alone keeps eight requests under " +
      "way all the time. Without any of these no request would ever come, and with two it is not clear which is meant.",
    wrong: workload("takes 2ms"),
    right: workload("every 5ms; takes 2ms"),
  },
} as const satisfies CodeTable;
