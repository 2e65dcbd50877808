import { defineConfig } from "vitest/config";

// Continuous integration asks for a machine-readable summary by naming a file for it.
const { DRS_TEST_SUMMARY } = process.env;

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    setupFiles: [".vitest.setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: DRS_TEST_SUMMARY === undefined ? ["default"] : ["default", "json"],
    ...(DRS_TEST_SUMMARY === undefined ? {} : { outputFile: { json: DRS_TEST_SUMMARY } }),
  },
});
