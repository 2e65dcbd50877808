import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";

/** Messages between the components of this platform. Asks carry `a` = token, `b` = parameter (model/phase.ts). */
// biome-ignore format: a table is read by rows and columns
export const Msg = {
  // ---- asks of the quiesce
  preload:     messageKind("preload"),            // lock manager: load the module now
  suspend:     messageKind("suspend"),            // devices (DDI_SUSPEND), subsystems, lock manager
  resume:      messageKind("resume"),             // the same, DDI_RESUME
  stopUser:    messageKind("stop-user"),          // processes: mark and poke
  verifyUser:  messageKind("verify-user"),        // processes: are you stopped?
  releaseUser: messageKind("release-user"),
  thaw:        messageKind("sigthaw"),
  checkRealtime: messageKind("check-realtime"),
  checkpoint:  messageKind("checkpoint"),         // kernel daemons
  verifyDaemon: messageKind("verify-daemon"),     // kernel daemons: are you registered and safe?
  sync:        messageKind("sync"),               // filesystems
  checkUnsafe: messageKind("check-unsafe"),       // devices; b: 1 open ones only, 2 those of the unsafe list
  capture:     messageKind("capture"),            // CPUs: into the spin loop
  uncapture:   messageKind("uncapture"),
  quiesce:     messageKind("quiesce"),            // backplane: interrupts off
  unquiesce:   messageKind("unquiesce"),
  // ---- asks of the other operations
  check:       messageKind("check"),              // slot, power: b = index of the test
  ifSo:        messageKind("if-so"),              // slot: b = index of a question; no is answered *skipped*
  begin:       messageKind("begin-transition"),
  end:         messageKind("end-transition"),     // b: 0 succeeded, 1 failed
  firmware:    messageKind("firmware-operation"), // slot: attach and test, detach
  copyMemory:  messageKind("copy-memory"),
  become:      messageKind("become"),             // slot: b = index into the slot's moves
  attach:      messageKind("attach"),
  detach:      messageKind("detach"),
  unload:      messageKind("unload"),
  offline:     messageKind("offline"),            // CPUs; b: 1 forced
  online:      messageKind("online"),             // CPUs
  powerOff:    messageKind("power-off"),
  removeCpu:   messageKind("remove-cpu"),
  addCpu:      messageKind("add-cpu"),
  reach:       messageKind("reach"),              // slot: from here on a failure leaves the board half done
  bootList:    messageKind("boot-list"),          // slot: b = index of a change of the disabled lists
  list:        messageKind("list"),               // slot: say how you are
  bank:        messageKind("bank-operation"),     // slot: b = bank + 2 × operation + 16 × time-out in seconds
  bankInterrupt: messageKind("bank-interrupt"),   // slot; a = bank: the operator's signal
  cageGrows:   messageKind("cage-grows"),         // slot; a = bank: kernel pages come to lie in it
  // ---- ground truth
  touch:       messageKind("touch"),              // device → backplane: a = 1 DMA, 2 interrupt
  handleIrq:   messageKind("handle-interrupt"),   // backplane → device
  due:         messageKind("due"),                // device → cyclics: something wants to run; a = which
  run:         messageKind("run"),                // cyclics → device
  // ---- dependences inside suspend
  need:        messageKind("need"),               // device → device or process; a = what
  granted:     messageKind("granted"),
  childAsks:   messageKind("child-asks"),         // child → nexus: is the bus usable? a = 1 suspending, 2 resuming
  busAnswer:   messageKind("bus-answer"),         // a: 1 usable; b: what it was asked for
  busBack:     messageKind("bus-back"),
  childDown:   messageKind("child-down"),
  branch:      messageKind("branch"),             // parent → child; a: 1 it is attached, 0 it is not
  parental:    messageKind("parental"),           // nexus → ward: a: 1 suspended, 0 resumed
  // ---- timers to oneself
  stopped:     messageKind("stopped"),
  suspendStep: messageKind("suspend-step"),       // a step of a written-out entry took its time
  resumeStep:  messageKind("resume-step"),
  suspendDone: messageKind("suspend-done"),
  resumeDone:  messageKind("resume-done"),
  drainLimit:  messageKind("drain-limit"),
  rogueDma:    messageKind("rogue-dma"),
  rogueIrq:    messageKind("rogue-interrupt"),
  rogueTimer:  messageKind("rogue-timer"),
  rogueWorker: messageKind("rogue-worker"),
  input:       messageKind("input"),
  settleDown:  messageKind("settle-down"),        // cpu, daemon, filesystem, power: a time has passed
  bankStep:    messageKind("bank-step"),          // slot; a = bank, b = which attempt: a part of its work is done
  bankStuck:   messageKind("bank-stuck"),         // slot; a = bank, b = which attempt: no progress for too long
  otherBankStuck: messageKind("other-bank-stuck"), // the same for bank 1
  sampled:     messageKind("sampled"),            // slot; a = how hot it is found to be
  meltdown:    messageKind("meltdown"),           // slot: it was dangerously hot for too long
  debounce:    messageKind("debounce"),           // slot: an insertion or removal is seen
  worked:      messageKind("worked"),             // slot: firmware or copying is finished
  step:        messageKind("step"),
  // ---- life of processes, devices and boards, and the operator's hands
  open:        messageKind("open"),
  close:       messageKind("close"),
  hold:        messageKind("hold"),               // a filesystem mounts it; a = +1 or −1
  kill:        messageKind("kill"),
  unblock:     messageKind("unblock"),
  setRealtime: messageKind("set-realtime"),       // a: 0 time-sharing, 1 real-time
  bind:        messageKind("bind"),               // process → CPU; a = +1 or −1
  unbind:      messageKind("unbind"),
  leave:       messageKind("leave"),              // CPU → backplane; a: 0 may it go offline? 1 it did
  join:        messageKind("join"),               // CPU → backplane: it is online
  mayLeave:    messageKind("may-leave"),          // backplane → CPU; a: 1 yes
  mount:       messageKind("mount"),
  unmount:     messageKind("unmount"),
  recover:     messageKind("recover"),
  plug:        messageKind("plug"),               // a: 0 unplugged, 1 plugged
  reserve:     messageKind("reserve"),            // a: 0 released, 1 reserved
  insert:      messageKind("insert"),
  remove:      messageKind("remove"),
  supplies:    messageKind("supplies"),           // power: a = change
  precharge:   messageKind("precharge"),          // power: a: 0 failed, 1 ok
  load:        messageKind("load"),               // slot → power; a = change
  environment: messageKind("environment"),        // to a slot; a = which of power, cooling, temperature; b: 0 bad, 1 good, 2 worse. To a CPU; a: 1 its board is warm, 0 no longer
  simulate:    messageKind("simulate"),           // slot: an insertion or removal that touches no hardware
  setCondition: messageKind("set-condition"),
  unplumb:     messageKind("unplumb"),
  tune:        messageKind("tune"),               // device: a: 0 or 1
} as const satisfies Record<string, MessageKind>;

