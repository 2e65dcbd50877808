import type { ExpectationPlan } from "../../model/expression.ts";
import { formatDuration } from "../../model/value.ts";
import { showMoment } from "./texts.ts";
import type { Place, Watch } from "./watch.ts";
import { NOWHERE } from "./watch.ts";

/** What a watch of one mode does. */
export interface Mode {
  /** After each step in which something changed that it depends on. */
  look(watch: Watch): void;
  /** Before time goes beyond its deadline. */
  expire(watch: Watch): void;
  /** When the run is over and it is still undecided. */
  finish(watch: Watch): void;
}

const nothing = (): void => undefined;

const at = (watch: Watch): string => `at ${formatDuration(watch.kernel.now)}`;

const ENDED_EARLY = "the run ended before that time was over; `run for` makes it longer";

const end: Mode = {
  look: nothing,
  expire: nothing,
  finish: (watch) => {
    if (watch.isTrue()) watch.hold();
    else watch.fail(watch.reason(true));
  },
};

/** `always` and `never`: what must be true, or false, whenever the `while` is true. */
function throughout(wanted: boolean): Mode {
  return {
    look: (watch) => {
      if (!watch.isGateOpen()) return;
      watch.state.hasApplied = true;
      if (watch.isTrue() !== wanted) watch.fail(`${watch.reason(wanted)}, seen ${at(watch)}`);
    },
    expire: nothing,
    finish: (watch) => {
      const gate = watch.plan.while;
      if (gate !== undefined && !watch.state.hasApplied) {
        watch.state.vacuity = `${watch.text(gate)} was never true`;
      }
      watch.hold();
    },
  };
}

const sometimes: Mode = {
  look: (watch) => {
    if (watch.isTrue()) watch.hold();
  },
  expire: nothing,
  finish: (watch) => watch.fail(`it never was; in the end ${watch.reason(true, "ever")}`),
};

const eventually: Mode = {
  look: (watch) => {
    const { within } = watch.plan;
    if (within === undefined) {
      sometimes.look(watch);
      return;
    }
    const { state } = watch;
    if (Number.isNaN(state.anchor)) {
      state.anchor = watch.anchorTime();
      if (Number.isNaN(state.anchor)) return;
      state.deadline = state.anchor + within;
    }
    if (watch.isTrue() && watch.kernel.now <= state.deadline) watch.hold();
  },
  expire: (watch) => {
    const by = formatDuration(watch.state.deadline);
    const time = watch.state.deadline;
    watch.fail(`until ${by} it was not so; ${watch.reason(true)}`, { time, kind: "deadline" });
  },
  finish: (watch) => {
    const { plan, state } = watch;
    if (plan.within === undefined) sometimes.finish(watch);
    else if (Number.isNaN(state.anchor)) {
      const anchor = plan.anchor === undefined ? "the moment" : watch.text(plan.anchor);
      watch.fail(`${anchor} never came`, { kind: "deadline" });
    } else {
      watch.fail(`in the end ${watch.reason(true)}`, { kind: "deadline", notes: [ENDED_EARLY] });
    }
  },
};

/** Enters the first occurrences of both sides. */
function lookForBoth(watch: Watch): void {
  const { state, plan } = watch;
  if (Number.isNaN(state.what.seq)) state.what = watch.placeOf(plan.what, watch.isTrue());
  if (plan.other !== undefined && Number.isNaN(state.other.seq)) {
    state.other = watch.placeOf(plan.other, watch.isOtherTrue());
  }
}

function isEarlier(one: Place, other: Place): boolean {
  return one.seq < other.seq || (one.seq === other.seq && one.step < other.step);
}

/** `before` and `after`, by which of the two sides must come first. */
function order(isInOrder: (what: Place, other: Place) => boolean): Mode {
  const times = (watch: Watch): string => {
    const { plan, state } = watch;
    const other = plan.other === undefined ? "" : watch.text(plan.other);
    const [one, two] = [showMoment(state.what.time), showMoment(state.other.time)];
    return `${watch.text(plan.what)} came first at ${one}, ${other} at ${two}`;
  };
  return {
    look: (watch) => {
      lookForBoth(watch);
      const { what, other } = watch.state;
      if (Number.isNaN(what.seq) || Number.isNaN(other.seq)) return;
      if (isInOrder(what, other)) watch.hold();
      else watch.fail(times(watch));
    },
    expire: nothing,
    finish: (watch) => {
      const { plan, state } = watch;
      const sides = [
        { expr: plan.what, place: state.what },
        { expr: plan.other, place: state.other },
      ];
      const absent = sides.flatMap(({ expr, place }) =>
        expr !== undefined && Number.isNaN(place.seq) ? [watch.text(expr)] : [],
      );
      state.vacuity = `${absent.join(" and ")} never happened`;
      watch.fail(state.vacuity);
    },
  };
}

