import { testMachines } from "../../app/testing/random-machines.ts";
import { machineWith } from "./testing/random-machines.ts";

// Whatever partition, whatever runs on it, whatever is wrong with its drivers and whatever the operator does: every
// invariant holds, and no rule is broken but those that the faults were meant to break.

testMachines(machineWith, 20_081_112, Date.now());
