import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, refused, skipped } from "../../../kit/answers.ts";
import type { ComponentClass, ComponentId, Effects, Handler } from "../../../model/component.ts";
import type { CauseName } from "../causes.ts";
import { Ev, Harm, Holds, Msg } from "../protocol.ts";

/** What a partition unit consists of; a replacement must be the same. */
export interface UnitSpec {
  readonly name: string;
  readonly processors: readonly number[];
  /** Bytes. */
  readonly memory: number;
  readonly bridges: number;
  readonly model: string;
}

/** A partition unit: where it is, and how far its memory has been copied. */
export interface UnitState {
  readonly place: "in-use" | "spare" | "absent" | "released";
  readonly ready: boolean;
  readonly copy: "none" | "passive" | "tracking" | "active" | "copied" | "mirrored";
  /** Who waits for the copy. */
  readonly asker: Asker | null;
  /** Pages that devices wrote to since they were copied. */
  readonly dirty: readonly number[];
  /** Pages that were written to after their last copy: the spare's differ from them. */
  readonly differing: readonly number[];
  /** When the copy of the quiesced time began, and how long it takes. */
  readonly since: number;
  readonly takes: number;
  /** Bytes that programs wrote to during the passive copy. */
  readonly written: number;
}

export interface UnitConfig {
  readonly spec: UnitSpec;
  /** Of every unit, by the component's id. */
  readonly specs: ReadonlyMap<ComponentId, UnitSpec>;
  readonly kernel: ComponentId;
  /** Devices that are bound to one of its processors. */
  readonly bound: readonly ComponentId[];
  /** Devices there are; each has a page of its own for DMA. */
  readonly pages: number;
  /** Bytes a second. */
  readonly bandwidth: number;
  readonly dirtyRate: number;
  readonly workingSet: number;
  readonly mirrors: boolean;
}

type On = Handler<UnitState, UnitConfig>;

const SECOND = 1_000_000_000;
const PAGE_SIZE = 4096;

// ---- validation

const check =
  (problem: (state: UnitState, config: UnitConfig) => CauseName | undefined): On =>
  (state, message, fx, config) => {
    const error = problem(state, config);
    if (error === undefined) done(message, fx);
    else refused(message, fx, error, config.spec.name);
    return state;
  };

const onCheckTarget = check(({ place, ready }) => {
  if (place !== "in-use") return "NOT_FOUND";
  return ready ? undefined : "NOT_READY";
});

const onCheckSpare = check(({ place, ready }) => {
  if (place === "absent") return "NOT_FOUND";
  return place === "spare" && ready ? undefined : "NOT_READY";
});

/** Only processors and memory can be replaced. [WDK:introduction-to-dynamic-hardware-partitioning] */
const onCheckResources = check((_, { spec }) => {
  const holds = holdsOf(spec);
  return holds === 0 || (holds & Holds.bridges) !== 0 ? "RESOURCES" : undefined;
});

const onCheckMatch: On = (state, message, fx, { spec, specs }) => {
  const target = specs.get(message.b);
  const isSame =
    target !== undefined &&
    target.processors.length === spec.processors.length &&
    target.memory === spec.memory &&
    target.bridges === spec.bridges &&
    target.model === spec.model;
  if (isSame) done(message, fx);
  else refused(message, fx, "INCOMPATIBLE" satisfies CauseName, spec.name);
  return state;
};

/** What a unit holds, as a sum of `Holds`. */
export function holdsOf({ processors, memory, bridges }: UnitSpec): number {
  return (
    (processors.length > 0 ? Holds.processors : 0) +
    (memory > 0 ? Holds.memory : 0) +
    (bridges > 0 ? Holds.bridges : 0)
  );
}

// ---- copying

const onCopyPassive: On = (state, message, fx, config) => {
  const time = timeFor(config.spec.memory, config);
  fx.sendAfter(time, fx.self, Msg.copied);
  const copy = config.mirrors ? "mirrored" : "passive";
  return { ...state, copy, asker: askerOf(message), dirty: [], differing: [] };
};

/** Where there was no passive copy, all of the memory is copied now. */
const onCopyActive: On = (state, message, fx, config) => {
  if (state.copy === "mirrored") {
    done(message, fx);
    return state;
  }
  const bytes =
    state.copy === "tracking"
      ? Math.min(config.spec.memory, state.written + state.dirty.length * PAGE_SIZE)
      : config.spec.memory;
  const dirty = state.copy === "tracking" ? state.dirty : everyPage(config);
  const takes = timeFor(bytes, config);
  fx.sendAfter(takes, fx.self, Msg.copied);
  return {
    ...state,
    copy: "active",
    asker: askerOf(message),
    dirty,
    differing: [],
    since: fx.now,
    takes,
  };
};

