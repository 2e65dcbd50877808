// What the other runners test: a few devices, suspended in order and resumed in reverse. As cheap as can be on
// purpose, so that what is measured is the runner around it. (drs plays its whole simulated platform instead.)

const SILENT = { ok: true, reason: "NONE", by: "nobody" };

export class Machine {
  #openings = [];
  #drivers = new Map([
    ["cpu", "safe"],
    ["mem", "safe"],
  ]);
  #devices = [
    { name: "cpu6", driver: "cpu", isSuspended: false, openCount: 0 },
    { name: "bank0", driver: "mem", isSuspended: false, openCount: 0 },
  ];

  device(name, kind, driver) {
    this.#devices.push({ name, kind, driver, isSuspended: false, openCount: 0 });
  }

  driver(name, policy) {
    this.#drivers.set(name, policy);
  }

  process(device, openAtMs, closeAtMs) {
    this.#openings.push({ atMs: openAtMs, device, by: 1 }, { atMs: closeAtMs, device, by: -1 });
    this.#openings.sort((a, b) => a.atMs - b.atMs);
  }

  /** Suspends every device, then resumes all of them; the first that refuses is named. */
  quiesceTest(atMs) {
    this.#advance(atMs);
    const suspended = [];
    let outcome = SILENT;
    for (const device of this.#devices) {
      if (this.#refuses(device)) {
        outcome = { ok: false, reason: "SUSPEND", by: device.name };
        break;
      }
      device.isSuspended = true;
      suspended.push(device);
    }
    for (const device of suspended.reverse()) device.isSuspended = false;
    return outcome;
  }

  #advance(atMs) {
    while (this.#openings.length > 0 && this.#openings[0].atMs <= atMs) {
      const { device, by } = this.#openings.shift();
      this.#devices.find(({ name }) => name === device).openCount += by;
    }
  }

  #refuses({ driver, openCount }) {
    const policy = this.#drivers.get(driver);
    return openCount > 0 && (policy === "unsafe" || policy === "refuses-while-open");
  }
}
