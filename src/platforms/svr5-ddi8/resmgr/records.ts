// The database: records of params, each with its values in the order in which they were added. Plain data, never changed in place.

/** Values of one param. */
export type Values = readonly number[];

/** A record: its params by name, those without values left out. */
export type RecordData = Readonly<Record<string, Values>>;

/** Every record by its number; null: there is none. */
export type Database = readonly (RecordData | null)[];

/** The values of a param, none when there are none. */
export const valuesOf = (record: RecordData | null, param: string): Values =>
  record?.[param] ?? NONE;

const NONE: Values = [];

/** With one more value, after the others: adding never replaces. [CMV] */
export const withValue = (record: RecordData, param: string, value: number): RecordData => ({
  ...record,
  [param]: [...valuesOf(record, param), value],
});

/** Without any value of the param. [CMD] */
export function withoutValues(record: RecordData, param: string): RecordData {
  if (record[param] === undefined) return record;
  const { [param]: _, ...others } = record;
  return others;
}
