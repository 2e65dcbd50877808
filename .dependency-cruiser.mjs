// The floor plan as rules. A room may look only into the rooms listed beside it; the arrows point down.
// An entry that ends in `.ts` opens one file of a room and not the whole room.

// biome-ignore format: a table is read by rows and columns
const ROOMS = {
  base:        [],
  diagnostics: ["base"],
  model:       ["base", "diagnostics"],
  syntax:      ["base", "diagnostics"],
  kit:         ["base", "model"],
  platforms:   ["base", "model", "kit"],
  assertions:  ["base", "model", "kit"],
  engine:      ["base", "model"],
  check:       ["base", "diagnostics", "model", "syntax"],
  explore:     ["base", "model", "engine"],
  reporters:   ["base", "diagnostics", "model"],
  app:         ["base", "diagnostics", "model", "syntax", "kit", "platforms", "assertions", "engine", "check", "explore", "reporters"],
  cli:         ["base", "diagnostics", "model", "platforms/registry.ts", "reporters/registry.ts", "app"],
  lsp:         ["base", "diagnostics", "app"],
};

/** Rooms that hold plug-ins: one folder each, entered through its index.ts by the registry. */
const PLUGIN_ROOMS = "platforms|reporters";

/** Rooms that touch the world: files, streams, processes. */
const OUTER_ROOMS = "cli|lsp";

const TEST = "[.]test[.]ts$";

const pattern = (target) =>
  target.endsWith(".ts") ? `^src/${target.replaceAll(".", "[.]")}$` : `^src/${target}/`;

// A platform's tests play it, for which they need the whole house.
const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room}/ may import ${allowed.length === 0 ? "no other room" : allowed.join(", ")}.`,
  severity: "error",
  from: { path: pattern(room), ...(room === "platforms" ? { pathNot: TEST } : {}) },
  to: { path: "^src/", pathNot: [room, ...allowed].map(pattern) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: "room-index",
      comment:
        "The public API is drawn from the use cases and the rooms below, not from the outer rooms.",
      severity: "error",
      from: { path: "^src/index[.]ts$" },
      to: { path: `^src/(${OUTER_ROOMS})/` },
    },
    {
      name: "room-on-the-plan",
      comment: "A new room gets a row in the table of .dependency-cruiser.mjs first.",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: Object.keys(ROOMS).map(pattern) },
      to: {},
    },
    {
      name: "plugin-through-its-door",
      comment: "Only the registry enters a plug-in, and only through its index.ts.",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${PLUGIN_ROOMS})/` },
      to: { path: `^src/(${PLUGIN_ROOMS})/[^/]+/` },
    },
    {
      name: "plugin-knows-no-other",
      comment:
        "Plug-ins do not know each other, and files beside the registry do not enter them. What tests share is in testing/.",
      severity: "error",
      from: {
        path: `^src/(${PLUGIN_ROOMS})/([^/]+)`,
        pathNot: `^src/(${PLUGIN_ROOMS})/registry[.]ts$`,
      },
      to: { path: `^src/(${PLUGIN_ROOMS})/[^/]+/`, pathNot: ["^src/$1/$2/", "^src/$1/testing/"] },
    },
    {
      name: "registry-uses-the-door",
      comment: "A registry imports a plug-in's index.ts and nothing else of it.",
      severity: "error",
      from: { path: `^src/(${PLUGIN_ROOMS})/registry[.]ts$` },
      to: { path: `^src/(${PLUGIN_ROOMS})/[^/]+/`, pathNot: "^src/$1/[^/]+/index[.]ts$" },
    },
    {
      name: "registry-is-for-others",
      comment: "A plug-in does not read the registry that lists it; its tests may play it.",
      severity: "error",
      from: { path: `^src/(${PLUGIN_ROOMS})/[^/]+/`, pathNot: TEST },
      to: { path: `^src/(${PLUGIN_ROOMS})/registry[.]ts$` },
    },
    {
      name: "world-only-outside",
      comment: "Files, streams and processes belong to the outer rooms; tests may use them too.",
      severity: "error",
      from: { path: "^src/", pathNot: [`^src/(${OUTER_ROOMS})/`, TEST] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "one-door-to-the-parser",
      comment:
        "Past src/syntax/parse.ts nothing about parsing throws, so nobody else may call the parser.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/syntax/parse[.]ts$", "^src/syntax/generated/"] },
      to: { path: "^src/syntax/generated/" },
    },
    {
      name: "no-tools-in-the-program",
      comment: "What ships may only need what is listed under dependencies.",
      severity: "error",
      from: { path: "^src/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-import-of-tests",
      comment: "A test is imported by nobody.",
      severity: "error",
      from: {},
      to: { path: TEST },
    },
    {
      name: "no-unresolved",
      comment: "Every import leads to a file or an installed package.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-cycles",
      comment: "No file needs itself, not even for types.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A file that imports nothing and is imported by nobody has no place in the house.",
      severity: "error",
      from: { orphan: true, pathNot: [TEST, "^src/index[.]ts$", "^src/cli/main[.]ts$"] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "[.]d[.]ts$" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