const until: Mode = {
  look: (watch) => {
    if (watch.isOtherTrue()) watch.hold();
    else if (!watch.isTrue()) watch.fail(`${watch.reason(true)}, seen ${at(watch)}`);
  },
  expire: nothing,
  finish: (watch) => {
    const { other } = watch.plan;
    if (other !== undefined) watch.state.vacuity = `${watch.text(other)} never came`;
    watch.hold();
  },
};

/** `eventually A after B`: whatever is owed since B must come, as often as B does. */
const leadsTo: Mode = {
  look: (watch) => {
    const { state, kernel } = watch;
    const isOwed = watch.isOtherTrue();
    state.hasApplied ||= isOwed;
    if (watch.isTrue()) state.other = NOWHERE;
    else if (isOwed && Number.isNaN(state.other.seq)) {
      state.other = { seq: kernel.announcer.count, step: kernel.steps, time: kernel.now };
    }
  },
  expire: nothing,
  finish: (watch) => {
    const { state, plan } = watch;
    const other = plan.other === undefined ? "" : watch.text(plan.other);
    if (!state.hasApplied) state.vacuity = `${other} never came`;
    if (Number.isNaN(state.other.seq)) watch.hold();
    else watch.fail(`it did not come after ${other} at ${showMoment(state.other.time)}`);
  },
};

/** `at` a moment in time: after everything of that instant. */
const atTime: Mode = {
  look: (watch) => {
    const { state, kernel } = watch;
    if (!Number.isNaN(state.anchor)) return;
    const time = watch.otherTime();
    if (Number.isNaN(time)) return;
    state.anchor = time;
    if (time >= kernel.now) state.deadline = time;
    else watch.fail(`${formatDuration(time)} was over when it became known`);
  },
  expire: (watch) => {
    const time = watch.state.anchor;
    if (watch.isTrue()) watch.hold();
    else watch.fail(`${watch.reason(true)} at ${formatDuration(time)}`, { time });
  },
  finish: (watch) => {
    const { state, plan, kernel } = watch;
    if (state.anchor <= kernel.now) atTime.expire(watch);
    else if (!Number.isNaN(state.anchor)) {
      watch.fail(`the run ended ${at(watch)}`, { notes: [ENDED_EARLY] });
    } else {
      watch.fail(`${plan.other === undefined ? "" : watch.text(plan.other)} never came`);
    }
  },
};

/** `at` an event or a condition: after each step in which it happens or becomes true. */
const atStep: Mode = {
  look: (watch) => {
    const { state } = watch;
    const isTrue = watch.isOtherTrue();
    const begins = isTrue && !state.wasTrue;
    state.wasTrue = isTrue && watch.plan.other?.op !== "event";
    if (!begins) return;
    state.hasApplied = true;
    if (!watch.isTrue()) watch.fail(`${watch.reason(true)}, seen ${at(watch)}`);
  },
  expire: nothing,
  finish: (watch) => {
    if (watch.state.hasApplied) watch.hold();
    else atTime.finish(watch);
  },
};

const moment: Mode = {
  look: (watch) => (watch.isOtherTimed ? atTime : atStep).look(watch),
  expire: (watch) => atTime.expire(watch),
  finish: (watch) => (watch.isOtherTimed ? atTime : atStep).finish(watch),
};

/** What each temporal word does. */
export const MODES: Readonly<Record<ExpectationPlan["mode"], Mode>> = {
  end,
  always: throughout(true),
  never: throughout(false),
  sometimes,
  eventually,
  "leads-to": leadsTo,
  before: order((what, other) => isEarlier(what, other)),
  after: order((what, other) => isEarlier(other, what)),
  until,
  at: moment,
};
