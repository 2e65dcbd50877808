/**
 * Why an operation is refused, in the platform's own words. `name` is what an expectation says after
 * `refused with`; `errno` and `text` are what the operator sees.
 */
export interface ErrorRow {
  readonly errno: string;
  /** What strerror says of it. */
  readonly strerror: string;
  /** The plug-in's sentence for it, where it has one. */
  readonly text?: string;
  readonly source: string;
}

const EBUSY = { errno: "EBUSY", strerror: "Device busy" } as const;
const EAGAIN = { errno: "EAGAIN", strerror: "Resource temporarily unavailable" } as const;
const EINVAL = { errno: "EINVAL", strerror: "Invalid argument" } as const;
const ENOTSUP = { errno: "ENOTSUP", strerror: "Operation not supported" } as const;
const EIO = { errno: "EIO", strerror: "I/O error" } as const;
const ENXIO = { errno: "ENXIO", strerror: "No such device or address" } as const;
const ESRCH = { errno: "ESRCH", strerror: "No such process" } as const;
const EPERM = { errno: "EPERM", strerror: "Not owner" } as const;
const EFAULT = { errno: "EFAULT", strerror: "Bad address" } as const;

// biome-ignore format: a table is read by rows and columns
export const ERRORS = {
  // ---- the kernel's SYSC_ERR_* and the plug-in's sentence for each
  UTHREAD:       { ...ESRCH,   text: "could not suspend user process: ", source: "CFS" },
  KTHREAD:       { ...EBUSY,   text: "could not suspend system processes", source: "CFS" },
  SUSPEND:       { ...ENXIO,   text: "system suspend error", source: "CFS" },
  RESUME:        { ...ENXIO,   text: "system resume error", source: "CFS" },
  COOLING:       { ...EAGAIN,  text: "not enough cooling for a new board", source: "CFS" },
  POWER:         { ...EAGAIN,  text: "not enough power for a new board", source: "CFS" },
  PRECHARGE:     { ...EAGAIN,  text: "not enough precharge power for a new board", source: "CFS" },
  INTRANS:       { ...EBUSY,   text: "configuration operation already in progress on this board", source: "CFS" },
  NDI_ATTACH:    { ...EBUSY,   text: "device did not attach", source: "CFS" },
  NDI_DETACH:    { ...EBUSY,   text: "device did not detach", source: "CFS" },
  NEXUS_ATTACH:  { ...EFAULT,  text: "nexus error during attach", source: "CFS" },
  NEXUS_DETACH:  { ...EFAULT,  text: "nexus error during detach", source: "CFS" },
  CORE_RESOURCE: { ...EINVAL,  text: "attempt to remove core system resource", source: "CFS" },
  OSTATE:        { ...EINVAL,  text: "invalid occupant state", source: "CFS" },
  OSTATE_UNSUPPORTED: { ...ENOTSUP, text: "invalid occupant state", source: "SDR" },
  RSTATE:        { ...EINVAL,  text: "invalid receptacle state", source: "CFS" },
  COND:          { ...EINVAL,  text: "insufficient condition", source: "CFS" },
  PROM:          { ...EIO,     text: "firmware operation error", source: "CFS" },
  HOTPLUG:       { ...ENOTSUP, text: "hotplug feature unavailable on this machine", source: "CFS" },
  HW_COMPAT:     { ...ENOTSUP, text: "board does not support dynamic reconfiguration", source: "CFS" },
  NON_DR_PROM:   { ...ENOTSUP, text: "firmware does not support dynamic reconfiguration", source: "CFS" },
  /** SYSC_ERR default: the user sees strerror and the detail. */
  BUSY:          { ...EBUSY, source: "SDR" },
  PERMISSION:    { ...EPERM, source: "SC" },
  // ---- the command's and the library's own gates
  CONDITION:     { ...EINVAL,  text: "Insufficient condition", source: "LIB" },
  TRANSITION:    { ...EINVAL,  text: "invalid transition", source: "CFS" },
  DISABLED:      { ...EINVAL,  text: "board is disabled: must override with [-f][-o enable-at-boot]", source: "CFS" },
  CANCELLED:     { ...EINVAL,  text: "Configuration operation cancelled", source: "CMD, LIB" },
  NOT_SUPPORTED: { ...ENOTSUP, text: "Configuration operation not supported", source: "LIB" },
  STATUS_BUSY:   { ...EBUSY,   text: "Component system is busy, try again", source: "LIB" },
  // ---- memory banks
  MEM_ABSENT:    { ...ENXIO,   source: "AC" },
  MEM_TRANSITION: { ...EINVAL, text: "illegal transition", source: "CFA" },
  MEM_DISABLED:  { ...EINVAL,  text: "bank is disabled: must override with [-f][-o enable-at-boot]", source: "CFA; words [inference]" },
  MEM_STATE:     { ...EINVAL,  text: "invalid board state", source: "CFA" },
  MEM_INTERLEAVED: { ...ENOTSUP, text: "memory cannot be de-interleaved", source: "ACA, ACD" },
  MEM_NON_RELOC: { ...EBUSY,   text: "non-relocatable pages in span", source: "ACD" },
  MEM_NONVIABLE: { ...EBUSY,   text: "VM viability test failed", source: "ACD" },
  MEM_REFUSED:   { ...EBUSY,   text: "memory operation refused", source: "ACD" },
  MEM_CANCELLED: { ...EBUSY,   text: "memory delete killed", source: "ACD, CFA" },
  MEM_TIME_OUT:  { ...EBUSY,   text: "memory delete timeout", source: "ACD, CFA" },
  MEM_BUSY:      { ...EBUSY,   source: "ACT" },
  MEM_INTERRUPTED: { ...EBUSY, text: "memory test interrupted", source: "ACT; words [inference]" },
  // ---- profile guide
  UNSAFE_OPEN:   { ...EBUSY,   text: "suspend-unsafe device is open", source: "[seed]" },
  // ---- ngdr
  UNSAFE:        { ...EBUSY,   text: "Unsafe driver present", source: "NH" },
  RTTHREAD:      { ...EBUSY,   text: "Cannot quiesce realtime thread", source: "NH" },
  QUIESCE_REQD:  { ...EBUSY,   text: "Operator confirmation for quiesce is required", source: "NH" },
  KCAGE_OFF:     { ...EBUSY,   text: "Kernel cage is disabled", source: "NH" },
  MEMINTLV:      { ...EBUSY,   text: "Memory is interleaved across boards", source: "NH" },
  NO_TARGET:     { ...EBUSY,   text: "No available memory target", source: "NH, NM" },
} as const satisfies Record<string, ErrorRow>;

export type ErrorName = keyof typeof ERRORS;

/** The row of an error, by the name a participant gave as its reason. */
export function errorRow(name: string): ErrorRow | undefined {
  return Object.hasOwn(ERRORS, name) ? ERRORS[name as ErrorName] : undefined;
}
