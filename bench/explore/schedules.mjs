// The handshake as promises on fast-check's scheduler: how many steps of random schedules it plays in a second.
//
//   node bench/explore/schedules.mjs <devices> <runs>

import fc from "fast-check";

const [devices = 3, runs = 2000] = process.argv.slice(2).map(Number);
const MAX_IO = 2;

/** One device with its users: what is scheduled are its steps. */
function device(scheduler, count) {
  const state = { power: "running", inFlight: 0, held: 0 };
  const step = async (what, label) => {
    await scheduler.schedule(Promise.resolve(), label);
    count.steps += 1;
    what();
  };
  const complete = () => {
    state.inFlight -= 1;
  };
  const issue = () => {
    if (state.power === "running") state.inFlight += 1;
    else state.held += 1;
  };
  const users = async () => {
    for (let io = 0; io < MAX_IO; io += 1) {
      await step(issue, "issue");
      if (state.inFlight > 0) await step(complete, "complete");
    }
  };
  return { state, step, users };
}

async function quiesce(scheduler, count) {
  const all = Array.from({ length: devices }, () => device(scheduler, count));
  const ask = (label, what) =>
    Promise.all(all.map((one) => one.step(() => what(one.state), label)));
  const coordinator = async () => {
    await ask("query", (state) => {
      state.power = "agreed";
    });
    await ask("set", (state) => {
      state.power = "draining";
    });
    for (const { state, step } of all) {
      while (state.inFlight > 0) {
        await step(() => {
          state.inFlight -= 1;
        }, "drain");
      }
      state.power = "quiet";
    }
    await ask("resume", (state) => {
      state.power = "running";
      state.inFlight += state.held;
      state.held = 0;
    });
  };
  const done = Promise.all([coordinator(), ...all.map(({ users }) => users())]);
  await scheduler.waitFor(done);
}

const count = { steps: 0 };
const began = performance.now();
await fc.assert(
  fc.asyncProperty(fc.scheduler(), (scheduler) => quiesce(scheduler, count)),
  { numRuns: runs, seed: 1 },
);
const seconds = (performance.now() - began) / 1000;
console.log(`${count.steps} steps in ${seconds} s`);
