import { testMachines } from "../../app/testing/random-machines.ts";
import { machineWith } from "./testing/random-machines.ts";

// Whatever cards, whatever runs on them, whatever is wrong with drivers and slots and whatever the operator does: every
// invariant holds, nothing waits for ever, and no rule is broken but those that the faults were meant to break.

testMachines(machineWith, 82_005, Date.now());
