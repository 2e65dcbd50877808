import type { Host, Reading } from "../host.ts";

/** Texts by path, and what else reading may come to. */
export type MemoryFiles = Readonly<Record<string, string | Reading>>;

/** A host without a world: files in memory, a clock that stands still until it is told to go on. */
export interface MemoryHost extends Host {
  /** Lets the clock go on by this much at every look. */
  tickMs: number;
  /** How often a file was read, by path. */
  readonly reads: Map<string, number>;
  stop(): void;
}

/** Makes a host that holds these files. */
export function memoryHost(files: MemoryFiles): MemoryHost {
  let nowMs = 0;
  let isStopping = false;
  const reads = new Map<string, number>();
  const read = (path: string): Reading => {
    reads.set(path, (reads.get(path) ?? 0) + 1);
    const found = Object.hasOwn(files, path) ? files[path] : undefined;
    if (found === undefined) return { kind: "missing" };
    return typeof found === "string" ? { kind: "text", text: found } : found;
  };
  const host: MemoryHost = {
    tickMs: 0,
    reads,
    read,
    readImport: read,
    elapsedMs: () => {
      nowMs += host.tickMs;
      return nowMs;
    },
    memoryBytes: () => 0,
    isStopping: () => isStopping,
    stop: () => {
      isStopping = true;
    },
  };
  return host;
}
