import type { Phase } from "../../../model/phase.ts";
import { BankOperation, bankParameter } from "../components/slot-banks.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests } from "./asks.ts";
import type { Setting } from "./gates.ts";
import { bootList, privileged } from "./gates.ts";

const SECOND = 1_000_000_000;

/** The phases of a command on a memory bank. Connect and disconnect do not exist for banks. [M-A, ACA, ACD, ACT] */
export function bankPhases(s: Setting, bank: 0 | 1): readonly Phase[] {
  const operation = operationOf(s);
  const { slot } = s.board;
  if (operation === undefined) return slotTests("gate", slot, ["supported"]);
  const parameter = bankParameter(bank, operation, timeOutS(s));
  return [
    ...privileged(s, "gate"),
    {
      id: `bank-${s.command.verb}`,
      title: `bank ${bank}: ${s.command.verb}`,
      ask: each([slot], Msg.bank, { parameter }),
      source: "AC, M-A",
    },
    ...bootList(s),
  ];
}

function operationOf({ command }: Setting): number | undefined {
  switch (command.verb) {
    case "configure":
      if (command.force) return BankOperation.configureForced;
      return command.options.includes("enable-at-boot")
        ? BankOperation.configureEnabled
        : BankOperation.configure;
    case "unconfigure":
      return BankOperation.unconfigure;
    case "test":
      return BankOperation.test;
    case "relocate-test":
      return BankOperation.relocate;
    default:
      return undefined;
  }
}

/** `-o timeout=#`, in seconds; 0 is never. */
function timeOutS({ command, options }: Setting): number {
  const option = command.options.find((text) => text.startsWith("timeout="));
  return option === undefined
    ? Math.floor(options["memory-delete-time-out"] / SECOND)
    : Number(option.slice("timeout=".length)) || 0;
}
