import { faultAction, faultDeclaration } from "../../../kit/faults.ts";
import { operationEvents, operationPredicates } from "../../../kit/operation-words.ts";
import {
  PATIENCE_EVENTS,
  PATIENCE_FORMS,
  WORKLOAD_EVENTS,
  WORKLOAD_FORMS,
  workloadForm,
} from "../../../kit/workload-words.ts";
import type { Form, Vocabulary } from "../../../model/vocabulary.ts";
import { BLAMED, CULPRITS, EVENTS, KINDS } from "../kinds.ts";
import { ACTION_FORMS } from "./actions.ts";
import { BEHAVIOUR_FORMS, CONTROLLER_FORMS, DRIVER_FORMS, FAULT_FORMS } from "./behaviours.ts";
import { PROGRAM_FORMS, RECORD_FORMS, RESMGR_DECLARATIONS } from "./programs.ts";
import {
  BUS_FORMS,
  CARD_FORMS,
  CHAIN_FORMS,
  FUNCTION_FORMS,
  GROUP_FORMS,
  SLOT_FORMS,
  TOPOLOGY_FORMS,
} from "./topology.ts";

const FAULTS = {
  forms: FAULT_FORMS,
  context: "behaviour",
  targets: "instance/slot/target",
  example: "fault hba0 fails CFG_SUSPEND with EBUSY",
};

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  ...RESMGR_DECLARATIONS,
  { id: "topology",   pattern: "topology", block: "topology", blockRequired: true, merges: true, once: false, doc: "processors and their groups, buses with slots and cards, and the cards on the shelf", example: "topology { bus pci0 { slot s1 { card A { function hba0 using adst } }; slot s2 } }" },
  { id: "driver",     pattern: "driver <name:new driver> : <kind:(sdi|mdi|plain)>", block: "driver", doc: "a driver: `sdi` of storage adapters, `mdi` of NICs, `plain` of anything else; what it does otherwise than it should, and what it does with the resource manager", example: "driver adst : sdi { CFG_SUSPEND takes 10ms }", source: "[seed]" },
  { id: "controller", pattern: "controller <name:new controller>", block: "controller", doc: "what a hotplug controller driver, or the hardware of its slots, does otherwise than it should", example: "controller hpcd { power fails }", source: "HOT; HPV" },
  { id: "chain",      pattern: "chain <name:new chain>", block: "chain", blockRequired: true, doc: "a failover chain: a primary NIC and up to 15 backups, one of which carries the frames", example: "chain lan { device net0; device net1 }", source: "FO" },
  workloadForm("instance/target/chain", "workload db on hba0 { rate 200/s; takes 1ms; times out after 60s }"),
  faultDeclaration(FAULTS),
];

/** The words of this platform. */
export const VOCABULARY: Vocabulary = {
  contexts: {
    declaration: DECLARATIONS,
    record: RECORD_FORMS,
    program: PROGRAM_FORMS,
    topology: TOPOLOGY_FORMS,
    group: GROUP_FORMS,
    bus: BUS_FORMS,
    slot: SLOT_FORMS,
    card: CARD_FORMS,
    function: FUNCTION_FORMS,
    chain: CHAIN_FORMS,
    driver: [...DRIVER_FORMS, ...BEHAVIOUR_FORMS],
    controller: CONTROLLER_FORMS,
    behaviour: FAULT_FORMS,
    workload: [...WORKLOAD_FORMS, ...PATIENCE_FORMS],
    action: [...ACTION_FORMS, faultAction(FAULTS)],
  },
  kinds: KINDS,
  events: [...EVENTS, ...WORKLOAD_EVENTS, ...PATIENCE_EVENTS, ...operationEvents(CULPRITS)],
  globals: [],
  predicates: operationPredicates(CULPRITS),
  blamed: BLAMED,
  builtIn: [
    { kind: "resmgr", name: "resmgr" },
    { kind: "machine", name: "machine" },
    { kind: "record", name: "own" },
  ],
};
