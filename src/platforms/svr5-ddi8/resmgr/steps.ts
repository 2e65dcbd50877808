import type { ComponentId } from "../../../model/component.ts";

/** How a call of the resource manager, or what it is about, comes out. */
export const RESULTS = ["none", "ok", "ENOENT", "EINVAL", "ENOSPC"] as const;
export type Result = (typeof RESULTS)[number];

/** Bytes of one number. */
export const NUMBER_SIZE = 4;

/** The param that binds a record to a driver; drivers cannot write it. [CMP] */
export const MODNAME = "MODNAME";

/** In a step's `key`: the record of the instance that runs it. */
export const OWN = -2;

/** One step of a program that the resource manager carries out. */
export type Step =
  | { readonly kind: "begin"; readonly key: number; readonly mode: "read" | "write" }
  /** Begins a transaction on a record that is not there yet. [CMN] */
  | { readonly kind: "new"; readonly key: number; readonly parent: number }
  | { readonly kind: "end" | "abort"; readonly key: number }
  /** The n-th value, from 0, into a buffer of so many bytes. [CMG] */
  | {
      readonly kind: "read";
      readonly key: number;
      readonly param: string;
      readonly at: number;
      readonly buffer: number;
      readonly into: ComponentId;
    }
  /** Every value, until ENOENT. [CMG] */
  | {
      readonly kind: "count";
      readonly key: number;
      readonly param: string;
      readonly into: ComponentId;
    }
  | {
      readonly kind: "add";
      readonly key: number;
      readonly param: string;
      readonly value: Operand;
      readonly into: ComponentId;
    }
  | {
      readonly kind: "delete";
      readonly key: number;
      readonly param: string;
      readonly into: ComponentId;
    }
  | { readonly kind: "delete-key"; readonly key: number }
  | { readonly kind: "signal" | "await"; readonly signal: number }
  /** The program is over. */
  | { readonly kind: "leave" };

/** A number, or what a reading holds and so much more. */
export interface Operand {
  readonly reading: ComponentId;
  readonly number: number;
}

/** A step with what is known of its program. */
export interface ProgramStep {
  readonly step: Step;
  /** It runs in an interrupt handler. */
  readonly isInterrupt: boolean;
  /** HPCI and the tools may write what drivers may not. */
  readonly isPrivileged: boolean;
  /** The entry point that it belongs to, or who runs it: `CFG_ADD`, `HPCI`; empty when nothing is said. */
  readonly entry: string;
}
