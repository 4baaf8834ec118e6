import { defineConfig } from "vitest/config"

// Stories in a real browser against the real server with its own engines, two at a time.
export default defineConfig({
  test: {
    env: { MAIDO_TEST_PROGRAM: "built" },
    include: ["e2e/**/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
