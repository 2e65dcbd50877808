/** A file for the toy machine with these scenarios. */
export function toyFile(...scenarios: readonly string[]): string {
  return ["platform toy", "topology { device sd0 using sd }", ...scenarios, ""].join("\n");
}

/** A scenario in which the machine falls quiet once; `items` are added to it. */
export function quiesces(title: string, ...items: readonly string[]): string {
  return scenario(title, "at 100ms quiesce as first", ...items, "expect first succeeded");
}

/** The same, expecting the opposite: it fails. */
export function fails(title: string, ...items: readonly string[]): string {
  return scenario(title, "at 100ms quiesce as first", ...items, "expect first refused");
}

/** A scenario of these items. */
export function scenario(title: string, ...items: readonly string[]): string {
  return [`scenario "${title}" {`, ...items.map((item) => `  ${item}`), "}"].join("\n");
}
