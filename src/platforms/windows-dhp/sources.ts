/** What the rules, knobs, phases and messages cite. */
export const SOURCES = {
  seed: "Windows Driver Kit, Dynamic Hardware Partitioning: Hot Replace of Partition Units",
  WDK: "windows-driver-docs, kernel pages: power IRPs, devicestate, dynamic hardware partitioning; other folders are named",
  DDI: "windows-driver-docs-ddi: KeRegisterProcessorChangeCallback, PoQueryWatchdogTime, NDIS pages",
  EVT: "Kernel-PnP events: message table and event templates of Windows 6.2 to 10.0",
  DDK: "wdm.h of open-source driver kits: PNP_REPLACE_DRIVER_INTERFACE",
  PAT: "Microsoft patents US 7877358, 8473460, 7934121, 8745441, 7757030: intended designs",
  MSDN: "MSDN dd450419, jj125231: Dynamic Partitioning Simulator and tests",
  HCK: "Hardware Certification Kit pages hh998750",
  TN: "TechNet cc755084, Dynamic Hardware Partitioning; cluster common properties",
  KB: "Knowledge Base 951684, 875542",
  NEC: "NEC Express5800/R320e configuration guide: copy times of memory, an analogy",
  inference: "drawn from the above; no source says it in words",
} as const satisfies Record<string, string>;
