// npm test: the product's tests, then the stories in a real browser; one closing line for both.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { relative, resolve } from "node:path"

type Report = {
  readonly success: boolean
  readonly testResults: readonly { readonly name: string; readonly status: string }[]
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

/** More than this many red files are not the machine's doing: they are not asked again. */
const askedAgain = 4

/**
 * Servers that tests start and kill by the dozen are those that people start, and every process finds what was compiled
 * before: half of their time would go into loading.
 */
const quickStarts = { MAIDO_TEST_PROGRAM: "built", NODE_COMPILE_CACHE: resolve(".build/compiled") }

mkdirSync(".build", { recursive: true })
const runs = [
  ["product", []],
  ["stories", ["--config", "vitest.e2e.config.ts"]],
] as const

/** Runs vitest and reads its own report; one that could not write any has failed. */
function run(name: string, options: readonly string[]): Report {
  const file = `.build/tests-${name}.json`
  rmSync(file, { force: true })
  const { status } = spawnSync(
    "node_modules/.bin/vitest",
    ["run", ...options, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    { stdio: "inherit", env: { ...process.env, ...quickStarts } },
  )
  if (!existsSync(file))
    return { success: false, testResults: [], numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 }
  // safe: vitest's own report
  const report = JSON.parse(readFileSync(file, "utf8")) as Report
  return { ...report, success: status === 0 }
}

let ok = true
const sum = { passed: 0, failed: 0, skipped: 0 }
const late: string[] = []
for (const [name, config] of runs) {
  const report = run(name, config)
  const red = report.testResults.filter(({ status }) => status === "failed").map(({ name }) => relative(".", name))
  let { numPassedTests: passed, numFailedTests: failed, success } = report
  // A machine full of other work may be late once. Each red file is asked again, alone and from its beginning; what is
  // red twice is broken, and what is green then is still named at the end.
  if (red.length > 0 && red.length <= askedAgain) {
    console.log(`\nRed, asked again alone: ${red.join(", ")}`)
    const again = run(`${name}-again`, [...config, ...red, "--no-file-parallelism"])
    if (again.success) {
      late.push(...red)
      passed += failed
      failed = 0
      success = true
    }
  }
  ok &&= success
  sum.passed += passed
  sum.failed += failed
  sum.skipped += report.numPendingTests
}
if (late.length > 0) console.log(`Red beside others and green alone, to be looked at: ${late.join(", ")}`)
// A file that could not even be loaded fails the run without a failed test in it.
if (!ok && sum.failed === 0) sum.failed = 1
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(ok ? 0 : 1)
