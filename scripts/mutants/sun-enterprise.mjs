// Single-point mutations of the platform sun-enterprise: [what it does, file, the text, its replacement].
// Each text occurs exactly once in its file. `npm run mutants` says which scenario suites notice.

const AT = "src/platforms/sun-enterprise";
const QUIESCE = `${AT}/operations/quiesce.ts`;
const BOARD = `${AT}/operations/board.ts`;
const GATES = `${AT}/operations/gates.ts`;
const CONNECT = `${AT}/operations/connect.ts`;
const UNCONFIGURE = `${AT}/operations/unconfigure.ts`;
const AROUND = `${AT}/components/slot-surroundings.ts`;
const MOVES = `${AT}/components/slot-transition.ts`;
const WORDS = `${AT}/operations/operation.ts`;
const CAST = `${AT}/world/cast.ts`;
const SUSPEND = `${AT}/components/device-suspend.ts`;
const RESUME = `${AT}/components/device-resume.ts`;
const LIFE = `${AT}/components/device-life.ts`;
const TRAITS = `${AT}/components/device-traits.ts`;
const PROCESS = `${AT}/components/process.ts`;
const SLOT = `${AT}/components/slot.ts`;
const STATE = `${AT}/components/slot-state.ts`;
const TESTS = `${AT}/components/slot-tests.ts`;
const BANKS = `${AT}/components/slot-banks.ts`;
const POWER = `${AT}/components/power.ts`;
const CPU = `${AT}/components/cpu.ts`;
const PLANE = `${AT}/components/backplane.ts`;
const KNOBS = `${AT}/knobs.ts`;

