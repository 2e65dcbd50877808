import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, refusedTo, skippedTo } from "../../../kit/answers.ts";
import { textIn } from "../../../kit/args.ts";
import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Message,
} from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { START } from "../../../model/lifecycle.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { Ev, Msg } from "../protocol.ts";

/** A driver as a whole: whether it is loaded, and the lock that all its instances share where there is one. */
export interface DriverState {
  readonly state: "unloaded" | "failed" | "loaded";
  readonly installed: boolean;
  readonly holder: ComponentId;
  readonly waiting: readonly ComponentId[];
}

export interface DriverConfig {
  readonly name: string;
  readonly traits: readonly Fact[];
  readonly instances: readonly ComponentId[];
  /** Functions that it could drive. */
  readonly functions: readonly ComponentId[];
  /** The processor of each instance that is bound to one. */
  readonly processors: ReadonlyMap<ComponentId, number>;
}

type On = Handler<DriverState, DriverConfig>;

const has = (form: string, { traits }: DriverConfig): boolean =>
  traits.some((fact) => fact.form === form);

/** A discovery loop of its own: it takes what it finds. */
function scan(fx: Effects, config: DriverConfig): void {
  if (!has("scans", config)) return;
  for (const fn of config.functions) fx.emit(Ev.selfScan, fx.self, fn);
}

/** Who is to be answered: whoever asks, or, by way of an instance, whom it says. */
const askerIn = (message: Message): Asker =>
  message.data === null ? askerOf(message) : (message.data as unknown as Asker);

/** _load, then drv_attach: no entry point runs before that succeeds. [PORT; DRV] */
const onLoad: On = (state, message, fx, config) => {
  const asker = askerIn(message);
  if (state.state === "loaded") {
    skippedTo(asker, fx);
    return state;
  }
  if (has("not-installed", config) && !state.installed) {
    refusedTo(asker, fx, "ENXIO", `${config.name}: it is not installed`);
    return state;
  }
  if (has("runs-early", config)) fx.emit(Ev.ranEarly);
  const failing = config.traits.find(({ form }) => form === "fails-attach");
  if (failing !== undefined) {
    refusedTo(asker, fx, textIn(failing.args, "errno"), `${config.name}: drv_attach`);
    return { ...state, state: "failed" };
  }
  scan(fx, config);
  doneTo(asker, fx);
  return { ...state, state: "loaded" };
};

const onUnload: On = (state, message, fx) => {
  done(message, fx);
  return { ...state, state: "unloaded" };
};

const onLock: On = (state, { from }, fx, config) =>
  state.holder === NOBODY
    ? take(state, from, fx, config)
    : { ...state, waiting: [...state.waiting, from] };

function take(state: DriverState, by: ComponentId, fx: Effects, config: DriverConfig): DriverState {
  const cpu = config.processors.get(by) ?? -1;
  for (const id of config.instances) if (id !== by) fx.send(id, Msg.lockTaken, by, cpu);
  fx.send(by, Msg.locked);
  return { ...state, holder: by };
}

const onRelease: On = (state, { from }, fx, config) => {
  const waiting = state.waiting.filter((one) => one !== from);
  if (state.holder !== from) return { ...state, waiting };
  const [next, ...others] = waiting;
  for (const id of config.instances) if (id !== from) fx.send(id, Msg.lockFree);
  if (next === undefined) return { ...state, holder: NOBODY, waiting: [] };
  return take({ ...state, waiting: others }, next, fx, config);
};

export const DRIVER_CLASS: ComponentClass<DriverState, DriverConfig> = {
  name: "driver",
  on: [
    [
      START,
      (state, _, fx, config) => {
        if (state.state === "loaded") scan(fx, config);
        return state;
      },
    ],
    [Msg.install, (state) => ({ ...state, installed: true })],
    [Msg.load, onLoad],
    [Msg.unload, onUnload],
    [Msg.lock, onLock],
    [Msg.release, onRelease],
  ],
};

export const driverAt = (isLoaded: boolean): DriverState => ({
  state: isLoaded ? "loaded" : "unloaded",
  installed: isLoaded,
  holder: NOBODY,
  waiting: [],
});
