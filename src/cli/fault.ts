import { programVersion } from "./version.ts";

/** Set to anything, this variable adds where a fault happened, for those who mend it. */
const DETAIL_VARIABLE = "DRS_DEBUG";

/** What to tell about a fault of the program itself: never a stack trace, but how to report it. */
export function describeFault(error: unknown): string {
  const isDetailed = process.env[DETAIL_VARIABLE] !== undefined;
  const detail = isDetailed && error instanceof Error ? [error.stack ?? ""] : [];
  const { versions, platform, arch, argv } = process;
  return [
    `drs: internal fault: ${messageOf(error)}`,
    "  This is a mistake in drs, not in your scenarios. Please report it, with the files that were run and this line:",
    `  drs ${programVersion()}, Node ${versions.node}, ${platform} ${arch}: drs ${argv.slice(2).join(" ")}`,
    ...detail,
    "",
  ].join("\n");
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = "unknown"] = text.split("\n");
  return first;
}
