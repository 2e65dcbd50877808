import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";

// biome-ignore format: a table is read by rows and columns
/** Messages between the components of this platform. Asks carry a = token, b = parameter (model/phase.ts). */
export const Msg = {
  // ---- asks of the kernel
  initiate:      messageKind("win-initiate"),        // event 240
  checkSku:      messageKind("win-check-sku"),       // b = what is wanted, a bit of `Wanted`
  acquire:       messageKind("win-acquire"),         // nobody else changes the partition
  release:       messageKind("win-release"),
  allocate:      messageKind("win-allocate"),        // memory for the operation itself
  grow:          messageKind("win-grow"),            // b = whose memory was added
  pass:          messageKind("win-pass"),            // b = the code of bug check 0xA0 if the pass takes too long; 0: it is over
  freeze:        messageKind("win-freeze"),          // P5: nothing runs but the control path
  thaw:          messageKind("win-thaw"),
  // ---- asks of partition units
  checkTarget:   messageKind("win-check-target"),
  checkSpare:    messageKind("win-check-spare"),
  checkResources: messageKind("win-check-resources"),
  checkMatch:    messageKind("win-check-match"),     // spare; b = the target
  copyPassive:   messageKind("win-copy-passive"),
  dropCopy:      messageKind("win-drop-copy"),
  copyActive:    messageKind("win-copy-active"),
  leave:         messageKind("win-leave"),           // target; it is out of the partition
  join:          messageKind("win-join"),            // spare; it is in the partition
  unjoin:        messageKind("win-unjoin"),          // it is not, after all
  // ---- asks of the replace driver
  call:          messageKind("win-call"),            // b = which callback, and what the units hold
  // ---- asks of processors
  park:          messageKind("win-park"),
  unpark:        messageKind("win-unpark"),
  online:        messageKind("win-online"),
  // ---- asks of devices: power IRPs
  checkDynamic:  messageKind("win-check-dynamic"),
  queryS4:       messageKind("win-query-s4"),
  setS4:         messageKind("win-set-s4"),
  setS0:         messageKind("win-set-s0"),
  awake:         messageKind("win-awake"),           // answered when it is in D0 again, or will never be
  // ---- asks of devices: processors and resources
  addStart:      messageKind("win-add-start"),       // KeProcessorAddStartNotify; b: the processor
  addComplete:   messageKind("win-add-complete"),
  addFailure:    messageKind("win-add-failure"),
  arrival:       messageKind("win-arrival"),         // GUID_DEVICE_PROCESSOR or GUID_DEVICE_MEMORY; b: an `Arrival`
  queryStop:     messageKind("win-query-stop"),
  agreed:        messageKind("win-agreed"),          // did it reject the query-stop?
  cancelStop:    messageKind("win-cancel-stop"),     // b = 1: only if it rejected
  stop:          messageKind("win-stop"),
  start:         messageKind("win-start"),
  enumerate:     messageKind("win-enumerate"),       // a device behind a new host bridge comes to life
  // ---- told
  frozen:        messageKind("win-frozen"),          // kernel → devices; b: whether their clocks stand still
  thawed:        messageKind("win-thawed"),          // kernel → devices
  inrushWanted:  messageKind("win-inrush-wanted"),   // device → kernel
  inrushGranted: messageKind("win-inrush-granted"),  // kernel → device
  inrushOver:    messageKind("win-inrush-over"),     // device → kernel
  dmaWrite:      messageKind("win-dma-write"),       // device → units
  interrupt:     messageKind("win-interrupt"),       // device → kernel; a = 0 level, 1 edge
  harmed:        messageKind("win-harmed"),          // device or unit → kernel: b = a `Harm`
  bugCheck:      messageKind("win-bug-check"),       // → kernel; b = whose fault, data = { error, detail }
  identity:      messageKind("win-identity"),        // unit → devices bound to one of its processors
  processorRuns: messageKind("win-processor-runs"),  // processor → devices; a = its number
  dpc:           messageKind("win-dpc"),             // timeline → device; b = the processor
  remove:        messageKind("win-remove"),          // timeline → device
  vanish:        messageKind("win-vanish"),          // timeline → device: it is gone without a word
  orphaned:      messageKind("win-orphaned"),        // bus → its children: it is no more; b = 1: it was removed in an orderly manner
  unload:        messageKind("win-unload"),          // timeline → device: its driver is unloaded
  becomeReady:   messageKind("win-become-ready"),    // timeline → unit
  becomeUnready: messageKind("win-become-unready"),  // timeline → unit
  heartbeat:     messageKind("win-heartbeat"),       // peer → device
  heartbeatBack: messageKind("win-heartbeat-back"),  // device → peer
  // ---- to oneself
  queried:       messageKind("win-queried"),
  graceOver:     messageKind("win-grace-over"),
  inD3:          messageKind("win-in-d3"),           // b: the device state that was entered
  inD0:          messageKind("win-in-d0"),
  served:        messageKind("win-served"),          // a = request, b = workload, data = how often it was stopped
  strayDma:      messageKind("win-stray-dma"),       // a = the period, b = until when
  strayInterrupt: messageKind("win-stray-interrupt"),
  strayAccess:   messageKind("win-stray-access"),
  ownWatchdog:   messageKind("win-own-watchdog"),
  stopped:       messageKind("win-stopped"),
  restarted:     messageKind("win-restarted"),
  parked:        messageKind("win-parked"),
  copied:        messageKind("win-copied"),
  done:          messageKind("win-done"),            // the replace driver: data = whom to answer
  transitionDue: messageKind("win-transition-due"),
  beat:          messageKind("win-beat"),
} as const satisfies Record<string, MessageKind>;

