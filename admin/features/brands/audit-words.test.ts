import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { actions, subjectWords } from "./audit-words.ts"

const folder = new URL("../../../server/capabilities/", import.meta.url)
/** The calls of `audit(...)` in the product, each as its text. */
const calls = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .flatMap((path) => readFileSync(new URL(path, folder), "utf8").match(/\baudit\(ctx, \{[^}]*\}/g) ?? [])

test("whatever the product writes into the audit log has a name in both languages", () => {
  expect(calls.length).toBeGreaterThan(40)
  const written = calls.flatMap((call) => call.match(/"[a-z]+\.[a-z-]+"/g) ?? []).map((one) => one.slice(1, -1))
  expect(written.filter((action) => !actions.includes(action))).toEqual([])
})

test("so has what a line is about", () => {
  const kinds = calls.flatMap((call) => /subject: `([a-z]+):/.exec(call)?.[1] ?? [])
  expect(kinds.length).toBeGreaterThan(30)
  const unnamed = kinds.filter((kind) => subjectWords(`${kind}:1`).ja === `${kind}:1`)
  expect(unnamed).toEqual([])
})
