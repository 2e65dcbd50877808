import { resolve } from "node:path";
import { checkTexts } from "../app/check-texts.ts";
import { exitCodeOf } from "../app/exit-codes.ts";
import { gather } from "../app/findings.ts";
import { applyFixes } from "../app/fixes.ts";
import type { Files } from "../app/host.ts";
import type { LoadedFile } from "../app/load-file.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { openFiles, reasonOf, writeAtomically } from "./files.ts";
import { formatFindings } from "./format-findings.ts";
import type { Invocation } from "./invocation.ts";
import { findJobs, refuseUnknown } from "./targets.ts";
import { UsageError } from "./usage-error.ts";

/** Corrections bring others to light; so often, a file is corrected and checked again. */
const ROUNDS_MAX = 10;

/** `drs check`: parses and checks, plays nothing; with `--fix`, corrects what is certain. */
export async function checkCommand(it: Invocation): Promise<number> {
  const jobs = await findJobs(it);
  const files = openFiles(it.root);
  refuseUnknown(jobs, { selection: {}, definitions: it.settings.define ?? [] }, files);
  const findings = gather(
    checkAll(
      jobs.map(({ file }) => file),
      files,
      it,
    ),
  );
  it.terminal.out(await formatFindings(findings, it));
  return exitCodeOf(new Set(findings.invalidFiles > 0 ? ["invalid"] : []));
}

function* checkAll(
  paths: readonly string[],
  files: Files,
  { settings: { fix, define }, root }: Invocation,
): Generator<LoadedFile, void> {
  const check = (path: string): LoadedFile => {
    const [loaded] = checkTexts([path], files, PLATFORMS, define);
    if (loaded === undefined) throw new UsageError(`\`${path}\` was not checked`);
    return loaded;
  };
  if (fix !== true) {
    yield* checkTexts(paths, files, PLATFORMS, define);
    return;
  }
  for (const path of paths) {
    let loaded = check(path);
    for (let round = 0; round < ROUNDS_MAX && correct(loaded, root); round++) loaded = check(path);
    yield loaded;
  }
}

/** Writes a file corrected, if anything in it is certain. Imported files are corrected when it is their turn. */
function correct({ source: { file, text }, diagnostics }: LoadedFile, root: string): boolean {
  const fixed = applyFixes(file, text, diagnostics);
  if (fixed.count === 0) return false;
  try {
    writeAtomically(resolve(root, file), fixed.text);
  } catch (error) {
    throw new UsageError(`\`${file}\` cannot be written: ${reasonOf(error)}`);
  }
  return true;
}