// biome-ignore format: a table is read by rows and columns
/** What becomes visible. The subject is the device, unit, processor, peer or the machine. */
export const Ev = {
  // ---- the operation
  event240:      eventKind("event-240"),
  event241:      eventKind("event-241"),
  event242:      eventKind("event-242"),
  frozen:        eventKind("frozen"),                // machine: P5 begins
  thawed:        eventKind("thawed"),                // machine: P7 is over
  joined:        eventKind("joined"),                // unit: it is part of the partition
  pageDiffers:   eventKind("page-differs"),          // unit: value = the page
  call:          eventKind("chipset-call"),          // chipset: text = the callback
  // ---- power IRPs
  query:         eventKind("query-power"),           // device: S4 query received
  queryDone:     eventKind("query-succeeded"),
  queryRejected: eventKind("query-rejected"),        // text = why
  queryAlone:    eventKind("query-not-passed-on"),   // the owner completed the system query without a device query
  nonDynamic:    eventKind("non-dynamic"),
  setS4:         eventKind("set-s4"),                // device: S4 set received
  s4Done:        eventKind("s4-completed"),
  s4Failed:      eventKind("s4-failed"),
  swallowed:     eventKind("irp-swallowed"),
  selfWait:      eventKind("irp-waits-for-itself"),
  mutated:       eventKind("irp-mutated"),
  setS0:         eventKind("set-s0"),
  s0Done:        eventKind("s0-completed"),
  falling:       eventKind("d3-begins"),
  d3:            eventKind("d3"),                    // value: the device state that was entered, 3 as a rule
  rising:        eventKind("d0-begins"),
  d0:            eventKind("d0"),
  d0Failed:      eventKind("d0-failed"),             // value: 1 when the device is gone
  inrush:        eventKind("inrush"),                // value: 1 begins, 0 is over
  inrushOverflow: eventKind("inrush-overflow"),
  contextLost:   eventKind("context-lost"),
  tooEarly:      eventKind("touched-before-bus"),
  fullResume:    eventKind("resumed-as-from-disk"),
  removedInIrp:  eventKind("removed-under-irp"),
  deviceLost:    eventKind("device-lost"),
  keptPower:     eventKind("kept-power"),
  // ---- I/O
  held:          eventKind("held"),
  released:      eventKind("released"),
  stopping:      eventKind("stops-requests"),        // value: requests in flight
  requeued:      eventKind("request-requeued"),      // value: its number
  dispatched:    eventKind("request-dispatched"),    // only while it should not be; value: its number
  leftRunning:   eventKind("requests-left-running"),
  heldFailed:    eventKind("held-request-failed"),
  heldDropped:   eventKind("held-request-dropped"),
  overflow:      eventKind("queue-overflow"),
  notRestarted:  eventKind("queue-not-restarted"),
  reordered:     eventKind("queue-reordered"),
  twice:         eventKind("request-run-twice"),
  stuckAbove:    eventKind("request-stuck-above-owner"),
  reset:         eventKind("reset"),                 // it resets its device or aborts a request in it
  // ---- hazards
  dma:           eventKind("dma"),
  interrupt:     eventKind("interrupt"),             // text: level, edge
  interruptLost: eventKind("interrupt-lost"),
  interruptStorm: eventKind("interrupt-storm"),
  access:        eventKind("register-access"),
  // ---- binding
  identityLost:  eventKind("identity-lost"),
  wrongProcessor: eventKind("wrong-processor"),
  // ---- hot add
  addStart:      eventKind("processor-add-start"),
  addComplete:   eventKind("processor-add-complete"),
  addFailure:    eventKind("processor-add-failure"),
  addRefused:    eventKind("processor-add-refused"),
  hiddenError:   eventKind("error-hidden"),
  leaked:        eventKind("memory-leaked"),
  wroteStatus:   eventKind("status-written"),
  calledUnloaded: eventKind("unloaded-code-called"),
  online:        eventKind("processor-online"),
  arrival:       eventKind("arrival"),               // text: processor, memory
  outOfRange:    eventKind("out-of-range"),
  noData:        eventKind("processor-without-data"),
  staleCount:    eventKind("stale-processor-count"),
  smallBuffers:  eventKind("buffers-too-small"),
  poolExhausted: eventKind("pool-exhausted"),
  queryStop:     eventKind("query-stop"),
  stopRejected:  eventKind("query-stop-rejected"),   // value: 1 when it is in the paging path
  cancelStop:    eventKind("cancel-stop"),
  stopped:       eventKind("stopped"),
  restarted:     eventKind("restarted"),
  stopDropped:   eventKind("stopped-request-dropped"),
  oldAffinity:   eventKind("old-affinity-kept"),
  restartFailed: eventKind("restart-failed"),
  surprise:      eventKind("surprise-removed"),
  removed:       eventKind("removed"),
  enumerated:    eventKind("enumerated"),
  // ---- processors and peers
  parked:        eventKind("parked"),
  unparked:      eventKind("unparked"),
  nodeDown:      eventKind("node-down"),
} as const satisfies Record<string, EventKind>;

/** What an operation wants of the SKU, and what a unit holds: a sum of bits. */
export const Holds = { processors: 1, memory: 2, bridges: 4, replace: 8 } as const;

/** What has come to harm, as the kernel counts it apart from what is reported. */
export const Harm = { device: 1, io: 2, memory: 4 } as const;

/** `b` of `Msg.arrival`. */
export const Arrival = { processor: 0, memory: 1 } as const;
