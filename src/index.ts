// The library: read, check and play scenarios without the command. Pure; the caller reads the files.

export type { Host } from "./app/host.ts";
export type { FileJob, PlaySettings } from "./app/play-settings.ts";
export type { RunRequest } from "./app/run-texts.ts";
export { runTexts } from "./app/run-texts.ts";
export type { Checked, CheckInput } from "./check/check-file.ts";
export { checkFile } from "./check/check-file.ts";
export type { Diagnostic } from "./diagnostics/diagnostic.ts";
export type { Platform } from "./model/platform.ts";
export type { RunEvent } from "./model/run-event.ts";
export type { RunResult } from "./model/verdict.ts";
export { PLATFORMS } from "./platforms/registry.ts";
export { parse } from "./syntax/parse.ts";
