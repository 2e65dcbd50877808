import { textIn } from "../../../kit/args.ts";
import { behavioursOf, felt } from "../../../kit/behaviours.ts";
import type { ComponentId, Effects } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Draft, InstanceConfig } from "./instance-state.ts";
import { saying } from "./instance-state.ts";

// Every access to hardware is a message to the function, which knows whose it is.

/** Code of this instance, in this entry point, accesses the hardware of a function. */
export function access(
  fn: ComponentId,
  entry: string,
  d: Draft,
  fx: Effects,
  { cpu, group }: InstanceConfig,
): void {
  const isOld = fn === d.used && d.used !== d.fn;
  fx.send(fn, Msg.touch, 0, 0, { entry, cpu, group, isOld });
}

/** What its driver does to others in this entry point. */
export function touch(entry: string, d: Draft, fx: Effects, config: InstanceConfig): void {
  const rows = behavioursOf(config.behaviours, d.faults, "touches");
  for (const { args } of rows) {
    const said = args["entry"] === undefined ? "interrupt" : textIn(args, "entry");
    if (said !== entry) continue;
    const victim = textIn(args, "victim");
    const fn = [...config.boards].find(([, { name }]) => name === victim)?.[0];
    if (fn === undefined || fn === d.used) continue;
    d.faults = felt(config.behaviours, d.faults, "touches", fx);
    access(fn, entry, d, fx, config);
  }
}

/** Code of a bound instance runs somewhere. */
export function entered(entry: string, d: Draft, fx: Effects, config: InstanceConfig): void {
  const args = saying("runs-on", d, config);
  const at = args === undefined ? config.cpu : Number(String(args["cpu"]).slice("cpu".length));
  if (config.cpu >= 0) fx.emit(Ev.entered, fx.self, at, entry);
}
