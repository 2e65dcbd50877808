import { IMPORT_DEPTH_MAX, IMPORT_FILES_MAX } from "../../base/limits.ts";
import type { Files, Reading } from "../host.ts";

/** Files that nobody wants to keep on disk, by the names under which rejected files import them. */
const MADE: Readonly<Record<string, Reading>> = {
  imported: { kind: "no-file", what: "a folder" },
  "imported/lab.drs": text("platform toy\ntopology { device sd0 }\n"),
  "imported/with-scenario.drs": text(
    'platform toy\ntopology { device sd0 }\nscenario "the machine runs" { expect sd0.state == running }\n',
  ),
  "imported/labb.drs": { kind: "missing", near: "lab.drs" },
  "imported/itself.drs": text(`import "itself.drs"\n`),
  "imported/circle.drs": text('import "../DRS9003-longer-circle.drs"\n'),
  "imported/too-large.drs": { kind: "too-large", bytes: 5 * 1024 * 1024 },
  "imported/not-text.drs": { kind: "not-text", what: "UTF-16" },
  "imported/unreadable.drs": { kind: "unreadable", reason: "permission denied" },
  "imported/many.drs": text(importing(IMPORT_FILES_MAX, "leaf")),
};

/** The folder of rejected files as if it were the root of a project, with what their imports name. */
export function rejectedHost(
  files: readonly { readonly file: string; readonly text: string }[],
): Files {
  const read = (path: string): Reading => {
    const kept = files.find(({ file }) => file === path);
    if (kept !== undefined) return text(kept.text);
    return MADE[path] ?? numbered(path) ?? { kind: "missing" };
  };
  return { read, readImport: read };
}

/** `chain-n.drs` imports the next of its kind, `leaf-n.drs` nothing. */
function numbered(path: string): Reading | undefined {
  const [, name, number] = /^imported\/(chain|leaf)-(\d+)\.drs$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const next = Number(number) + 1;
  return text(
    name === "chain" && next <= IMPORT_DEPTH_MAX + 1 ? `import "chain-${next}.drs"\n` : "",
  );
}

function importing(count: number, name: string): string {
  return Array.from({ length: count }, (_, index) => `import "${name}-${index + 1}.drs"\n`).join(
    "",
  );
}

function text(content: string): Reading {
  return { kind: "text", text: content };
}
