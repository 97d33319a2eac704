import { defineConfig } from "vitest/config";

/** The matrices that take minutes; `.ci/run` runs them after the ordinary tests. */
export default defineConfig({
  test: {
    include: ["test/long/**/*.test.ts"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
    reporters: ["default", "./test/support/countsReporter.ts"],
  },
});
