/** Why an operation ends otherwise than well: what an expectation says after `refused with`. */
export interface ErrorRow {
  readonly text: string;
  readonly source: string;
}

// biome-ignore format: a table is read by rows and columns
export const ERRORS = {
  ENODEV:     { text: "there is no such device, or no card, or the latch is open", source: "LNX; UDI" },
  ENXIO:      { text: "there is nothing at this address: interrupts that cannot be attached, a suspended instance, a NIC that is not configured", source: "INTR, MGU; [inference]" },
  EINVAL:     { text: "it makes no sense in this state: powered already, a read-only bit, a device that is open when it is deregistered, another driver", source: "HPM, SDD, LNX" },
  EIO:        { text: "the hardware failed; the slot's state bits say how", source: "HPM" },
  EBUSY:      { text: "somebody uses it: an instance that is not suspended, a key that is bound, jobs that are pending", source: "HW-SUSP, SDH; the name [inference]" },
  ENOMEM:     { text: "there is no memory", source: "UDI; [inference]" },
  EPERM:      { text: "it is not permitted", source: "[inference]" },
  EFAULT:     { text: "an address is wrong", source: "[inference]" },
  ENOSPC:     { text: "there is no room", source: "CMG" },
  EAGAIN:     { text: "not now", source: "[inference]" },
  EOPNOTSUPP: { text: "the driver does not know this subfunction", source: "UDI" },
  ECANCELED:  { text: "the button was pressed a second time", source: "LNX; the name [inference]" },
} as const satisfies Record<string, ErrorRow>;

export type Errno = keyof typeof ERRORS;

export const errorText = (name: string): string =>
  Object.hasOwn(ERRORS, name) ? ERRORS[name as Errno].text : name;
