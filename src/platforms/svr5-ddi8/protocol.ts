import { CoreEvent } from "../../model/event.ts";
import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";

// biome-ignore format: a table is read by rows and columns
/** Messages between the components of this platform. Asks carry a = token, b = parameter (model/phase.ts). */
export const Msg = {
  // ---- the resource manager
  step:  messageKind("svr5-step"),    // whoever has a program → resource manager; b = which step of all programs, data = the record that `own` stands for
  reply: messageKind("svr5-reply"),   // resource manager → itself: data = whom to answer, when a cost has been paid
  noted: messageKind("svr5-noted"),   // resource manager → reading: a = index of the result, b = the value, data = how many there are
  lookup: messageKind("svr5-lookup"), // cm_intr_attach: a = a record
  stalled: messageKind("svr5-stalled"), // instance → resource manager: a = 1: its processor stands still
  lookedUp: messageKind("svr5-looked-up"), // its answer: a = how many interrupts the record describes
  // ---- asks of slots
  see:         messageKind("svr5-see"),           // HPCI looks at the tree, with the lock of the controller
  checkCapable: messageKind("svr5-check-capable"),
  checkReady:  messageKind("svr5-check-ready"),   // may it be powered on?
  checkOn:     messageKind("svr5-check-on"),      // has it power, to be taken away?
  powerOn:     messageKind("svr5-power-on"),
  powered:     messageKind("svr5-powered"),       // to oneself: the power has settled
  scan:        messageKind("svr5-scan"),          // the function list is built, hpci_confupdate(CONFIGURE)
  deconfigure: messageKind("svr5-deconfigure"),
  powerOff:    messageKind("svr5-power-off"),
  backOut:     messageKind("svr5-back-out"),      // an operation that powered it on comes to nothing
  unpowered:   messageKind("svr5-unpowered"),
  attention:   messageKind("svr5-attention"),     // b = 1: on
  press:       messageKind("svr5-press"),
  blinked:     messageKind("svr5-blinked"),       // to oneself: a = number of the blinking that is over
  isOff:       messageKind("svr5-is-off"),        // done when it is, else skipped
  isOver:      messageKind("svr5-is-over"),       // skipped, always
  setBit:      messageKind("svr5-set-bit"),       // b = position of the bit
  unlock:      messageKind("svr5-unlock"),
  // ---- what happens to slots
  latch:       messageKind("svr5-latch"),         // b = 1: it is opened
  pull:        messageKind("svr5-pull"),
  arrive:      messageKind("svr5-arrive"),        // a = the card
  place:       messageKind("svr5-place"),         // to a card: a = the slot
  turnedAway:  messageKind("svr5-turned-away"),   // slot → card: it is taken
  out:         messageKind("svr5-out"),           // slot → card
  // ---- slot and bus
  join:        messageKind("svr5-join"),          // a = speed of the card
  joined:      messageKind("svr5-joined"),        // a = 1: it may
  leave:       messageKind("svr5-leave"),
  // ---- slot → function
  placed:      messageKind("svr5-placed"),        // a = the slot, or -1
  power:       messageKind("svr5-power"),         // a = 1 on, 0 off; b = 1: nobody had asked for it
  // ---- asks of instances about the function that has their name
  record:      messageKind("svr5-record"),        // b = the slot, or -1
  unrecord:    messageKind("svr5-unrecord"),
  forget:      messageKind("svr5-forget"),        // the same, where no instance has the function
  bind:        messageKind("svr5-bind"),          // to a function: a = the instance that resumes on it, or -1
  rebind:      messageKind("svr5-rebind"),        // b = the function, or -1: its own
  bindBack:    messageKind("svr5-bind-back"),     // the suspend came to nothing: who is still active has its driver's name again
  unbind:      messageKind("svr5-unbind"),
  node:        messageKind("svr5-node"),
  // ---- function and instance
  offer:       messageKind("svr5-offer"),         // a = the function that needs an instance
  offered:     messageKind("svr5-offered"),       // a = the instance, or -1
  moved:       messageKind("svr5-moved"),         // function → instance: a = its slot now
  claim:       messageKind("svr5-claim"),         // instance → function: its hardware is mine; a = 1: and suspended
  disown:      messageKind("svr5-disown"),
  job:         messageKind("svr5-job"),           // instance → function: a = number of the job, b = what it takes, data = the group that asks, or -1; { group } by a key that is not its own any more
  served:      messageKind("svr5-served"),        // function → itself
  takeBack:    messageKind("svr5-take-back"),     // instance → function: its jobs are called off
  interrupt:   messageKind("svr5-interrupt"),     // a = number of the job
  noAnswer:    messageKind("svr5-no-answer"),     // a = number of the job; nobody is there
  gone:        messageKind("svr5-gone"),          // the card is dead
  lines:       messageKind("svr5-lines"),         // a = 1: interrupts are on; b = 1: whether their handler has what it needs
  touch:       messageKind("svr5-touch"),         // an access; data = { entry, cpu, group, isQuiet }
  assert:      messageKind("svr5-assert"),        // → line: nobody handles it
  clear:       messageKind("svr5-clear"),         // → line
  passOn:      messageKind("svr5-pass-on"),       // function → line: a = number of the job, b = the instance
  // ---- asks of instances: config(D2). b = the slot that they must be in, or -1
  add:         messageKind("svr5-cfg-add"),
  suspend:     messageKind("svr5-cfg-suspend"),
  modify:      messageKind("svr5-cfg-modify"),    // b = the function, or -1: its own
  resume:      messageKind("svr5-cfg-resume"),
  remove:      messageKind("svr5-cfg-remove"),
  verify:      messageKind("svr5-cfg-verify"),
  wake:        messageKind("svr5-wake"),          // to oneself: a step has taken its time
  drained:     messageKind("svr5-drained"),       // to oneself: no job is in the hardware any more
  // ---- other asks of instances
  checkOnto:   messageKind("svr5-check-onto"),    // b = the function
  checkActive: messageKind("svr5-check-active"),  // may it be suspended?
  checkParked: messageKind("svr5-check-parked"),
  checkQuiet:  messageKind("svr5-check-quiet"),   // b = the slot
  open:        messageKind("svr5-open"),
  close:       messageKind("svr5-close"),
  canServe:    messageKind("svr5-can-serve"),     // chain → instance
  canServeIs:  messageKind("svr5-can-serve-is"),  // a = 1: it can
  // ---- what happens to instances
  install:     messageKind("svr5-install"),       // its driver is on the system now
  configure:   messageKind("svr5-configure"),     // the user has configured the NIC
  hardwareFails: messageKind("svr5-hardware-fails"),
  linkLost:    messageKind("svr5-link-lost"),
  linkBack:    messageKind("svr5-link-back"),
  stall:       messageKind("svr5-stall"),         // its processor stands still; b = for how long
  goOn:        messageKind("svr5-go-on"),
  stray:       messageKind("svr5-stray"),         // to oneself: what its driver does at times
  areBusy:     messageKind("svr5-are-busy"),      // instance → the others of its driver
  busyIs:      messageKind("svr5-busy-is"),       // a = 1: it serves jobs
  tableFreed:  messageKind("svr5-table-freed"),   // instance → the others of its driver
  halted:      messageKind("svr5-halted"),
  // ---- driver
  load:        messageKind("svr5-load"),          // loaded if need be, then drv_attach
  unload:      messageKind("svr5-unload"),
  lock:        messageKind("svr5-lock"),          // instance → driver
  locked:      messageKind("svr5-locked"),        // driver → instance
  release:     messageKind("svr5-release"),
  lockTaken:   messageKind("svr5-lock-taken"),    // driver → the others; a = by whom
  lockFree:    messageKind("svr5-lock-free"),
  // ---- the network above a NIC
  hwSuspended: messageKind("svr5-hw-suspended"),  // instance → chain: mdi_hw_suspended, or the driver reports a failure
  hwResumed:   messageKind("svr5-hw-resumed"),
  // ---- targets of an adapter
  pause:       messageKind("svr5-sfb-pause"),
  goOnTarget:  messageKind("svr5-sfb-continue"),
  removeTarget: messageKind("svr5-sfb-rm-dev"),
  addTarget:   messageKind("svr5-sfb-add-dev"),
  openedTarget: messageKind("svr5-target-opened"), // target → instance: a = 1 more, -1 less
  // ---- machine
  shutDown:    messageKind("svr5-shut-down"),
} as const satisfies Record<string, MessageKind>;

