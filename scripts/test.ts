// npm test: the product's tests, then the stories in a real browser; one closing line for both.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync } from "node:fs"

type Totals = { numPassedTests: number; numFailedTests: number; numPendingTests: number }

mkdirSync(".build", { recursive: true })
const runs = [
  ["product", []],
  ["stories", ["--config", "vitest.e2e.config.ts"]],
] as const

let ok = true
const sum = { passed: 0, failed: 0, skipped: 0 }
for (const [name, config] of runs) {
  const file = `.build/tests-${name}.json`
  const { status } = spawnSync(
    "node_modules/.bin/vitest",
    ["run", ...config, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    { stdio: "inherit" },
  )
  ok &&= status === 0
  // safe: vitest's own report
  const totals = JSON.parse(readFileSync(file, "utf8")) as Totals
  sum.passed += totals.numPassedTests
  sum.failed += totals.numFailedTests
  sum.skipped += totals.numPendingTests
}
// A file that could not even be loaded fails the run without a failed test in it.
if (!ok && sum.failed === 0) sum.failed = 1
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(ok ? 0 : 1)
