import type { Form } from "../../../model/vocabulary.ts";

const operation = { labels: "operation", once: false } as const;
const happening = { once: false } as const;

// biome-ignore format: a table is read by rows and columns
/** What the operator does, and what happens. */
export const ACTION_FORMS: readonly Form[] = [
  { id: "start",      pattern: "start <context:context>", ...operation, doc: "the context runs its program, once", example: "start w1 as a" },
  // ---- slots
  { id: "power-on",   pattern: "power on <slot:slot>", ...operation, doc: "the slot gets power, its functions are configured and have records", example: "power on s2 as first", source: "PTF; HPM; HPC" },
  { id: "power-off",  pattern: "power off <slot:slot> [by force]", ...operation, doc: "refused while an instance on it is active; `by force` HPCI does not look", example: "power off s1 as first", source: "HW-RM; HW-SUSP" },
  { id: "hot-add",    pattern: "hot-add <slot:slot>", ...operation, doc: "power, configuration, and each function is bound to its driver and added", example: "hot-add s2 as first", source: "PTF" },
  { id: "remove",     pattern: "remove <slot:slot>", ...operation, doc: "every instance on the card is suspended, then the slot loses power", example: "remove s1 as first", source: "HW-RM" },
  { id: "press",      pattern: "press button of <slot:slot>", ...operation, doc: "the attention button: after the blinking the slot is powered on or off; a second press calls it off", example: "press button of s1 as first", source: "LNX" },
  { id: "attention",  pattern: "attention <to:(on|off)> <slot:slot>", ...operation, doc: "the attention lamp", example: "attention on s1", source: "HW-RM; HPS" },
  { id: "set-bit",    pattern: "set <bit:(EMPTY|POWER_FAULT|GENERAL_FAULT|PRSNT_PIN1|PRSNT_PIN2|CONFIG_FAULT|BAD_FREQUENCY|INTER_LOCKED|ATTENTION_STATE)> of <slot:slot>", ...operation, doc: "modify_callback is asked to change this state bit; all but ATTENTION_STATE are read-only: EINVAL", example: "set POWER_FAULT of s1 as first", source: "HPM; HPS" },
  { id: "insert",     pattern: "insert <card:card> into <slot:slot>", ...happening, doc: "somebody puts the card into the slot", example: "insert B into s2", source: "PTF" },
  { id: "pull",       pattern: "pull <slot:slot>", ...happening, doc: "somebody pulls the card; from a slot with power that is a surprise removal", example: "pull s1", source: "HW-RM; LNX" },
  { id: "latch",      pattern: "<to:(open|close)> latch of <slot:slot>", ...happening, doc: "the interlock; opened on an occupied slot with power it is a surprise removal", example: "open latch of s1", source: "LNX" },
  // ---- instances
  { id: "add",        pattern: "add driver to <instance:instance>", ...operation, doc: "binds the function to its driver, loads that if need be, and calls CFG_ADD", example: "add driver to hba1 as first", source: "PTF; MGU" },
  { id: "suspend",    pattern: "suspend <instance:instance>", ...operation, doc: "CFG_SUSPEND; afterwards the instance is on the list of suspended ones and its key has no driver", example: "suspend hba0 as first", source: "HW-SUSP; CFGS" },
  { id: "resume",     pattern: "resume <instance:instance> [onto <function:function>] [by force]", ...operation, doc: "CFG_RESUME, on another function after CFG_MODIFY; `by force` HPCI does not look whether that may be", example: "resume hba0 onto hba1 as second", source: "HW-INST; CFG" },
  { id: "modify",     pattern: "modify <instance:instance>", ...operation, doc: "CFG_MODIFY of a suspended instance with its own key: a parameter has changed", example: "modify hba0 as first", source: "CFG" },
  { id: "verify",     pattern: "verify <instance:instance>", ...operation, doc: "CFG_VERIFY, which a driver need not know", example: "verify hba0 as first", source: "CFG" },
  { id: "delete",     pattern: "delete <instance:instance>", ...operation, doc: "CFG_REMOVE of a suspended instance, then its record and nodes go", example: "delete hba0 as first", source: "HW-INST; HW-RM" },
  { id: "open",       pattern: "open <what:instance/target>", ...operation, doc: "a channel of an instance, or a target of an adapter, is opened", example: "open hba0 as first", source: "DEVI" },
  { id: "close",      pattern: "close <what:instance/target>", ...operation, doc: "and closed, which works while the instance is suspended, too", example: "close hba0", source: "MDR" },
  { id: "configure",  pattern: "configure <instance:instance>", ...happening, doc: "netcfg: the user has configured the NIC", example: "configure net0", source: "MGU" },
  { id: "breaks",     pattern: "break <instance:instance>", ...happening, doc: "the hardware of the NIC or adapter fails, and its driver reports it", example: "break net0", source: "FO" },
  { id: "link",       pattern: "link of <instance:instance> is <to:(lost|back)>", ...happening, doc: "the cable of the NIC", example: "link of net0 is lost", source: "FO" },
  { id: "stall",      pattern: "stall <where:cpu/group> for <time:duration>", ...happening, doc: "entry points of instances that are bound there stand still", example: "stall cpu1 for 5s", source: "NUMA; the catalogue's DL8" },
  // ---- targets
  { id: "remove-target", pattern: "remove target <target:target>", ...operation, doc: "sdirm: SFB_PAUSE, SFB_RM_DEV, SFB_CONTINUE", example: "remove target disk0 as first", source: "SDIRM; SDH" },
  { id: "add-target",    pattern: "add target <target:target>", ...operation, doc: "SFB_PAUSE, SFB_ADD_DEV, SFB_CONTINUE", example: "add target disk0 as first", source: "SDH" },
  // ---- drivers and the system
  { id: "install",    pattern: "install <driver:driver>", ...happening, doc: "pkgadd, idbuild: from now on its functions can be bound to it", example: "install adst", source: "HW-PREP" },
  { id: "load",       pattern: "load <driver:driver>", ...operation, doc: "_load, then drv_attach", example: "load adst as first", source: "PORT; DRV" },
  { id: "unload",     pattern: "unload <driver:driver>", ...operation, doc: "every instance is suspended and removed, then the driver goes", example: "unload adst as first", source: "SDU" },
  { id: "shut-down",  pattern: "shut down", ...operation, doc: "every instance is suspended, and nothing is called any more", example: "shut down as first", source: "SDU" },
];