// biome-ignore format: a table is read by rows and columns
export const MUTANTS = [
  // ---- the quiesce: order
  ["devices suspend parents first",              CAST,    "postOrder(treeOf(parents))", "preOrder(treeOf(parents))"],
  ["devices suspend last to first",              CAST,    "postOrder(treeOf(parents)).map((index) => first.device + index)", "postOrder(treeOf(parents)).map((index) => first.device + index).reverse()"],
  ["init gets SIGTHAW too",                      CAST,    "thawed: processes.slice(1)", "thawed: processes"],
  ["drivers suspend before threads stop",        QUIESCE, "    options[\"skip-user-threads\"] ? userThreadsLeftAlone(cast, options) : userThreads(cast, options),\n", "    drivers(cast, options),\n    options[\"skip-user-threads\"] ? userThreadsLeftAlone(cast, options) : userThreads(cast, options),\n"],
  ["no user thread is stopped",                  QUIESCE, "options[\"skip-user-threads\"] ? userThreadsLeftAlone(cast, options) : userThreads(cast, options)", "userThreadsLeftAlone(cast, options)"],
  ["the first processor is captured too",        QUIESCE, "cast.cpus.filter((cpu) => cpu !== cast.runner)", "cast.cpus"],
  ["the clock stops after the processors",       QUIESCE, "  off(\"P8\", \"the time-of-day watchdog is cleared\", cast.watchdog),\n  cpus(cast, options),\n];", "  off(\"P8\", \"the time-of-day watchdog is cleared\", cast.watchdog),\n  cpus(cast, options),\n].reverse();"],
  ["the system goes silent after the firmware",  QUIESCE, "    silence(cast, options),\n    ...(wish.critical === undefined ? [] : [wish.critical]),", "    ...(wish.critical === undefined ? [] : [wish.critical]),\n    silence(cast, options),"],
  ["unsafe drivers are looked for first",        QUIESCE, "listed && !overrides(options, wish)", "listed"],
  ["force overrides everywhere",                 QUIESCE, "wish.force && options[\"force-overrides\"] === \"unsafe-check\"", "wish.force"],
  ["open unsafe devices are not looked for",     QUIESCE, "options[\"unsafe-check\"] === \"open\" ? [unsafeOpen(cast)] : []", "[]"],
  ["real-time processes are ignored",            QUIESCE, "if (policy === \"ignore\" || (policy === \"forcible\" && wish.force)) return [];", "return [];"],
  ["forcible is never forced",                   QUIESCE, "(policy === \"forcible\" && wish.force)", "false"],
  // ---- the quiesce: waits
  ["a fourth pass is missing",                   QUIESCE, "[0, 1 * SECOND, 4 * SECOND, 9 * SECOND]", "[0, 1 * SECOND, 4 * SECOND]"],
  ["passes wait linearly",                       QUIESCE, "[0, 1 * SECOND, 4 * SECOND, 9 * SECOND]", "[0, 1 * SECOND, 2 * SECOND, 3 * SECOND]"],
  ["pass 0 waits",                               QUIESCE, "[0, 1 * SECOND,", "[1 * SECOND, 1 * SECOND,"],
  ["no pause after SIGTHAW",                     QUIESCE, "  { wait: options[\"thaw-delay\"] },\n", ""],
  ["processors may take for ever",               QUIESCE, "    limit: options[\"cpu-check-in-limit\"],\n", ""],
  ["callbacks may take for ever",                QUIESCE, "    limit: options[\"callback-time-out\"],\n", ""],
  ["the check-in limit is doubled",              KNOBS,   "default: 1000 * MS", "default: 2000 * MS"],
  ["the thaw delay is halved",                   KNOBS,   "default: 1 * SECOND,", "default: 500 * MS,"],
  // ---- the quiesce: what a refusal means
  ["a thread that did not stop is accepted",     QUIESCE, "options[\"check-user-stop-result\"] ? \"abort\" : \"ignore\"", "\"ignore\""],
  ["all offenders are asked, always",            QUIESCE, "options.offenders === \"first\" ? each : all", "all"],
  ["only the first offender, always",            QUIESCE, "options.offenders === \"first\" ? each : all", "each"],
  ["a late processor only ends the operation",   QUIESCE, "onRefusal: \"panic\",", "onRefusal: \"abort\","],
  ["a failed resume never panics",               QUIESCE, "options[\"resume-failure\"] === \"panic\" ? \"panic\" : \"abort\"", "\"abort\""],
  ["a failed resume always panics",              QUIESCE, "options[\"resume-failure\"] === \"panic\" ? \"panic\" : \"abort\"", "\"panic\""],
  ["a refusing driver is noted and passed over", QUIESCE, "each(cast.devices, Msg.suspend, { error: \"SUSPEND\" })", "each(cast.devices, Msg.suspend, { error: \"SUSPEND\", onRefusal: \"note\" })"],
  ["a refusing daemon is ignored",               QUIESCE, "    error: \"KTHREAD\",\n", "    error: \"KTHREAD\",\n    onRefusal: \"ignore\",\n"],
  // ---- the quiesce: undoing
  ["the flag is not put back",                   QUIESCE, "  title: \"arm: sysctrl itself may be suspended\",\n  ask: each([cast.sysctrlFlag], Msg.suspend),\n  undo: [undoEach(Msg.resume)],", "  title: \"arm: sysctrl itself may be suspended\",\n  ask: each([cast.sysctrlFlag], Msg.suspend),"],
  ["user threads are not released",              QUIESCE, "undo: [undoAll(cast.processes, Msg.releaseUser), ...thaw(cast, options)]", "undo: [...thaw(cast, options)]"],
  ["no SIGTHAW",                                 QUIESCE, "undo: [undoAll(cast.processes, Msg.releaseUser), ...thaw(cast, options)]", "undo: [undoAll(cast.processes, Msg.releaseUser), { wait: options[\"thaw-delay\"] }]"],
  ["SIGTHAW comes twice",                        QUIESCE, "  undoAll(cast.thawed, Msg.thaw),\n", "  undoAll(cast.thawed, Msg.thaw),\n  undoAll(cast.thawed, Msg.thaw),\n"],
  ["SIGTHAW before the release",                 QUIESCE, "[undoAll(cast.processes, Msg.releaseUser), ...thaw(cast, options)]", "[...thaw(cast, options), undoAll(cast.processes, Msg.releaseUser)]"],
  ["daemons are not released",                   QUIESCE, "    undo: [undoAll(cast.daemons, Msg.resume)],\n", ""],
  ["the lock manager is not released",           QUIESCE, "      ask: each([cast.lockManager], Msg.suspend),\n      undo: [undoEach(Msg.resume)],", "      ask: each([cast.lockManager], Msg.suspend),"],
  ["filesystems are synchronised once only",     QUIESCE, "    ...sync(\"P4-again\"),\n", ""],
  ["filesystems are not synchronised first",     QUIESCE, "    ...sync(\"P4\"),\n", ""],
  ["devices are not resumed",                    QUIESCE, "  undo: [\n    undoEach(Msg.resume, {\n      error: \"RESUME\",\n      onRefusal: options[\"resume-failure\"] === \"panic\" ? \"panic\" : \"abort\",\n    }),\n  ],\n", ""],
  ["clock, callouts and watchdog stay off",      QUIESCE, "  ask: each([who], Msg.suspend),\n  undo: [undoEach(Msg.resume)],", "  ask: each([who], Msg.suspend),"],
  ["the watchdog is left alone",                 QUIESCE, "  off(\"P7\", \"callouts are checkpointed\", cast.callouts),\n  off(\"P8\", \"the time-of-day watchdog is cleared\", cast.watchdog),\n", "  off(\"P7\", \"callouts are checkpointed\", cast.callouts),\n"],
  ["the clock goes on",                          QUIESCE, "  off(\"P6\", \"the clock stops\", cast.cyclics),\n  off(\"P7\"", "  off(\"P7\""],
  ["callouts go on",                             QUIESCE, "  off(\"P7\", \"callouts are checkpointed\", cast.callouts),\n", ""],
  ["processors stay in the loop",                QUIESCE, "options[\"clock-stops\"] === \"before-cpus\" ? [undoAll(others(cast), Msg.uncapture)] : []", "[]"],
  ["processors stay in the loop on ngdr",        QUIESCE, "  { ...cpus(cast, options), undo: [undoEach(Msg.uncapture)] },", "  cpus(cast, options),"],
  ["interrupts stay off",                        QUIESCE, "    undoEach(Msg.unquiesce),\n", ""],
  // ---- operations on boards
  ["the condition gate is not asked",            BOARD,   "  connect: (s) => [\n    ...conditionGate(s),\n", "  connect: (s) => [\n"],
  ["the prompt comes before the disabled list",  BOARD,   "    ...plugin(s, \"may-connect\"),\n    ...enabled(s),\n    ...prompt(s),", "    ...plugin(s, \"may-connect\"),\n    ...prompt(s),\n    ...enabled(s),"],
  ["force passes no gate",                       GATES,   "s.command.force ? [] : slotTests(\"gate\", s.board.slot, [\"condition-gate\"])", "slotTests(\"gate\", s.board.slot, [\"condition-gate\"])"],
  ["nobody at the terminal is a yes",            GATES,   "answerOf(s) === \"yes\" ? [] : slotTests(\"prompt\"", "answerOf(s) !== \"no\" ? [] : slotTests(\"prompt\""],
  ["the slot's flag is not given back",          GATES,   "    undo: [undoEach(Msg.end)],\n", ""],
  ["the global flag is not looked at",           GATES,   "ask: each([s.cast.backplane], Msg.begin, { parameter: Begin.look })", "wait: 0"],
  ["the test takes no global flag",              BOARD,   "{ parameter: Begin.take }", "{ parameter: Begin.look }"],
  ["power is not checked",                       CONNECT, "    power(s, \"power\"),\n", ""],
  ["precharge is not checked",                   CONNECT, "    power(s, \"precharge\"),\n", ""],
  ["firmware before the policy",                 CONNECT, "const frozen = s.options[\"quiesce-on\"] === \"connect\";", "const frozen = false;"],
  ["leaf errors end a configure",                BOARD,   "ask: each(others, Msg.attach, { error: \"NDI_ATTACH\", onRefusal: \"note\" })", "ask: each(others, Msg.attach, { error: \"NDI_ATTACH\" })"],
  ["branch errors are ignored everywhere",       BOARD,   "isCpuBoard ? \"ignore\" : \"abort\"", "\"ignore\""],
  ["branch errors count on processor boards",    BOARD,   "isCpuBoard ? \"ignore\" : \"abort\"", "\"abort\""],
  ["devices are detached first to last",         UNCONFIGURE, "[...board.devices].reverse()", "[...board.devices]"],
  ["force does not unbind",                      UNCONFIGURE, "const forced = s.command.force ? 1 : 0;", "const forced = 0;"],
  ["banks in use do not matter",                 UNCONFIGURE, "slotTests(\"unconfigure\", board.slot, [\"bank0-free\", \"bank1-free\"])", "slotTests(\"unconfigure\", board.slot, [])"],
  ["memory is let go without a quiesce",         UNCONFIGURE, "const movesMemory = s.options[\"quiesce-on\"] === \"unconfigure\";", "const movesMemory = false;"],
  ["a quiesce for boards without such memory",   UNCONFIGURE, "    onlyIf(s, \"has-permanent-memory\", \"unconfigure-reach\"),\n", ""],
  ["the core resource may go",                   BOARD,   "    \"not-core-resource\",\n", ""],
  ["partly done is not known",                   BOARD,   "    reached(s, \"configure\"),\n", ""],
  // ---- what the operator sees
  ["failures exit 0",                            WORDS,   "const exit = row?.errno === \"ENOTSUP\" && BARE.has(error) ? 2 : 1;", "const exit = 0;"],
  ["the test decodes the kernel's error",        WORDS,   "  if (verb === \"quiesce-test\")", "  if (verb === \"relocate-test\")"],
  ["only the first offender is told",            WORDS,   "...sameError(conclusion)]", "]"],
  ["no frame round the message",                 WORDS,   "const frame = \"cfgadm: Hardware specific failure: \";", "const frame = \"cfgadm: \";"],
  ["the panic names no processor",               WORDS,   "cast.cpuNumber(conclusion.culprit)", "0"],
  // ---- devices
  ["an open tape suspends",                      SUSPEND, "s.opens > 0 && mayRefuseOpen(s, c) && !has(s, c, \"suspends-open\")", "false"],
  ["a reserved device suspends",                 SUSPEND, "s.reserved && !has(s, c, \"suspends-reserved\")", "false"],
  ["a tunable of 0 does not matter",             SUSPEND, "has(s, c, \"needs-tunable\") && !s.tunable && !has(s, c, \"ignores-tunable\")", "false"],
  ["the drain has no limit",                     SUSPEND, "if (!has(state, config, \"drains-forever\")) effects.startTimer(Msg.drainLimit, bound);", ""],
  ["work in flight is not drained",              SUSPEND, "if (state.station.busy === 0) return finishing(state, effects, config);", "return finishing(state, effects, config);"],
  ["requests are served while suspended",        SUSPEND, "station: hold(state.station),\n  };", "station: state.station,\n  };"],
  ["a refusing device stays down",               SUSPEND, "power: unchanged ? \"active\" : \"down\"", "power: \"down\""],
  ["requests stay held after a refusal",         SUSPEND, "station: release(state.station, effects, serviceOf(state, config)) }\n    : back", "station: state.station }\n    : back"],
  ["a listed driver is not found",               SUSPEND, "message.b === 2 && state.attached && has(state, config, \"unsafe-listed\")", "false"],
  ["requests stay held after the resume",        RESUME,  "station: release(state.station, effects, serviceOf(back, config), repeats)", "station: state.station"],
  ["rogue hardware is never stopped",            RESUME,  "  effects.stopTimer(Msg.rogueDma);\n", ""],
  ["pseudo devices are asked too",               TRAITS,  "return config.hasReg ? \"yes\" : \"by-property\";", "return \"yes\";"],
  ["devices without a driver are asked",         TRAITS,  "if (!state.attached) return \"no-driver\";", ""],
  ["wards are asked themselves",                 TRAITS,  "return \"parent\";", "return \"yes\";"],
  ["needs-suspend-resume is overlooked",         TRAITS,  "if (config.hardwareState === \"needs-suspend-resume\") return \"yes\";", ""],
  ["busy devices detach",                        LIFE,    "inUse > 0 && !has(state, config, \"detaches-busy\")", "false"],
  ["open instances unload",                      LIFE,    "if (inUse > 0 && !has(state, config, \"unloads-open\")) {", "if (false) {"],
  ["input is never masked",                      LIFE,    "const masked = isDown && !has(state, config, \"unmasked-input\");", "const masked = false;"],
  ["input comes through an unplugged cable",     LIFE,    "state.attached && state.plugged && !masked", "state.attached && !masked"],
  // ---- processes and processors
  ["virtually stopped threads do not count",     PROCESS, "state.blocked && config.allowBlocked", "false"],
  ["blocked threads always count",               PROCESS, "state.blocked && config.allowBlocked", "state.blocked"],
  ["stopped threads are counted again",          PROCESS, "if (!state.alive || state.run === \"stopped\") {\n    skipped", "if (!state.alive) {\n    skipped"],
  ["a kill closes nothing",                      PROCESS, "for (const device of state.opens) effects.send(device, Msg.close);", ""],
  ["sleepers die at once",                       PROCESS, "if (state.blocked || state.run === \"stopped\") {\n    effects.defer();", "if (state.run === \"stopped\") {\n    effects.defer();"],
  ["bound processes do not matter",              CPU,     "state.bound.length > 0 && message.b !== 1", "false"],
  ["processors that are off are captured",       CPU,     "if (state.power !== \"online\") {\n    skipped", "if (state.power === \"absent\") {\n    skipped"],
  // ---- slots, power, ground truth
  ["failed is forgotten",                        STATE,   "if (state.condition === \"failed\") return \"failed\";", ""],
  ["cooling does not matter",                    STATE,   "const supplied = state.powerOk && state.coolingOk;", "const supplied = state.powerOk;"],
  ["temperature does not matter",                STATE,   "supplied && state.temperature === \"ok\" ? \"ok\" : \"failing\"", "supplied ? \"ok\" : \"failing\""],
  ["a failed test leaves no mark",               SLOT,    "const firmwareFailed = state.firmwareFails && message.a === Work.attach;", "const firmwareFailed = false;"],
  ["a board is never removed",                   AROUND,  "if (state.receptacle === \"disconnected\")\n    effects.startTimer(Msg.debounce, REMOVE_POLL, Debounce.remove);", ""],
  ["insertion is seen at once",                  AROUND,  "const INSERT_DEBOUNCE = 0.5 * SECOND;", "const INSERT_DEBOUNCE = 1;"],
  ["pulling a connected board is harmless",      AROUND,  "if (state.receptacle === \"connected\") {\n    const text", "if (state.receptacle === \"empty\") {\n    const text"],
  ["a half configured board is unconfigured",    MOVES,   "{ ...free, partial: true, occupant: \"configured\" }", "{ ...free, partial: true, occupant: \"unconfigured\" }"],
  ["unknown conditions do not pass the gate",    TESTS,   "s.condition === \"ok\" || s.condition === \"unknown\"", "s.condition === \"ok\""],
  ["any condition connects",                     TESTS,   "holds: (s) => s.condition === \"unknown\"", "holds: () => true"],
  ["every board runs at 100 MHz",                TESTS,   "c.machine.busSpeed <= 84 || c.plus", "true"],
  ["permanent memory can be deleted",            BANKS,   "holds: (bank) => !bank.permanent", "holds: () => true"],
  ["a delete never times out",                   BANKS,   "giveUp(state, message.a, \"MEM_TIME_OUT\", effects)", "state"],
  ["one supply serves two boards too many",      POWER,   "Math.floor((loads + 1) / 2)", "Math.floor(loads / 2)"],
  ["the new board needs no power",               POWER,   "!enough(state, config, state.loads + 1)", "!enough(state, config, state.loads)"],
  ["memory survives stray accesses",             PLANE,   "{ ...state, memory: \"corrupted\" };\n  effects.emit(CoreEvent.panic", "state;\n  effects.emit(CoreEvent.panic"],
  ["pended interrupts are lost",                 PLANE,   "  if (message.a === Touch.interrupt) {\n    effects.defer();\n    return state;\n  }\n", "  if (message.a === Touch.interrupt) return state;\n"],
];
