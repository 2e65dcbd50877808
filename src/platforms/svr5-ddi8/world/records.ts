import { integerIn, textIn } from "../../../kit/args.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { Database, RecordData } from "../resmgr/records.ts";
import { withValue } from "../resmgr/records.ts";
import type { Step } from "../resmgr/steps.ts";
import { MODNAME, OWN } from "../resmgr/steps.ts";
import type { FunctionDraft } from "./drafts.ts";
import { hasTrait } from "./drafts.ts";
import type { StepList } from "./programs.ts";
import type { Roster } from "./roster.ts";

/** What cm_intr_attach needs, as HPCI enters it when nothing else is said. [INTR] */
const USUAL: readonly (readonly [param: string, value: number])[] = [
  ["IRQ", 11],
  ["IPL", 5],
  ["ITYPE", 4],
];

/** The params of a function's record when HPCI makes it. */
export function paramsOf({ traits }: FunctionDraft): readonly (readonly [string, number])[] {
  const said = traits.flatMap(({ form, args }) =>
    form === "param" ? [[textIn(args, "param"), integerIn(args, "value")] as const] : [],
  );
  const lacking = traits.flatMap(({ form, args }) =>
    form === "lacks" ? [textIn(args, "param")] : [],
  );
  const given = new Set([...said.map(([param]) => param), ...lacking]);
  return [...USUAL.filter(([param]) => !given.has(param)), ...said];
}

/** Every record when the scenario begins: those declared, and those of functions with power. */
export function databaseOf(declared: readonly Fact[], roster: Roster): Database {
  const records = new Map<string, RecordData>();
  for (const { args, body } of declared) {
    const values = body.map(
      (row) => [textIn(row.args, "param"), integerIn(row.args, "value")] as const,
    );
    records.set(textIn(args, "name"), recordOf(values));
  }
  for (const draft of roster.functions) {
    const slot = roster.slots[roster.cards[draft.card]?.slot ?? -1];
    if (slot?.isOn !== true) continue;
    const bound = hasTrait(draft, "unbound") ? [] : [modname(draft, roster)];
    records.set(draft.name, recordOf([...paramsOf(draft), ...bound]));
  }
  return roster.records.map((name) => records.get(name) ?? null);
}

const recordOf = (values: readonly (readonly [string, number])[]): RecordData =>
  values.reduce<RecordData>((record, [param, value]) => withValue(record, param, value), {});

/** MODNAME by the driver's number. */
const modname = ({ driver }: FunctionDraft, { drivers }: Roster): readonly [string, number] => [
  MODNAME,
  drivers.findIndex(({ name }) => name === driver),
];

/** What HPCI does with the record of a function, each a transaction. */
export function hpciPrograms(draft: FunctionDraft, roster: Roster, list: StepList) {
  const enter = (steps: readonly Step[]): readonly number[] => {
    const numbers = steps.map((step) => list.enter(step, "HPCI"));
    list.enter({ kind: "leave" }, "HPCI");
    return numbers;
  };
  const add = ([param, number]: readonly [string, number]): Step => ({
    kind: "add",
    key: OWN,
    param,
    value: { reading: -1, number },
    into: -1,
  });
  const unbind: Step = { kind: "delete", key: OWN, param: MODNAME, into: -1 };
  const begin: Step = { kind: "begin", key: OWN, mode: "write" };
  const end: Step = { kind: "end", key: OWN };
  return {
    record: enter([{ kind: "new", key: OWN, parent: -1 }, ...paramsOf(draft).map(add), end]),
    unrecord: enter([begin, { kind: "delete-key", key: OWN }, end]),
    bind: enter([begin, unbind, add(modname(draft, roster)), end]),
    unbind: enter([begin, unbind, end]),
  };
}
