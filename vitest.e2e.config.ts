import { defineConfig } from "vitest/config"

// Stories in a real browser against the real server with its own engines, one after the other.
export default defineConfig({
  test: { include: ["e2e/**/*.test.ts"], fileParallelism: false, retry: 0, testTimeout: 60_000, hookTimeout: 120_000 },
})
