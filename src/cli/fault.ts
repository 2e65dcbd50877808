import { programVersion } from "./version.ts";

/**
 * What to tell about a fault of the program itself: never a stack trace, but how to report it.
 * `isDetailed` adds where it happened, for those who mend it.
 */
export function describeFault(error: unknown, isDetailed: boolean): string {
  const detail = isDetailed && error instanceof Error ? `${error.stack ?? ""}\n` : "";
  return [
    `drs: internal fault: ${messageOf(error)}`,
    "  This is a mistake in drs, not in your scenarios. Please report it, with the files that were run and:",
    `  drs ${programVersion()}, Node ${process.versions.node}, ${process.platform} ${process.arch}: drs ${process.argv.slice(2).join(" ")}`,
    detail,
  ].join("\n");
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [first = "unknown"] = text.split("\n");
  return first;
}
