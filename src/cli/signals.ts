/** Who asked this process to end. */
export type StopSignal = "SIGINT" | "SIGTERM";

/** Notices requests to end, so that a run can stop in order. */
export interface SignalWatch {
  /** The first request, once there was one. */
  readonly received: StopSignal | undefined;
  /** Calls back at the first request; at once if there was one. */
  onStop(callback: () => void): void;
  /** Lets signals end the process again. */
  close(): void;
}

const SIGNALS: readonly StopSignal[] = ["SIGINT", "SIGTERM"];

/** Watches for SIGINT and SIGTERM. A second one ends the process at once. */
export function watchSignals(): SignalWatch {
  let received: StopSignal | undefined;
  const callbacks: (() => void)[] = [];
  const listener = (signal: NodeJS.Signals): void => {
    if (signal !== "SIGINT" && signal !== "SIGTERM") return;
    received = signal;
    close();
    for (const callback of callbacks) callback();
  };
  const close = (): void => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    get received() {
      return received;
    },
    onStop: (callback) => {
      if (received === undefined) callbacks.push(callback);
      else callback();
    },
    close,
  };
}
