import { textIn } from "../../../kit/args.ts";
import { postOrder, treeOf } from "../../../kit/tree.ts";
import type { ComponentId } from "../../../model/component.ts";
import type { BoardCast, Cast } from "../operations/cast.ts";
import { stateOf } from "./boards.ts";
import { pathOf } from "./devices.ts";
import type { Roster } from "./roster.ts";
import { fixedId } from "./roster.ts";

const sequence = (from: ComponentId, count: number): readonly ComponentId[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** Everyone whom operations ask, in the orders in which the sources ask them. */
export function castOf(roster: Roster): Cast {
  const { first } = roster;
  const parents = roster.devices.map(({ draft }) =>
    draft.parent === null
      ? -1
      : (roster.deviceIds.get(draft.parent) ?? first.device) - first.device,
  );
  const processes = sequence(first.process, 1 + roster.processes.length);
  const boards = boardCasts(roster);
  return {
    lockManager: fixedId("lock-manager"),
    sysctrlFlag: fixedId("sysctrl"),
    cyclics: fixedId("cyclics"),
    callouts: fixedId("callouts"),
    watchdog: fixedId("watchdog"),
    backplane: fixedId("machine"),
    power: fixedId("power"),
    processes,
    thawed: processes.slice(1),
    daemons: sequence(first.daemon, roster.daemons.length),
    filesystems: sequence(first.filesystem, roster.filesystems.length),
    devices: postOrder(treeOf(parents)).map((index) => first.device + index),
    cpus: sequence(first.cpu, roster.cpus.length),
    runner: first.cpu + roster.cpus.findIndex(({ board }) => stateOf(board) === "configured"),
    boards,
    instancesOf: (driver) => instancesOf(driver, roster),
    nameOf: (id) => nameOf(id, roster),
    cpuNumber: (id) => roster.cpus[id - first.cpu]?.draft.number ?? -1,
  };
}

function boardCasts(roster: Roster): ReadonlyMap<string, BoardCast> {
  const casts = new Map<string, BoardCast>();
  for (const [index, board] of roster.boards.entries()) {
    const ids = (drafts: typeof board.devices): readonly ComponentId[] =>
      drafts.map((draft) => roster.deviceIds.get(draft) ?? -1);
    casts.set(board.name, {
      slot: roster.first.slot + index,
      number: board.number,
      type: board.type,
      cpus: board.cpus.map((cpu) => roster.ids.get(`cpu cpu${cpu.number}`) ?? -1),
      branches: ids(board.branches),
      devices: ids(board.devices),
      hasMemory: board.banks.length > 0 || board.type === "cpu-memory",
      isInUse: stateOf(board) === "configured",
    });
  }
  return casts;
}

function instancesOf(driver: string, { devices, first }: Roster): readonly ComponentId[] {
  return devices.flatMap(({ draft }, index) =>
    draft.driver === driver ? [first.device + index] : [],
  );
}

/** A device's path, a daemon's name; nothing for others. */
function nameOf(id: ComponentId, { devices, daemons, first }: Roster): string {
  const device = devices[id - first.device];
  if (device !== undefined) return pathOf(device.draft);
  const daemon = daemons[id - first.daemon];
  return daemon === undefined ? "" : textIn(daemon.args, "name");
}
