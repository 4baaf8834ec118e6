import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    globalSetup: "server/testing/postgres.ts",
    include: ["{server,portal,sdk,ui,admin,demo,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files share what a worker has read already: reading the product anew for each would take a third of the run.
    isolate: false,
  },
})
