// What the built program offers to the files that start it: the command, and a worker thread's side of it. Each loads
// what it needs on first use.

/** Runs the command with the words it was started with. Never throws: what goes wrong is a message and an exit code. */
export async function command(): Promise<void> {
  const { main } = await import("./main.ts");
  await main();
}

/** Serves as a worker thread until the main thread ends it. */
export async function work(): Promise<void> {
  const { serve } = await import("./worker.ts");
  serve();
}
