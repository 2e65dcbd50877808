import { getHeapStatistics } from "node:v8";

/** With more of the heap in use than this, the next large object may be the last. */
const HEAP_SHARE_MAX = 0.85;

/** Memory that this process occupies, in bytes; infinite when its heap is nearly full. */
export function memoryBytes(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > limit * HEAP_SHARE_MAX ? Number.POSITIVE_INFINITY : process.memoryUsage.rss();
}
