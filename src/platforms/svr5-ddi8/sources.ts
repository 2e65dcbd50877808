/** What the rules, options and steps cite. */
export const SOURCES = {
  seed: "OpenServer 6 and UnixWare HDK: DDI 8 hotplug driver support",
  CMB: "cm_begin_trans(D3)",
  CMA: "cm_abort_trans(D3)",
  CMN: "cm_newkey(D3)",
  CMV: "cm_addval(D3)",
  CMD: "cm_delval(D3)",
  CMG: "cm_getval(D3)",
  CMP: "cm_params(D5)",
  RMDB: "HDK concepts: the resource manager database",
  inference: "drawn from the above; no source says it in words",
} as const satisfies Record<string, string>;
