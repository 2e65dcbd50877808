import type { TraceEvent } from "../model/event.ts";
import { CoreEvent } from "../model/event.ts";
import type { Listener } from "./announcer.ts";

/** Which declared faults came into force, and which of them made a difference. */
export class FaultLedger implements Listener {
  readonly kinds = [CoreEvent.fault, CoreEvent.faultFelt];
  /** By subject and words. */
  readonly #faults = new Map<string, { readonly text: string; readonly isFelt: boolean }>();

  hear({ kind, subject, text }: TraceEvent): void {
    const key = `${subject} ${text}`;
    const isFelt = kind === CoreEvent.faultFelt || this.#faults.get(key)?.isFelt === true;
    this.#faults.set(key, { text, isFelt });
  }

  /** The words of those that never made a difference. */
  unfelt(): readonly string[] {
    return [...this.#faults.values()].flatMap(({ text, isFelt }) => (isFelt ? [] : [text]));
  }

  save(): ReadonlyMap<string, { readonly text: string; readonly isFelt: boolean }> {
    return new Map(this.#faults);
  }

  restore(faults: ReturnType<FaultLedger["save"]>): void {
    this.#faults.clear();
    for (const [key, fault] of faults) this.#faults.set(key, fault);
  }
}
