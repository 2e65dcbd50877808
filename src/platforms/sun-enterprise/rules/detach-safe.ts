import { forbidden } from "../../../kit/monitors.ts";
import type { Rule } from "../../../model/rule.ts";
import { Ev } from "../protocol.ts";

import { brokenBy } from "./suspend-safe.ts";

/** What a driver owes so that its devices can be taken out of a running system. */
export const DETACH_SAFE_RULES: readonly Rule[] = [
  {
    id: "SUN-DS-01",
    text: "a detach-safe driver supports DDI_DETACH of one instance",
    source: "M-D; E10b",
    breaks: brokenBy("SUN-DS-01"),
    monitor: forbidden([Ev.detachRefused], (event) =>
      event.text === "unsupported" ? "does not support the detaching of one instance" : undefined,
    ),
  },
  {
    id: "SUN-DS-02",
    text: "a driver's module is unloaded only when all its instances are closed",
    source: "GJ; E10b",
    breaks: brokenBy("SUN-DS-02"),
    monitor: forbidden([Ev.unloaded], (event) =>
      event.value > 0 ? "was unloaded while it was open" : undefined,
    ),
  },
  {
    id: "SUN-DS-03",
    text: "a busy device is not detached",
    source: "G",
    breaks: brokenBy("SUN-DS-03"),
    monitor: forbidden([Ev.detached], (event) =>
      event.value > 0 ? "was detached while it was busy" : undefined,
    ),
  },
];
