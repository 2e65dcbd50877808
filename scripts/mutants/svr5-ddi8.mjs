// Single-point mutations of the platform svr5-ddi8: [what it does, file, the text, its replacement].
// Each text occurs exactly once in its file. `npm run mutants` says which scenario suites notice.

const AT = "src/platforms/svr5-ddi8";

// biome-ignore format: a table is read by rows and columns
export const MUTANTS = [
  ["svr5: a commit loses what others committed", `${AT}/resmgr/resmgr.ts`, "records: state.records.with(key, view),", "records: state.records.map((record, at) => (at === key ? view : {})),"],
  ["svr5: an abort commits", `${AT}/resmgr/resmgr.ts`, "const isCommit = kind === \"end\" && txn.mode !== \"read\";", "const isCommit = txn.mode !== \"read\";"],
  ["svr5: writes are seen at once", `${AT}/resmgr/resmgr.ts`, "if (txn === undefined) return { ...state, records: state.records.with(key, record) };", "if (txn === undefined || txn.key === key) return { ...state, records: state.records.with(key, record) };"],
  ["svr5: a snapshot is none", `${AT}/resmgr/resmgr.ts`, "mode !== \"read\" || options.readers === \"snapshot\"", "mode !== \"read\""],
  ["svr5: a new key is there at once", `${AT}/resmgr/resmgr.ts`, "if (record === null || isBarred) return noted", "if (isBarred) return noted"],
  ["svr5: deleting leaves the values", `${AT}/resmgr/records.ts`, "if (record[param] === undefined) return record;", "return record;"],
  ["svr5: adding replaces", `${AT}/resmgr/records.ts`, "[param]: [...valuesOf(record, param), value],", "[param]: [value],"],
  ["svr5: writers do not wait for readers", `${AT}/resmgr/locks.ts`, "return writes(other) || readers !== \"share-commit\";", "return writes(other);"],
  ["svr5: writers do not wait for writers", `${AT}/resmgr/locks.ts`, "return writes(other) || readers !== \"share-commit\";", "return !writes(other);"],
  ["svr5: readers do not wait", `${AT}/resmgr/locks.ts`, "return writes(other) && readers === \"block\";", "return false;"],
  ["svr5: every record is a domain of its own", `${AT}/resmgr/locks.ts`, "o.scope === \"global\" || one.key", "one.key"],
  ["svr5: everything is one domain", `${AT}/resmgr/locks.ts`, "o.scope === \"global\" || one.key === other.key", "o.scope !== undefined || one.key === other.key"],
  ["svr5: first come is not first served", `${AT}/resmgr/locks.ts`, "return others(true).length === 0;", "return true;"],
  ["svr5: readers are not preferred", `${AT}/resmgr/locks.ts`, "return !writes(one) || others(false).every(writes);", "return others(true).length === 0;"],
  ["svr5: no deadlock is found", `${AT}/resmgr/deadlocks.ts`, "return waiting.flatMap((one) => {", "return waiting.slice(waiting.length).flatMap((one) => {"],
  ["svr5: what a driver may not write it may", `${AT}/resmgr/resmgr.ts`, "step.param === MODNAME && !isPrivileged", "step.param === MODNAME && isPrivileged"],
  ["svr5: the buffer is always large enough", `${AT}/resmgr/resmgr.ts`, "step.buffer < NUMBER_SIZE", "step.buffer < 0"],
  ["svr5: a signal is forgotten", `${AT}/resmgr/resmgr.ts`, "for (const one of state.awaiting) if (one.signal === signal) doneTo(one.asker, fx);", ""],
  ["svr5: programs calculate with nothing", `${AT}/resmgr/resmgr.ts`, "number + (reading < 0 ? 0 : (state.readings[reading] ?? 0))", "number"],
];
