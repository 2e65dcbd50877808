import type { Phase } from "../../../model/phase.ts";
import { BankOperation, bankParameter } from "../components/slot-banks.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests } from "./asks.ts";
import type { PlacedCommand } from "./operation.ts";
import type { Options } from "./options.ts";

const SECOND = 1_000_000_000;

/** The phases of a command on a memory bank. Connect and disconnect do not exist for banks. [M-A, ACA, ACD, ACT] */
export function bankPhases(one: PlacedCommand, bank: 0 | 1, options: Options): readonly Phase[] {
  const operation = operationOf(one);
  if (operation === undefined) return slotTests("gate", one.board.slot, ["supported"]);
  const parameter = bankParameter(bank, operation, timeOutS(one, options));
  return [
    {
      id: `bank-${one.command.verb}`,
      title: `bank ${bank}: ${one.command.verb}`,
      ask: each([one.board.slot], Msg.bank, { parameter }),
      source: "AC, M-A",
    },
  ];
}

function operationOf(one: PlacedCommand): number | undefined {
  const { verb, force, options } = one.command;
  if (verb === "configure")
    return force || options.includes("enable-at-boot")
      ? BankOperation.configureForced
      : BankOperation.configure;
  if (verb === "unconfigure") return BankOperation.unconfigure;
  return verb === "test" ? BankOperation.test : undefined;
}

/** `-o timeout=#`, in seconds; 0 is never. */
function timeOutS(one: PlacedCommand, options: Options): number {
  const option = one.command.options.find((text) => text.startsWith("timeout="));
  return option === undefined
    ? Math.floor(options["memory-delete-time-out"] / SECOND)
    : Number(option.slice("timeout=".length)) || 0;
}
