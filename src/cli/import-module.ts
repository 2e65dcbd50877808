/** Loads an ES module by its address. In the built program the file that loads it does this (scripts/program/load.cjs). */
export function importModule(address: string): Promise<unknown> {
  return import(address);
}
