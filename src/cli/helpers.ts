import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Helper, Host, Message, ScenarioPlace, Seat } from "../app/host.ts";
import type { PlaySettings } from "../app/play-settings.ts";
import { workerFile } from "./worker-file.ts";
import type { HelperStart } from "./worker-messages.ts";

/** Threads that help to explore a scenario, at most so many. */
export function helpers(
  root: string,
  settings: PlaySettings,
  count: number,
): Host["threads"] & object {
  return { count, hire: (place, seat) => hire(root, settings, place, seat) };
}

function hire(root: string, settings: PlaySettings, place: ScenarioPlace, seat: Seat): Helper {
  const { port1, port2 } = new MessageChannel();
  const start: HelperStart = { root, settings, place, seat, line: port2 };
  const worker = new Worker(workerFile(), { workerData: start, transferList: [port2] });
  const broken: Message[] = [];
  worker.on("error", ({ message }) => broken.push({ kind: "broken", what: message }));
  return {
    send: (message) => port1.postMessage(message),
    receive: () => receiveMessageOnPort(port1)?.message ?? broken.shift(),
    dismiss: () => {
      port1.close();
      void worker.terminate();
    },
  };
}
