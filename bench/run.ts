// npm run bench [-- --json] [P1a P2 …]: measures the named bars, or all, each in a fresh installation of its own.
import { buildParts } from "../scripts/build.ts"
import type { Bar } from "./bar.ts"

const bars: Record<string, () => Promise<{ measure: () => Promise<Bar[]> }>> = {
  P1a: () => import("./p1a-ingest.ts"),
  P1b: () => import("./p1b-process.ts"),
  P2: () => import("./p2-order-to-mail.ts"),
  P3: () => import("./p3-segments.ts"),
  P5: () => import("./p5-campaign.ts"),
  P4: () => import("./p4-flow-steps.ts"),
  P6b: () => import("./p6b-till.ts"),
  P6a: () => import("./p6a-points.ts"),
  P7: () => import("./p7-tracking-page.ts"),
  P8: () => import("./p8-start.ts"),
  P9: () => import("./p9-import.ts"),
  P10: () => import("./p10-growth.ts"),
  spam: () => import("./spam-score.ts"),
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"))
/** P3b is measured with all of P3, and told alone. */
const measuredWith = (name: string) => (name in bars ? name : name.replace(/[a-d]$/, ""))
const unknown = asked.filter((name) => !(measuredWith(name) in bars))
if (unknown.length > 0) {
  console.error(`no such bar: ${unknown.join(", ")}. There are ${Object.keys(bars).join(", ")}.`)
  process.exit(2)
}
const json = process.argv.includes("--json")

// Measured is what `npm start` runs.
await buildParts(["server"], true)
process.env.MAIDO_TEST_PROGRAM = "built"

let failed = false
for (const [name, load] of Object.entries(bars)) {
  const wanted = asked.filter((one) => measuredWith(one) === name)
  if (asked.length > 0 && wanted.length === 0) continue
  const { measure } = await load()
  for (const bar of await measure()) {
    if (asked.length > 0 && !wanted.some((one) => bar.bar.startsWith(one))) continue
    failed ||= !bar.pass
    if (json) console.log(JSON.stringify(bar))
    else
      console.log(
        `${bar.pass ? "ok  " : "MISS"} ${bar.bar.padEnd(5)} ${bar.value} ${bar.unit}  limit ${bar.limit ?? "-"}  ratio ${bar.ratio ?? "-"}  ${bar.note}`,
      )
  }
}
process.exit(failed ? 1 : 0)
