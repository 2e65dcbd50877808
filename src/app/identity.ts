import type { ScenarioPlan } from "../model/plan.ts";
import type { ScenarioIdentity } from "../model/run-event.ts";

/** A name in a report has at most this many UTF-16 units. */
export const NAME_LENGTH_MAX = 255;

const EXTENSION = /\.[^./]+$/;
const NOT_IN_CLASSNAME = /[^\p{L}\p{N}_-]/gu;
const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\u2028\u2029]+|\p{Surrogate}/gu;

/** One classname per file, in the order given: unique, stable, and with dots only between folders. */
export function classnamesOf(files: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return files.map((file) => claim(plainClassname(file), taken));
}

function plainClassname(file: string): string {
  const parts = file.replace(EXTENSION, "").split("/");
  return parts
    .filter((part) => part !== "")
    .map(classnamePart)
    .join(".");
}

function classnamePart(part: string): string {
  return part === ".." ? "_" : part.replace(NOT_IN_CLASSNAME, "_");
}

/** Gives the scenarios of one file the names that reports use. Ask once for each, in written order. */
export class FileIdentities {
  readonly #file: string;
  readonly #classname: string;
  readonly #taken = new Set<string>();

  constructor(file: string, classname: string) {
    this.#file = file;
    this.#classname = classname;
  }

  of(head: Pick<ScenarioPlan, "name" | "line" | "tags">): ScenarioIdentity {
    return {
      file: this.#file,
      classname: this.#classname,
      name: claim(oneLine(head.name), this.#taken),
      line: head.line,
      tags: head.tags,
    };
  }
}

function oneLine(name: string): string {
  return name.replace(CONTROL_OR_LONE_SURROGATE, (found) =>
    found.charCodeAt(0) >= 0xd800 && found.charCodeAt(0) <= 0xdfff ? "\ufffd" : " ",
  );
}

/** `wanted`, cut to length, with `_2`, `_3`, … when somebody already has it. */
function claim(wanted: string, taken: Set<string>): string {
  let name = cut(wanted, NAME_LENGTH_MAX);
  for (let count = 2; taken.has(name); count++) {
    const suffix = `_${count}`;
    name = cut(wanted, NAME_LENGTH_MAX - suffix.length) + suffix;
  }
  taken.add(name);
  return name;
}

/** The first `length` units of a text, one fewer where the cut would part a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
