import { expect, test } from "vitest"
import { brandLook } from "#brands"
import { testContext } from "#testing/context"
import { mailLook } from "./mail-look-rules.ts"

test("a brand that has set nothing still sends mails that look and sign like itself", async () => {
  const ctx = await testContext()
  const look = mailLook(await brandLook(ctx))
  expect(look).toMatchObject({
    name: "ひなた",
    light: { action: "#1c4a80", onAction: "#ffffff", paper: "#ffffff" },
    legal: { company: "ひなた" },
    support: { words: { ja: "ご不明な点は、このメールにご返信ください。" } },
    policies: {},
  })
  expect(look.legal).not.toHaveProperty("registration")
})

test("what a brand has set reaches its mails", async () => {
  const ctx = await testContext()
  const set = await brandLook(ctx)
  const look = mailLook({
    ...set,
    legalName: "ひなた株式会社",
    address: "鎌倉市小町 1-3-8",
    registrationNumber: "T1234567890123",
    phone: "0120-00-1187",
    lineUrl: "https://line.example/hinata",
    policies: { ...set.policies, returns: "https://hinata.example/returns", privacy: "https://hinata.example/privacy" },
    colours: { ...set.colours, brand: "#8a2b0f", onBrand: "not a colour" },
  })
  expect(look).toMatchObject({
    light: { action: "#8a2b0f", onAction: "#ffffff" },
    legal: { company: "ひなた株式会社", address: "鎌倉市小町 1-3-8", registration: "T1234567890123" },
    support: { phone: "0120-00-1187", lineUrl: "https://line.example/hinata" },
    returnsUrl: "https://hinata.example/returns",
    privacyUrl: "https://hinata.example/privacy",
  })
  expect(Object.keys(look.policies).sort()).toEqual(["privacy", "returns"])
})