const everyPage = ({ pages }: UnitConfig): readonly number[] =>
  Array.from({ length: pages }, (_, page) => page);

const timeFor = (bytes: number, { bandwidth }: UnitConfig): number =>
  Math.round((bytes / bandwidth) * SECOND);

const onCopied: On = (state, _, fx, config) => {
  const { asker, copy } = state;
  if (asker === null) return state;
  doneTo(asker, fx);
  if (copy === "active") return { ...state, copy: "copied", asker: null };
  if (copy !== "passive") return { ...state, asker: null };
  const passed = timeFor(config.spec.memory, config) / SECOND;
  const written = Math.min(config.workingSet, config.dirtyRate * passed);
  return { ...state, copy: "tracking", asker: null, written };
};

const onDropCopy: On = (state, message, fx) => {
  if (state.copy === "none") skipped(message, fx);
  else done(message, fx);
  return { ...state, copy: "none", asker: null, dirty: [], differing: [], written: 0 };
};

/** A device writes to its page. What is written after its copy is lost with the target. */
const onDmaWrite: On = (state, { a: page }, fx) => {
  if (state.place !== "in-use") return state;
  switch (state.copy) {
    case "passive":
    case "tracking":
      return { ...state, dirty: withPage(state.dirty, page) };
    case "active": {
      const place = state.dirty.indexOf(page);
      const isAhead = place >= 0 && fx.now < copiedAt(place, state);
      return isAhead ? state : { ...state, differing: withPage(state.differing, page) };
    }
    case "copied":
      return { ...state, differing: withPage(state.differing, page) };
    case "none":
    case "mirrored":
      return state;
  }
};

/** Pages are copied one after the other, in order and evenly. */
function copiedAt(place: number, { since, takes, dirty }: UnitState): number {
  return since + (takes * (place + 1)) / (dirty.length + 1);
}

const withPage = (pages: readonly number[], page: number): readonly number[] =>
  pages.includes(page) ? pages : [...pages, page];

// ---- leaving and joining

/** The target is out: the spare answers at its addresses and under its processors' identities. [PAT 8473460, 7934121] */
const onLeave: On = (state, message, fx, config) => {
  for (const page of state.differing) fx.emit(Ev.pageDiffers, fx.self, page);
  if (state.differing.length > 0) fx.send(config.kernel, Msg.harmed, 0, Harm.memory);
  loseIdentity(fx, config);
  done(message, fx);
  return { ...state, place: "released", copy: "none", asker: null, dirty: [], differing: [] };
};

function loseIdentity(fx: Effects, { bound, spec }: UnitConfig): void {
  for (const device of bound)
    for (const number of spec.processors) fx.send(device, Msg.identity, number);
}

const onJoin: On = (state, message, fx) => {
  fx.emit(Ev.joined);
  done(message, fx);
  return { ...state, place: "in-use" };
};

/** The add has failed after all. */
const onUnjoin: On = (state, message, fx) => {
  done(message, fx);
  return { ...state, place: "spare" };
};

export const UNIT_CLASS: ComponentClass<UnitState, UnitConfig> = {
  name: "unit",
  on: [
    [Msg.checkTarget, onCheckTarget],
    [Msg.checkSpare, onCheckSpare],
    [Msg.checkResources, onCheckResources],
    [Msg.checkMatch, onCheckMatch],
    [Msg.copyPassive, onCopyPassive],
    [Msg.copyActive, onCopyActive],
    [Msg.copied, onCopied],
    [Msg.dropCopy, onDropCopy],
    [Msg.dmaWrite, onDmaWrite],
    [Msg.leave, onLeave],
    [Msg.join, onJoin],
    [Msg.unjoin, onUnjoin],
    [Msg.becomeReady, (state) => ({ ...state, ready: true })],
    [Msg.becomeUnready, (state) => ({ ...state, ready: false })],
  ],
};

/** A unit when the scenario begins. */
export const unitAt = (place: UnitState["place"], ready: boolean): UnitState => ({
  place,
  ready,
  copy: "none",
  asker: null,
  dirty: [],
  differing: [],
  since: 0,
  takes: 0,
  written: 0,
});
