// What must hold before a change is handed on, cheapest first; stops at the first failure. Under three minutes: what kills
// processes, starts engines or processes of its own, hashes passwords by the dozen or opens browsers is left to `npm test`.
import { spawnSync } from "node:child_process"

const longWinded = [
  "**/*faults*.test.ts",
  "**/*crash*.test.ts",
  "server/adapters/{postgres,clickhouse,email,shops}/**",
  "server/*.test.ts",
  "server/cli/**",
  "server/kernel/{watch,clock-watch}.test.ts",
  "server/capabilities/brands/{sign-in,staff}.test.ts",
  "server/capabilities/events/{agreement,damage,forget-brand,projection,stock-sdks,stories}.test.ts",
  "server/capabilities/imports/real-orders.test.ts",
  "server/capabilities/{exports,klaviyo,profiles,queue,segments,signups,webhooks}/**",
  "server/capabilities/brands/{delete-brand,way-back}.test.ts",
  "server/capabilities/tracking/{show-order,what-follows}.test.ts",
  "server/capabilities/messages/{doors,forget-customer,letters,mail-invitation,plan-message,render-pool,slow-server,templates}.test.ts",
  // Of what acts, the rules are quick; the rest starts shops, mail servers and browsers' services of its own.
  "server/capabilities/{campaigns,deliverability,engagement,experiments,flows,line,dm,offers,push,relay,sms,templates}/**/!(*rules).test.ts",
  "server/capabilities/{accounting,loyalty,members,mypage,points,quests,referrals,rehearsal,rewards,till}/**/!(*rules).test.ts",
  "demo/**",
  "portal/**",
  "sdk/**",
]
const quick = longWinded.flatMap((files) => ["--exclude", files])

const steps: [name: string, command: string[]][] = [
  ["format", ["biome", "format", "."]],
  ["lint", ["oxlint", "--deny-warnings"]],
  ["types", ["tsc", "--noEmit"]],
  ["boundaries", ["node", "scripts/boundaries.ts"]],
  ["documents", ["node", "scripts/documents.ts"]],
  ["console", ["node", "scripts/build.ts", "--if-stale"]],
  ["tests", ["vitest", "run", ...quick]],
  ["schema", ["node", "scripts/schema.ts", "--check"]],
  ["settings", ["node", "scripts/example-env.ts", "--check"]],
  ["inventory", ["node", "scripts/inventory.ts", "--check"]],
]

for (const [name, [command = "", ...args]] of steps) {
  const began = performance.now()
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: "inherit" })
  console.log(`${status === 0 ? "ok" : "FAILED"}  ${name}  ${((performance.now() - began) / 1000).toFixed(1)} s`)
  if (status !== 0) process.exit(1)
}
