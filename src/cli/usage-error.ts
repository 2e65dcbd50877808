/** The command line, the environment or the configuration asks for something that cannot be: exit code 3. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do about it, one line each. */
  readonly help: readonly string[];

  constructor(message: string, help: readonly string[] = []) {
    super(message);
    this.help = help;
  }
}
