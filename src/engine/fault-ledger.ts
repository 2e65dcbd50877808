import type { TraceEvent } from "../model/event.ts";
import { CoreEvent } from "../model/event.ts";
import type { Listener } from "./announcer.ts";

const NONE: readonly string[] = [];

/** Which declared faults came into force, and which of them made a difference. */
export class FaultLedger implements Listener {
  readonly kinds = [CoreEvent.fault, CoreEvent.faultFelt];
  /** By subject and words; made for the first one. */
  #faults: Map<string, { readonly text: string; readonly isFelt: boolean }> | undefined;

  hear({ kind, subject, text }: TraceEvent): void {
    this.#faults ??= new Map();
    const key = `${subject} ${text}`;
    const isFelt = kind === CoreEvent.faultFelt || this.#faults.get(key)?.isFelt === true;
    this.#faults.set(key, { text, isFelt });
  }

  /** The words of those that never made a difference. */
  unfelt(): readonly string[] {
    if (this.#faults === undefined) return NONE;
    return [...this.#faults.values()].flatMap(({ text, isFelt }) => (isFelt ? [] : [text]));
  }

  save(): ReadonlyMap<string, { readonly text: string; readonly isFelt: boolean }> {
    return new Map(this.#faults);
  }

  restore(faults: ReturnType<FaultLedger["save"]>): void {
    this.#faults = faults.size === 0 ? undefined : new Map(faults);
  }
}
