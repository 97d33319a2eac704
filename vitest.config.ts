import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
    reporters: ["default", "./test/support/countsReporter.ts"],
    coverage: { provider: "v8", include: ["src/**"], reporter: ["text-summary"] },
  },
});
