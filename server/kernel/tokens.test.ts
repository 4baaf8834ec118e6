import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { issueToken, readToken } from "./tokens.ts"

const link = { subject: "hanako", resource: "order-1" }

test("S-LINK1 a link says whom and what it is for, and opens nothing else", async () => {
  const ctx = await testContext()
  const token = issueToken(ctx, "tracking", link)
  expect(readToken(ctx, "tracking", token)).toMatchObject({
    brandId: ctx.brandId,
    subject: "hanako",
    resource: "order-1",
  })
  expect(() => readToken(ctx, "unsubscribe", token)).toThrow(expect.objectContaining({ code: "kernel.BadLink" }))
})

test("S-LINK1 one changed character makes a link worthless", async () => {
  const ctx = await testContext()
  const token = issueToken(ctx, "tracking", link)
  for (let at = 0; at < token.length; at += 7) {
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1)
    expect(() => readToken(ctx, "tracking", changed)).toThrow(expect.objectContaining({ code: "kernel.BadLink" }))
  }
  expect(() => readToken(ctx, "tracking", "")).toThrow(expect.objectContaining({ code: "kernel.BadLink" }))
})

test("S-LINK1 tracking links last 180 days, unsubscribe links for ever, magic links ten minutes", async () => {
  const ctx = await testContext()
  const tracking = issueToken(ctx, "tracking", link)
  const unsubscribe = issueToken(ctx, "unsubscribe", link)
  const magic = issueToken(ctx, "magic-link", link)
  ctx.pass(10 * 60_000)
  expect(() => readToken(ctx, "magic-link", magic)).toThrow(expect.objectContaining({ code: "kernel.ExpiredLink" }))
  ctx.pass(179 * 86_400_000)
  expect(readToken(ctx, "tracking", tracking).resource).toBe("order-1")
  ctx.pass(86_400_000)
  expect(() => readToken(ctx, "tracking", tracking)).toThrow(expect.objectContaining({ code: "kernel.ExpiredLink" }))
  ctx.pass(3_650 * 86_400_000)
  expect(readToken(ctx, "unsubscribe", unsubscribe).subject).toBe("hanako")
})
