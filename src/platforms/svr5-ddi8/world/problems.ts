import { textIn } from "../../../kit/args.ts";
import type { BuildProblem } from "../../../model/platform.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { OWN_NAME } from "./programs.ts";
import type { Roster } from "./roster.ts";

/** The design limits of the ccNUMA kernel. [NUMA] */
const GROUPS_MAX = 4;
const CPUS_MAX = 16;

/** A primary device and 15 backups. [FO] */
const CHAIN_MAX = 16;

/** Who carries frames is a NIC, and who has disks is a storage adapter. [FO; SDH] */
export function misplaced({
  chains,
  functions,
  targets,
  drivers,
}: Roster): readonly BuildProblem[] {
  const kindOf = (name: string) =>
    drivers.find((one) => one.name === functions.find((row) => row.name === name)?.driver)?.kind;
  const members = chains.flatMap(({ body }) => body);
  return [
    ...members.flatMap(({ args, span }) => {
      const name = textIn(args, "instance");
      if (kindOf(name) === "mdi") return [];
      return [
        {
          code: "DRS4103",
          message: `a chain consists of NICs, and \`${name}\` is none`,
          help: MDI,
          span,
        },
      ];
    }),
    ...targets.flatMap(({ name, function: at, span }) => {
      const adapter = functions[at]?.name ?? "";
      if (kindOf(adapter) === "sdi") return [];
      const message = `\`${name}\` is on \`${adapter}\`, which is no storage adapter`;
      return [{ code: "DRS4103", message, help: SDI, span }];
    }),
  ];
}

const MDI = "the driver of a NIC is declared `driver NAME : mdi`";
const SDI = "the driver of a storage adapter is declared `driver NAME : sdi`";

/** `own` is the record of the instance whose driver's program it is in; contexts have no instance. */
export function ownElsewhere(
  { records }: Roster,
  declarations: readonly Fact[],
): readonly BuildProblem[] {
  if (records.includes(OWN_NAME)) return [];
  return declarations
    .filter(({ form }) => form === "context")
    .flatMap(({ body }) => body.filter(({ args }) => args["key"] === OWN_NAME))
    .map(({ span }) => ({
      code: "DRS4103",
      message: "`own` is the record of a driver's instance, and a context has none",
      help: "name the record, or put the program into a driver: `during CFG_ADD { … }`",
      span,
    }));
}

/** What is larger than the systems that are modelled could be. */
export function beyondLimits(
  { groups, chains }: Roster,
  declarations: readonly Fact[],
): readonly BuildProblem[] {
  const problems: BuildProblem[] = [];
  const topology = declarations.find(({ form }) => form === "topology");
  const tell = (fact: Fact | undefined, message: string): void => {
    if (fact !== undefined) problems.push({ code: "DRS4199", message, span: fact.span });
  };
  const cpus = groups.flatMap((group) => group.cpus).length;
  if (groups.length > GROUPS_MAX)
    tell(topology, `a machine has at most ${GROUPS_MAX} CPU groups, not ${groups.length}`);
  if (cpus > CPUS_MAX)
    tell(topology, `the CPU groups of a machine have at most ${CPUS_MAX} processors, not ${cpus}`);
  for (const chain of chains) {
    const { length } = chain.body;
    if (length > CHAIN_MAX) tell(chain, `a chain has at most ${CHAIN_MAX} devices, not ${length}`);
  }
  return problems;
}
