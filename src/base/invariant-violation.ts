/**
 * A fault of the program itself, never of a scenario: something that cannot happen has happened.
 * The message is for the people who mend drs.
 */
export class InvariantViolation extends Error {
  override readonly name = "InvariantViolation";
}

/** Ends a switch over a closed set: reaching it is a fault of the program. */
export function unreachable(value: never): never {
  throw new InvariantViolation(`not expected here: ${JSON.stringify(value)}`);
}
