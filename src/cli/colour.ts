/** Whether standard output gets colour: as asked by flag, else as usual. */
export function wantsColour(
  asked: "auto" | "always" | "never" | undefined,
  isUsual: boolean,
): boolean {
  return asked === undefined || asked === "auto" ? isUsual : asked === "always";
}