/** Trace events of this platform, beside the shared ones. */
// biome-ignore format: a table is read by rows and columns
export const Ev = {
  suspendCalled:  eventKind("suspend-called"),   // subject: device; value: the operation
  suspended:      eventKind("suspended"),        // value: 1 when the registers were saved
  suspendedByParent: eventKind("suspended-by-parent"),
  resumedByParent: eventKind("resumed-by-parent"),
  suspendRefused: eventKind("suspend-refused"),  // text: why; value: 1 when it is unchanged and working, 0 when it is half-suspended
  suspendSkipped: eventKind("suspend-skipped"),  // value: 1 by the node's own properties, 0 for want of a driver
  suspendNothing: eventKind("suspend-nothing"),  // a no-op entry said success
  resumeCalled:   eventKind("resume-called"),
  resumed:        eventKind("resumed"),          // value: 1 when the registers were restored
  resumeFailed:   eventKind("resume-failed"),
  drainBegan:     eventKind("drain-began"),      // value: the bound in ticks
  drainEnded:     eventKind("drain-ended"),      // value: 1 drained, 0 given up
  blockedOn:      eventKind("blocked-on"),       // suspend waits; text: `module`, `process X`, `lock of X`, `device X`
  neededSuspended: eventKind("needed-suspended"), // subject: the device that needs; text: the suspended one
  busUnusable:    eventKind("bus-unusable"),     // subject: the nexus; a child needed it; value: 1 suspending, 2 resuming
  dma:            eventKind("dma"),              // value: 1 for input that nobody asked for
  irq:            eventKind("irq"),
  irqHandled:     eventKind("irq-handled"),      // value: 1 while its device is suspended
  timer:          eventKind("timer"),
  access:         eventKind("access"),           // a driver thread touched the hardware
  stray:          eventKind("stray-access"),     // memory was touched while the system was frozen
  requestDropped: eventKind("request-dropped"),
  requestFailed:  eventKind("request-failed"),
  requestRepeated: eventKind("request-repeated"),
  inputLost:      eventKind("input-lost"),
  reservation:    eventKind("reservation"),      // value: 1 reserved, 0 released
  opened:         eventKind("opened"),
  closed:         eventKind("closed"),
  moved:          eventKind("moved"),            // a tape's position; value: the new one
  attached:       eventKind("attached"),
  detached:       eventKind("detached"),         // value: opens and holds at that moment
  detachRefused:  eventKind("detach-refused"),   // text: `unsupported` or `busy`
  unloaded:       eventKind("unloaded"),         // value: opens at that moment
  userMarked:     eventKind("user-marked"),
  userStopped:    eventKind("user-stopped"),     // value: 1 virtually
  userReleased:   eventKind("user-released"),
  thawed:         eventKind("sigthaw"),          // value: the operation that sent it
  killed:         eventKind("killed"),
  daemonStopped:  eventKind("daemon-stopped"),
  daemonReleased: eventKind("daemon-released"),
  synced:         eventKind("synced"),
  subsystemOff:   eventKind("subsystem-off"),
  subsystemOn:    eventKind("subsystem-on"),
  cpuCaptured:    eventKind("cpu-captured"),
  cpuReleased:    eventKind("cpu-released"),
  cpuOffline:     eventKind("cpu-offline"),
  cpuOnline:      eventKind("cpu-online"),
  quiesced:       eventKind("quiesced"),
  unquiesced:     eventKind("unquiesced"),
  transition:     eventKind("transition"),       // subject: slot or clock board; value: 1 begun, 0 ended
  receptacle:     eventKind("receptacle"),       // text: the new state
  occupant:       eventKind("occupant"),
  condition:      eventKind("condition"),
  firmware:       eventKind("firmware"),         // value: 0 ok, 1 failed
  copied:         eventKind("memory-copied"),
  reboot:         eventKind("reboot"),
  shutdown:       eventKind("shutdown"),
  progress:       eventKind("progress"),         // a part of a bank's pages was moved; value: bank
} as const satisfies Record<string, EventKind>;