// biome-ignore format: a table is read by rows and columns
/** What becomes visible. */
export const Ev = {
  // ---- the resource manager: the subject is who did it; value is the record's number, except where it says otherwise
  begin:        eventKind("transaction-asked"),     // text: read, write, new
  granted:      eventKind("transaction-begun"),     // text: likewise
  ended:        eventKind("transaction-ended"),     // text: likewise
  aborted:      eventKind("transaction-aborted"),
  nested:       eventKind("transaction-nested"),    // text: of which record it holds one already
  newAgain:     eventKind("new-key-begun-again"),
  mismatched:   eventKind("transaction-mismatched"),
  unended:      eventKind("transaction-left-open"),
  outside:      eventKind("access-outside"),        // text: what it did
  wroteInRead:  eventKind("write-in-read"),
  readOnly:     eventKind("read-only-param"),       // text: the param
  appended:     eventKind("value-appended"),        // to a param that it has read in this transaction and not deleted; text: the param
  split:        eventKind("value-split"),           // a param that another transaction had emptied gets its value back; text: the param
  read:         eventKind("value-read"),            // value: values after this one that it has not seen; text: the record and the param
  truncated:    eventKind("value-truncated"),       // text: likewise
  fromInterrupt: eventKind("called-from-interrupt"),
  waitsHolding: eventKind("waits-holding"),
  deadlock:     CoreEvent.deadlock,                 // text: which kind, and who holds what since when
  // ---- slots: the subject is the slot
  inserted:     eventKind("card-inserted"),
  ignored:      eventKind("card-ignored"),          // it is somewhere else already, or the slot is taken
  posted:       eventKind("event-posted"),          // hpci_postevent; value: 1 when the tree was up to date
  power:        eventKind("slot-power"),            // value: 1 on, 0 off
  configured:   eventKind("slot-configured"),       // hpci_confupdate(CONFIGURE)
  deconfigured: eventKind("slot-deconfigured"),
  freed:        eventKind("slot-freed"),            // its function list is no more
  poweredUnder: eventKind("powered-off-under"),     // the subject is an instance that was active
  surprise:     eventKind("surprise-removal"),
  readOnlyBit:  eventKind("read-only-bit-changed"), // text: the bit
  changedLocked: eventKind("tree-changed-under-lock"),
  // ---- instances: the subject is the instance
  recorded:     eventKind("record-created"),
  unrecorded:   eventKind("record-deleted"),
  bound:        eventKind("driver-bound"),
  unbound:      eventKind("driver-unbound"),
  nodes:        eventKind("nodes-created"),
  state:        eventKind("instance-state"),        // text: the new one
  called:       eventKind("config-called"),         // text: the subfunction; value: its number
  returned:     eventKind("config-returned"),       // text: the subfunction and the errno, if any; value: its number
  cfgAdd:       eventKind("cfg-add"),
  cfgSuspend:   eventKind("cfg-suspend"),
  cfgModify:    eventKind("cfg-modify"),
  cfgResume:    eventKind("cfg-resume"),
  cfgRemove:    eventKind("cfg-remove"),
  entered:      eventKind("entered-on"),            // a bound instance's code runs; value: the processor; text: the entry
  attached:     eventKind("interrupts-attached"),
  detached:     eventKind("interrupts-detached"),
  registered:   eventKind("sdi-register"),
  deregistered: eventKind("sdi-deregister"),
  enabled:      eventKind("sdi-enable-instance"),
  hwSuspended:  eventKind("mdi-hw-suspended"),
  hwResumed:    eventKind("mdi-hw-resumed"),
  started:      eventKind("job-started"),           // value: its number
  jobEnded:     eventKind("job-ended"),             // otherwise than well; text: its completion code
  dropped:      eventKind("frame-dropped"),
  storm:        eventKind("interrupt-storm"),       // the subject is the line
  failedOver:   eventKind("failed-over"),           // the subject is the chain; value: the instance
  chainDown:    eventKind("chain-down"),
  halted:       eventKind("halted"),
  // ---- what should not happen
  foreignAccess: eventKind("foreign-access"),       // value: the function; text: entry and processor
  deadAccess:   eventKind("dead-access"),           // of a function without power; likewise
  quietAccess:  eventKind("access-while-suspended"), // likewise
  outOfReach:   eventKind("access-out-of-reach"),   // likewise
  sharedFreed:  eventKind("shared-state-freed"),
  faulted:      eventKind("instance-faulted"),      // it stands on what another one has freed
  selfScan:     eventKind("self-scanned"),          // value: a function that it took
  wantsQuiet:   eventKind("add-wants-quiet"),
  noIdata:      eventKind("no-idata"),
  leaked:       eventKind("claim-leaked"),
  usedOld:      eventKind("old-key-used"),
  aliveAtHalt:  eventKind("alive-at-halt"),
  stubbed:      eventKind("subfunction-stubbed"),   // text: the subfunction
  lied:         eventKind("suspend-untrue"),
  ranEarly:     eventKind("ran-before-attach"),
  usedFreed:    eventKind("freed-idata-used"),
  leftOn:       eventKind("interrupts-left-on"),
  detachedTwice: eventKind("detached-twice"),
  zeroTaken:    eventKind("zero-taken-for-success"),
  notReady:     eventKind("interrupt-before-ready"),
  enabledEarly: eventKind("enabled-early"),
  jobsLost:     eventKind("held-jobs-lost"),        // value: how many
  unverified:   eventKind("resumed-unverified"),
  ignoredBusy:  eventKind("deregister-ignored"),
  keptJobs:     eventKind("pending-jobs-kept"),
  lockAcross:   eventKind("lock-held-across"),      // text: the call
  pausedEarly:  eventKind("paused-early"),          // the subject is the target
  lacking:      eventKind("subfunction-missing"),   // of an MDI driver; text: the subfunction
  silent:       eventKind("suspended-silently"),
  noNotice:     eventKind("resume-not-told"),
  keptClaim:    eventKind("claim-kept-without-unit"),
  forcedOnto:   eventKind("resumed-onto-wrong"),
  waitsForOther: eventKind("waits-for-other-instance"), // value: which one
} as const satisfies Record<string, EventKind>;
