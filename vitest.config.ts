import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    globalSetup: "server/testing/postgres.ts",
    include: ["{server,portal,sdk,ui,admin,demo,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
