import type { Form } from "../../../model/vocabulary.ts";

/** What the operator does at a moment of the timeline. */
// biome-ignore format: a table is read by rows and columns
export const ACTION_FORMS: readonly Form[] = [
  // ---- operations
  { id: "run",         pattern: "run <command:text> [unprivileged] [answering <answer:(yes|no)> [after <after:duration>]]", labels: "operation", once: false, doc: "a cfgadm command as an operator types it; `answering` puts an operator at the terminal who answers the prompts, at once or after a while; without it nobody is there, and a prompt without `-y` is a no. `unprivileged`: not as root", example: 'run "cfgadm -x quiesce-test sysctrl0:slot3" as test', source: "M-C, M-S, CMD" },
  { id: "modunload",   pattern: "modunload <driver:driver>", labels: "operation", once: false, doc: "unloads a driver, for which every instance in the machine must be closed; an unloaded driver is not asked to suspend", example: "modunload st as unload", source: "GJ, E10b" },
  { id: "online",      pattern: "online <cpu:cpu>", labels: "operation", once: false, doc: "psradm -n: the processor works again; a board that was configured has its processors powered off until then", example: "online cpu6 as back", source: "FHC, CPU" },
  { id: "offline",     pattern: "offline <cpu:cpu>", labels: "operation", once: false, doc: "psradm -f: the processor works no longer; refused while a process is bound to it, and to the last one", example: "offline cpu6 as off", source: "CPU" },
  { id: "retry",       pattern: "retry <op:operation>", labels: "operation", once: false, doc: "the same command once more", example: "retry first as second", source: "[seed]" },
  { id: "interrupt",   pattern: "interrupt <op:operation>", once: false, doc: "the operator's interrupt; it ends a memory delete that is draining or a memory test, and nothing else", example: "interrupt drain", source: "CFA, ACT" },
  // ---- processes and devices
  { id: "kill",        pattern: "kill <process:process>", once: false, doc: "the process ends and what it has open is closed; one that sleeps in the kernel ends when it wakes", example: "kill tar", source: "[seed]" },
  { id: "open",        pattern: "open <device:device> for <process:process>", once: false, doc: "the process opens the device now", example: "open st4 for tar" },
  { id: "close",       pattern: "close <device:device> for <process:process>", once: false, doc: "the process closes the device now", example: "close st4 for tar", source: "[seed]" },
  { id: "wake",        pattern: "wake <process:process>", once: false, doc: "its sleep in the kernel ends", example: "wake dbwriter" },
  { id: "block",       pattern: "block <process:process>", once: false, doc: "it goes to sleep in the kernel", example: "block dbwriter" },
  { id: "make",        pattern: "make <process:process> <class:(realtime|time-sharing)>", once: false, doc: "priocntl: the scheduling class changes", example: "make player time-sharing", source: "SSH" },
  { id: "bind",        pattern: "bind <process:process> to <cpu:cpu>", once: false, doc: "pbind: the process runs on this processor only", example: "bind db to cpu7", source: "CPU" },
  { id: "unbind",      pattern: "unbind <process:process>", once: false, doc: "pbind -u", example: "unbind db", source: "CPU" },
  { id: "unplug",      pattern: "unplug <device:device>", once: false, doc: "its cable is disconnected: no input arrives", example: "unplug ser0", source: "[seed]" },
  { id: "plug",        pattern: "plug <device:device>", once: false, doc: "its cable is connected again", example: "plug ser0", source: "[seed]" },
  { id: "unplumb",     pattern: "unplumb <device:device>", once: false, doc: "ifconfig down and unplumb: nobody has the interface open any more", example: "unplumb hme0", source: "E10b p.11" },
  { id: "reserve",     pattern: "reserve <device:device>", once: false, doc: "a cluster node reserves it", example: "reserve sd0", source: "SD" },
  { id: "release",     pattern: "release <device:device>", once: false, doc: "the reservation ends", example: "release sd0", source: "SD" },
  { id: "set-tunable", pattern: "set tunable <tunable:name> <value:integer>", once: false, doc: "the tunable in /etc/system, as after the reboot that it takes", example: "set tunable pln-enable-detach-suspend 1", source: "RN" },
  // ---- filesystems
  { id: "mount",       pattern: "mount <filesystem:filesystem>", once: false, doc: "its device is busy from now on", example: "mount home" },
  { id: "unmount",     pattern: "unmount <filesystem:filesystem>", once: false, doc: "its device is no longer busy with it", example: "unmount home", source: "G" },
  { id: "server-dies", pattern: "hang <filesystem:filesystem>", once: false, doc: "its server stops answering", example: "hang nfs1" },
  { id: "server-back", pattern: "recover <filesystem:filesystem>", once: false, doc: "its server answers again", example: "recover nfs1" },
  // ---- hardware
  { id: "insert",      pattern: "insert <slot:slot>", once: false, doc: "the board is put into its slot; seen after 500 ms", example: "insert slot4", source: "SC" },
  { id: "remove",      pattern: "remove <slot:slot>", once: false, doc: "the board is pulled; seen after 2 s. Pulling a connected board takes the system down", example: "remove slot4", source: "M-S, SDR" },
  { id: "add-supply",  pattern: "add supply", once: false, doc: "one more power supply is ok", example: "add supply", source: "SDR" },
  { id: "lose-supply", pattern: "lose supply", once: false, doc: "one power supply less is ok", example: "lose supply", source: "SDR" },
  { id: "precharge",   pattern: "precharge <state:(fails|recovers)>", once: false, doc: "the precharge current and the peripheral supply", example: "precharge fails", source: "SDR" },
  { id: "cooling",     pattern: "cooling of <slot:slot> <state:(fails|recovers)>", once: false, doc: "the power supply that cools the slot", example: "cooling of slot4 fails", source: "SDR" },
  { id: "temperature", pattern: "temperature of <slot:slot> <state:(rises|overheats|falls)>", once: false, doc: "the board's temperature crosses a limit, which is seen at the next even second: when it rises the board's processors are taken offline and powered off; when it stays overheated for 20 s the system shuts down; 20 s after it falls the board counts as cool", example: "temperature of slot4 rises", source: "SC, FHC" },
  { id: "cage-grows",  pattern: "cage grows into <slot:slot> <bank:(bank0|bank1)>", once: false, doc: "pages of the kernel come to lie in the bank: it is permanent from now on, and a delete of it that is draining is over", example: "cage grows into slot3 bank1", source: "MC" },
  { id: "firmware",    pattern: "firmware test of <slot:slot> <state:(fails|succeeds)>", once: false, doc: "what firmware finds from now on", example: "firmware test of slot4 fails", source: "SDR" },
];
