import { extname, join } from "node:path";
import { folderOf, relativePath } from "../app/paths.ts";
import type { RunEvent } from "../model/run-event.ts";
import { relativeTo } from "./discover.ts";
import { writeAtomically } from "./files.ts";
import type { Invocation } from "./invocation.ts";

/** Where counterexamples go that nobody has said anything about. */
const FOLDER = "reports/counterexamples";

/** Writes the counterexamples of explorations into files, and names them in what reports are told. */
export class Counterexamples {
  readonly #it: Invocation;
  readonly #written = new Set<string>();

  constructor(it: Invocation) {
    this.#it = it;
  }

  /** What reports are told instead of an event. @throws the system's error when a file cannot be written. */
  kept(event: RunEvent): RunEvent {
    if (event.kind !== "scenario-finished") return event;
    const { counterexample: text } = event.result;
    if (text === undefined) return event;
    const path = this.#pathFor(event.scenario);
    const place = relativeTo(this.#it.root, path);
    writeAtomically(path, withImportsFrom(text, folderOf(event.scenario.file), folderOf(place)));
    return { ...event, attachments: [place, ...(event.attachments ?? [])] };
  }

  #pathFor({ classname, line }: { readonly classname: string; readonly line: number }): string {
    const { settings, root } = this.#it;
    const { out } = settings;
    const wanted = out ?? join(root, FOLDER, `${classname}-${line}.drs`);
    const ending = extname(wanted);
    const rest = wanted.slice(0, wanted.length - ending.length);
    let path = wanted;
    // The rows of an examples table share a line.
    for (let number = 2; this.#written.has(path); number += 1) path = `${rest}-${number}${ending}`;
    this.#written.add(path);
    return path;
  }
}

/** Imports are relative to the file in which they stand. */
function withImportsFrom(text: string, from: string, to: string): string {
  return text.replace(
    /^(\s*import\s+")([^"]*)(")/gm,
    (_, before: string, path: string, after: string) => {
      const whole = from === "" ? path : `${from}/${path}`;
      return before + relativePath(to, whole) + after;
    },
  );
}
